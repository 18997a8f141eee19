import { type Heat, type RackHeat, rackHeat } from '../../facts/cooling/rack-heat.ts';
import { type FinePower, fine } from '../../facts/fine-power.ts';
import { policyQuantity } from '../../facts/policy.ts';
import { racksAbove } from '../../facts/rack/load.ts';
import type { Model } from '../../model/model.ts';
import type { Site } from '../../model/site.ts';
import { placeOf } from '../../model/source.ts';
import { type Power, quantity } from '../../units/dimension.ts';
import { formatCount, formatPower } from '../../units/format.ts';
import { check, type Fix, type Found } from '../check.ts';
import { fewerDevices } from '../fewer-devices.ts';
import { setInBlock, wholeKilowatts } from '../rack-edits.ts';
import {
  namedContributions,
  nameOfRack,
  powerBound,
  racksNote,
  relatedContributions,
  unknownNote,
} from '../rack-words.ts';
import { useLiquid, useRearDoor } from './techniques.ts';

export const capacity = check({
  id: 'cooling.capacity',
  severity: 'error',
  each: 'site',
  docs: {
    summary: 'A rack gives off more heat of a kind than its cooling takes.',
    why: `All power that a rack draws leaves it as heat. What cold plates take goes into liquid, the rest into air: a GB200 NVL72
gives some 115 of its 132 kW to liquid, and the 17 kW that are left need air as much as the rest needs water. A rack that
is cooled by air, or by a rear door, takes its whole heat from air, also that of parts made for liquid; in immersion all
of it goes into the liquid.

\`capacity\` is for the heat that \`type\` takes, \`air_capacity\` for what a rack with cold plates leaves to air. One that is not
stated is not judged.`,
    formula: `heat to liquid = Σ power × \`liquid_fraction\`, heat to air = Σ power × (1 − \`liquid_fraction\`) + power of modules

\`air\`, \`rear_door\`: all heat is in air. \`immersion\`: all heat is in liquid.`,
    sources: [
      'Conservation of energy: electrical power in, heat out',
      'Recalled, not confirmed: 115 of 132 kW of a GB200 NVL72 go to liquid (knowledge); Meta’s NVL36x2: 80 of 120 kW (vendor)',
    ],
    fails: `import nvidia

rack Compute {
  cooling { type = air  capacity = 40kW }
  dgx[4] : nvidia.DgxH100
}
`,
    passes: `import nvidia

rack Compute {
  cooling { type = air  capacity = 40.8kW }
  dgx[4] : nvidia.DgxH100
}
`,
    fixes:
      'Cooling of the next whole kilowatt, where the technique takes as much; the next technique (a rear door; liquid, where parts have cold plates); or fewer devices in each rack.',
  },
  *run(model, rack) {
    if (rack.part.kind !== 'rack') return;
    const heat = rackHeat(model, rack);
    const taken = heat.type === 'liquid' || heat.type === 'immersion' ? heat.liquid : heat.air;
    if (heat.type !== undefined) yield* beyond(model, rack, heat, taken, 'capacity');
    if (heat.type === 'liquid') yield* beyond(model, rack, heat, heat.air, 'air_capacity');
  },
});

type CapacityName = 'capacity' | 'air_capacity';

/** Heat of one kind held against the capacity that is for it. */
function* beyond(model: Model, rack: Site, heat: RackHeat, taken: Heat, name: CapacityName): Generator<Found> {
  const limit = name === 'capacity' ? heat.capacity : heat.airCapacity;
  const property = rack.part.blocks.get('cooling')?.properties.get(name);
  if (limit === undefined || !property || taken.exact <= fine(limit)) return;
  const medium = taken === heat.air ? 'air' : 'liquid';
  // What cold plates take has no modules in it, so it is the same in all racks of a type.
  const isAlike = medium === 'liquid' && heat.type === 'liquid';
  const failing = isAlike ? rack.count : racksAbove(model, rack, taken.exact, fine(limit));
  const terms = heat.terms.map(({ member, air, liquid }) => ({ member, each: medium === 'air' ? air : liquid }));
  const limits = { total: taken.exact, limit: fine(limit) };
  const leaveOut = (): Fix | undefined => fewerDevices(model, rack, terms, limits, `of heat to ${medium}`);
  const bound = powerBound(taken.power, taken.unknown, limit);
  const has = `${formatPower(limit, taken.power)} ${name}`;
  const cause = [`type ${heat.type}`, ...wholeHeat(heat), namedContributions(model, rack), ...unknownNote(taken)];
  const racks = racksNote(model, rack, failing);
  yield {
    at: placeOf(property.layer.scope.source, property.node),
    message: `${nameOfRack(rack)}: ${bound} of heat to ${medium}, ${has} (${cause.join('; ')})${racks}`,
    site: rack,
    count: failing ?? 1,
    related: relatedContributions(model, rack),
    fixes: () => {
      const others = name === 'capacity' ? [useRearDoor(model, rack, heat), useLiquid(model, rack, heat)] : [];
      return [moreCooling(model, rack, heat, taken.exact, limit, name), ...others, leaveOut()].flatMap(
        (fix) => fix ?? [],
      );
    },
  };
}

/** Says so where parts made for liquid stand in a rack that is cooled by air. */
function wholeHeat({ type, toPlates }: RackHeat): readonly string[] {
  const hasAir = type === 'air' || type === 'rear_door';
  return hasAir && toPlates.exact > 0n ? ['heat of liquid-cooled parts included'] : [];
}

/** Cooling of the next whole kilowatt; none where the technique does not take as much. */
function moreCooling(
  model: Model,
  rack: Site,
  { type }: RackHeat,
  heat: FinePower,
  limit: Power,
  name: CapacityName,
): Fix | undefined {
  const { text, power: needed } = wholeKilowatts(heat);
  const most = type === 'rear_door' ? 'rear_door_limit' : 'air_limit';
  const isWet = name === 'capacity' && (type === 'liquid' || type === 'immersion');
  const usual = isWet ? undefined : policyQuantity(model, rack, most, 'power');
  if (usual !== undefined && heat > fine(usual)) return undefined;
  const edit = setInBlock(rack, 'cooling', name, text);
  if (!edit) return undefined;
  const more = quantity<'power'>(needed - limit);
  const all =
    rack.count !== undefined && rack.count > 1
      ? `, ${formatPower(quantity(more * rack.count))} in all ${formatCount(rack.count)}`
      : '';
  return {
    title: `Bring cooling of ${formatPower(needed)} (${formatPower(more, quantity(0))} more in each rack${all})`,
    edits: [edit],
  };
}
