import { type HallHeat, hallHeats } from '../../facts/cooling/hall-heat.ts';
import { type FinePower, fine } from '../../facts/fine-power.ts';
import { siteLoad, usablePower } from '../../facts/rack/load.ts';
import type { Model } from '../../model/model.ts';
import type { Part } from '../../model/part.ts';
import type { Site } from '../../model/site.ts';
import { placeOf } from '../../model/source.ts';
import { type Power, quantity } from '../../units/dimension.ts';
import { formatPower } from '../../units/format.ts';
import { check, type Fix, type Found } from '../check.ts';
import { fewerDevices } from '../fewer-devices.ts';
import { setInBlock, wholeKilowatts } from '../rack-edits.ts';
import { inAll, namedContributions, nameOfRack, powerBound, relatedMembers, unknownNote } from '../rack-words.ts';
import { describeFeeds, moreFeeds } from './feed-fixes.ts';

/** What encloses racks and may say what feeds and cools them. */
const ENCLOSING: readonly Part['kind'][] = ['row', 'pod', 'hall', 'cluster'];

export const hall = check({
  id: 'density.hall',
  severity: 'error',
  each: 'site',
  docs: {
    summary: 'The racks of a row, pod, hall or cluster exceed its power or its cooling.',
    why: `A rack may be within its own feeds and its own cooling, and the hall still too small for all of them: a scalable unit of
eight GB200 NVL72 draws over 1 MW, and what feeds and cools the hall is far harder to change than a rack.

Each enclosing body that states a \`feed\` is judged by its own feeds, with the spare ones out. Its \`cooling\` is judged by
\`capacity\`, for what its \`type\` takes, and by \`air_capacity\`, for the heat that is left to the air of the room: \`air\` takes
what racks give to the room, \`rear_door\` what racks with rear doors give, \`liquid\` and \`immersion\` what goes into liquid and
into rear doors. Racks of one type that are linked differently count with the mean of their modules. A figure that is
missing makes the sum a lower bound, which is an error only where it is over the limit by itself.`,
    formula: `Σ load of the racks, and of what stands in none ≤ (\`feeds\` − \`spare\`) × \`feed\` × \`policy.derating\`

Σ heat of the racks ≤ \`capacity\`; Σ heat left to air ≤ \`air_capacity\``,
    sources: [
      'NVIDIA, DGX SuperPOD data-centre design: 1.2 MW for a scalable unit of eight GB200 racks (vendor)',
      'Conservation of energy: electrical power in, heat out',
    ],
    fails: `import nvidia

rack Compute { dgx[4] : nvidia.DgxH100 }

row Unit {
  power { feed = 300kW }
  compute[8] : Compute
}
`,
    passes: `import nvidia

rack Compute { dgx[4] : nvidia.DgxH100 }

row Unit {
  power { feed = 326.4kW }
  compute[8] : Compute
}
`,
    fixes:
      'More feeds, cooling of the next whole kilowatt that takes the heat, or fewer racks: the others need a place elsewhere.',
  },
  *run(model, site) {
    if (!ENCLOSING.includes(site.part.kind)) return;
    yield* overPower(model, site);
    for (const each of hallHeats(model, site)) yield* overCooling(model, site, each);
  },
});

function* overPower(model: Model, site: Site): Generator<Found> {
  const feed = site.part.blocks.get('power')?.properties.get('feed');
  const usable = usablePower(model, site);
  if (!feed || !usable) return;
  const load = siteLoad(model, site);
  if (fine(load.known) <= usable.exact) return;
  const has = formatPower(usable.power, quantity(load.known));
  const cause = [describeFeeds(usable, load.known), namedContributions(model, site, load), ...unknownNote(load)];
  const devices = load.terms.map(({ member, each }) => ({ member, each: fine(each?.known ?? 0) }));
  const limits = { total: fine(load.known), limit: usable.exact };
  yield {
    at: placeOf(feed.layer.scope.source, feed.node),
    message: `${nameOfRack(site)}: ${powerBound(quantity(load.known), load.unknown, usable.power)} load, ${has} usable (${cause.join('; ')})${inAll(site)}`,
    site,
    count: site.count ?? 1,
    related: relatedMembers(load),
    fixes: () =>
      [moreFeeds(site, load.known, usable), fewerDevices(model, site, devices, limits, 'load')].flatMap(
        (fix) => fix ?? [],
      ),
  };
}

function* overCooling(model: Model, site: Site, { limit, medium, heat, capacity, terms }: HallHeat): Generator<Found> {
  const property = site.part.blocks.get('cooling')?.properties.get(limit);
  if (!property || heat.exact <= fine(capacity)) return;
  const has = `${formatPower(capacity, heat.power)} ${limit}`;
  const cause = [namedContributions(model, site, siteLoad(model, site)), ...unknownNote(heat)].join('; ');
  yield {
    at: placeOf(property.layer.scope.source, property.node),
    message: `${nameOfRack(site)}: ${powerBound(heat.power, heat.unknown, capacity)} of heat to ${medium}, ${has} (load: ${cause})${inAll(site)}`,
    site,
    count: site.count ?? 1,
    related: relatedMembers(siteLoad(model, site)),
    fixes: () =>
      [
        moreCooling(site, heat.exact, capacity, limit),
        fewerDevices(model, site, terms, { total: heat.exact, limit: fine(capacity) }, `of heat to ${medium}`),
      ].flatMap((fix) => fix ?? []),
  };
}

/** Cooling of the next whole kilowatt. */
function moreCooling(site: Site, heat: FinePower, has: Power, limit: HallHeat['limit']): Fix | undefined {
  const { text, power: needed } = wholeKilowatts(heat);
  const edit = setInBlock(site, 'cooling', limit, text);
  const more = formatPower(quantity(needed - has), quantity(0));
  return (
    edit && { title: `Bring cooling of ${formatPower(needed)} (${more} more in each ${site.part.kind})`, edits: [edit] }
  );
}
