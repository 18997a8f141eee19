import { type RackHeat, rackHeat } from '../../facts/cooling/rack-heat.ts';
import { fine } from '../../facts/fine-power.ts';
import { policyQuantity } from '../../facts/policy.ts';
import { racksAbove } from '../../facts/rack/load.ts';
import type { Model } from '../../model/model.ts';
import type { Site } from '../../model/site.ts';
import type { Power } from '../../units/dimension.ts';
import { formatPower } from '../../units/format.ts';
import { check, type Fix } from '../check.ts';
import { fewerDevices } from '../fewer-devices.ts';
import {
  namedContributions,
  nameOfRack,
  powerBound,
  racksNote,
  relatedContributions,
  unknownNote,
} from '../rack-words.ts';
import { typePlace } from './heat-words.ts';
import { useLiquid, useRearDoor } from './techniques.ts';

export const airLimit = check({
  id: 'cooling.air_limit',
  severity: 'warning',
  each: 'site',
  docs: {
    summary: 'An air-cooled rack gives off more heat than air usually takes.',
    why: `Air carries little: at a rise of 12 K each kilowatt needs 146 cubic feet a minute, so a rack of 45 kW needs 6,600. Contained
aisles reach some 25 kW, the best practice 40; beyond, fans draw more than they are worth and the air no longer comes
through the tiles. A rear-door heat exchanger, with water in the door, reaches about 60 kW; from there on the heat has to
leave the chips in liquid, by cold plates or immersion.

No standard sets these limits. They are the overlap of what vendors and consultants state, so this is a warning, the
thresholds are policy, and a rack that states a \`capacity\` which covers its heat is not questioned. A rack without a
\`cooling\` block does not say how it is cooled and is not judged.`,
    formula: `\`type = air\`: heat ≤ \`policy.air_limit\` (45 kW); \`type = rear_door\`: heat ≤ \`policy.rear_door_limit\` (60 kW)

CFM per kW = 1,756 / ΔT at sea level`,
    sources: [
      'Air, best practice 25–40 kW; rear door 30–60 kW; cold plates 40–150 kW: factryze, dcxps, mp-is, coolnetpower (estimate)',
      'Air per kilowatt derived from the heat capacity of air (estimate); Meta: 0.146 CFM/W at 12 K (vendor)',
    ],
    fails: `import nvidia

rack Compute {
  cooling { type = air }
  dgx[5] : nvidia.DgxH100
}
`,
    passes: `import nvidia

rack Compute {
  cooling { type = air }
  dgx[4] : nvidia.DgxH100
}
`,
    fixes:
      'The next technique where it takes the heat: a rear door, or liquid where the parts have cold plates. Or fewer devices in each rack.',
  },
  *run(model, rack) {
    if (rack.part.kind !== 'rack') return;
    const heat = rackHeat(model, rack);
    const limit = limitOf(model, rack, heat);
    if (limit === undefined || heat.air.exact <= fine(limit) || isCovered(rack, heat)) return;
    const failing = racksAbove(model, rack, heat.air.exact, fine(limit));
    const terms = heat.terms.map(({ member, air }) => ({ member, each: air }));
    const limits = { total: heat.air.exact, limit: fine(limit) };
    const leaveOut = (): Fix | undefined => fewerDevices(model, rack, terms, limits, 'of heat to air');
    const bound = powerBound(heat.air.power, heat.air.unknown, limit);
    const [technique, policy] = heat.type === 'air' ? ['air', 'air_limit'] : ['a rear door', 'rear_door_limit'];
    const usual = `${formatPower(limit, heat.air.power)} is what ${technique} usually takes`;
    const cause = [`policy.${policy}`, namedContributions(model, rack), ...unknownNote(heat.air)].join('; ');
    const next = nextTechnique(model, rack, heat);
    yield {
      at: typePlace(rack),
      message: `${nameOfRack(rack)}: ${bound} of heat, ${usual} (${cause})${racksNote(model, rack, failing)}; ${next}`,
      site: rack,
      count: failing ?? 1,
      related: relatedContributions(model, rack),
      fixes: () =>
        [useRearDoor(model, rack, heat), useLiquid(model, rack, heat), leaveOut()].flatMap((fix) => fix ?? []),
    };
  },
});

/** What the rack’s technique usually takes; undefined for one that takes its heat into liquid. */
function limitOf(model: Model, rack: Site, { type }: RackHeat): Power | undefined {
  if (type === 'air') return policyQuantity(model, rack, 'air_limit', 'power');
  return type === 'rear_door' ? policyQuantity(model, rack, 'rear_door_limit', 'power') : undefined;
}

/** Whether the rack states a capacity that covers its heat, or one that cannot be read. */
function isCovered(rack: Site, { air, capacity }: RackHeat): boolean {
  if (capacity !== undefined) return air.exact <= fine(capacity);
  return rack.part.blocks.get('cooling')?.properties.has('capacity') === true;
}

function nextTechnique(model: Model, rack: Site, heat: RackHeat): string {
  const door = policyQuantity(model, rack, 'rear_door_limit', 'power');
  if (heat.type === 'air' && door !== undefined && heat.air.exact <= fine(door)) {
    return `a rear-door heat exchanger takes up to ${formatPower(door)}`;
  }
  return 'cold plates or immersion are next';
}
