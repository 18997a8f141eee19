import { type FloorLoad, floorLoad } from '../../facts/rack/floor-load.ts';
import { rackMass } from '../../facts/rack/mass.ts';
import type { Term } from '../../facts/totals.ts';
import { atLeast } from '../../facts/totals.ts';
import type { Model } from '../../model/model.ts';
import type { Site } from '../../model/site.ts';
import { type Place, placeOf } from '../../model/source.ts';
import { type Quantity, quantity } from '../../units/dimension.ts';
import { format, formatCount, formatLength } from '../../units/format.ts';
import { check, type Fix, type Found, type Related } from '../check.ts';
import { fewer, setInBlock } from '../rack-edits.ts';
import { inAll, memberName, memberPlace, nameOfRack, unknownNote } from '../rack-words.ts';

type Mass = Quantity<'mass'>;

/** Static loads of 19-inch cabinets that are sold, in kg (recalled, not confirmed). */
const FRAME_LOADS_IN_KG = [1361, 1500, 2000];

/** Live loads of floors, in kPa: TIA-942 Rated-1, Rated-2, Rated-3 and 4. */
const FLOOR_LOADS_IN_KPA = [7.2, 8.4, 12];

const MICROGRAMS_IN_A_KILOGRAM = 1e9;
const PASCALS_IN_A_KILOPASCAL = 1e3;

/** Contributions named in a message. */
const MOST_NAMED = 3;

export const weight = check({
  id: 'density.weight',
  severity: 'error',
  each: 'site',
  docs: {
    summary: 'The contents of a rack are heavier than its frame bears, or the rack than the floor of its hall.',
    why: `Copper, cold plates and busbars are heavy: a GB200 NVL72 weighs 1,360 kg, a double-wide Helios rack 3,175 kg, where the
contents of a rack with four DGX H100 weigh 522 kg. The frame has a static load for what stands in it. The floor has a live load, which the
rack shares with the aisles around it: 1,360 kg press with 21 kPa on the 0.64 m² under the rack, and with 10.3 kPa when half
of the cold and half of the hot aisle bear their part. A typical building floor bears 3.3 kPa, TIA-942 asks for 12 kPa in the
halls of its upper classes. The point load of a foot on one tile is another limit, which is not judged here.

Where rows state their \`pitch\`, that is the floor that there is; else the aisles are those of the policy. Shelves in a
sidecar weigh on another frame. A mass that is missing makes the sum a lower bound, which is an error only where it is over
the limit by itself.`,
    formula: `Σ mass of the contents ≤ \`frame.load\`

(\`mass\` of the empty rack + contents) × g / (width × (depth + \`policy.cold_aisle\` / 2 + \`policy.hot_aisle\` / 2)) ≤ \`floor.load\`

g = 9.80665 m/s²; with a stated \`pitch\`: width × pitch`,
    sources: [
      'OCP, ORv3 frame deck: 1,400 kg (vendor); premium 19-inch cabinets 1,361 kg, heavy-duty ones up to 2,000 kg (knowledge)',
      'ANSI/TIA-942, via EPI: 12 kPa for Rated-3 and 4 (standard); 7.2 and 8.4 kPa for Rated-1 and 2 (knowledge)',
      '360doc, site guidance for GPU rooms: cold aisles of at least 1.2 m, hot ones of 1 m (vendor)',
      'IBM, raised-floor loading guidance: 340 kg/m² for a typical building floor (vendor)',
      'The Register and ServeTheHome, GTC 2024: 1.36 t for a GB200 NVL72 (vendor)',
    ],
    fails: `import nvidia

rack Compute {
  frame { load = 500kg }
  dgx[4] : nvidia.DgxH100
}
`,
    passes: `import nvidia

rack Compute {
  frame { load = 521.8kg }
  dgx[4] : nvidia.DgxH100
}
`,
    fixes: 'Fewer devices in each rack, a stronger frame, or a hall whose floor bears more.',
  },
  *run(model, rack) {
    if (rack.part.kind !== 'rack') return;
    yield* onFrame(model, rack);
    const floor = floorLoad(model, rack);
    if (floor && BigInt(rackMass(model, rack).known) > floor.allowed) yield onFloor(model, rack, floor);
  },
});

function* onFrame(model: Model, rack: Site): Generator<Found> {
  const block = rack.part.blocks.get('frame');
  const property = block?.properties.get('load');
  const limit = model.values.quantity(block, 'load', 'mass');
  const { contents, terms } = rackMass(model, rack);
  if (!property || limit === undefined || contents.known <= limit) return;
  const mass: Mass = quantity(contents.known);
  const sum = `${atLeast(contents)}${format(mass, 'mass', limit)}`;
  const cause = [named(terms), ...unknownNote(contents)].join('; ');
  yield {
    at: placeOf(property.layer.scope.source, property.node),
    message: `${nameOfRack(rack)}: ${sum} in the rack, its frame bears ${format(limit, 'mass', mass)} (${cause})${inAll(rack)}`,
    site: rack,
    count: rack.count ?? 1,
    related: related(terms),
    fixes: () =>
      [leaveOut(model, rack, BigInt(limit), contents.known), strongerFrame(rack, mass)].flatMap((fix) => fix ?? []),
  };
}

function onFloor(model: Model, rack: Site, floor: FloorLoad): Found {
  const { hall, limit, pressure, allowed } = floor;
  const mass = rackMass(model, rack);
  const sum = `${atLeast(mass)}${format(pressure, 'pressure', limit)}`;
  const bears = format(limit, 'pressure', pressure);
  const cause = [`${format<'mass'>(quantity(mass.known), 'mass')} on ${area(floor)}`, ...unknownNote(mass)].join('; ');
  const own = rack.member ? [{ at: memberPlace(rack.member), message: `${nameOfRack(rack)} stands here` }] : [];
  return {
    at: floorPlace(hall),
    message: `${nameOfRack(rack)}: ${sum} on the floor, ${nameOfRack(hall)} bears ${bears} (${cause})${inAll(rack)}`,
    site: rack,
    count: rack.count ?? 1,
    related: [...own, ...related(mass.terms)],
    fixes: () =>
      [leaveOut(model, rack, allowed, mass.known), strongerFloor(hall, pressure)].flatMap((fix) => fix ?? []),
  };
}

function floorPlace({ part }: Site): Place {
  const property = part.blocks.get('floor')?.properties.get('load');
  return property
    ? placeOf(property.layer.scope.source, property.node)
    : placeOf(part.around.source, part.declaration.name ?? part.declaration);
}

/** `0.6 m × (1.07 m + half of aisles of 1.2 m and 0.9 m)`. */
function area({ width, strip: { pitch, depth, cold, hot } }: FloorLoad): string {
  if (pitch !== undefined) return `${formatLength(width)} × ${formatLength(pitch)} from row to row`;
  const aisles = `half of aisles of ${formatLength(cold)} and ${formatLength(hot)}`;
  return `${formatLength(width)} × (${formatLength(depth ?? quantity(0))} + ${aisles})`;
}

/** The heaviest of the contents: `dgx[4] 521.8 kg`. */
function named(terms: readonly Term[]): string {
  const known = terms.flatMap(({ member, each, count }) =>
    each && count ? [{ member, mass: each.known * count }] : [],
  );
  const sorted = known.filter(({ mass }) => mass > 0).sort((a, b) => b.mass - a.mass);
  const names = sorted.map(({ member, mass }) => `${memberName(member)} ${format<'mass'>(quantity(mass), 'mass')}`);
  return [...names.slice(0, MOST_NAMED), ...(names.length > MOST_NAMED ? ['…'] : [])].join(', ');
}

function related(terms: readonly Term[]): readonly Related[] {
  return terms.flatMap(({ member, each, count }): readonly Related[] => {
    if (count === 0) return [];
    const at = memberPlace(member);
    const name = memberName(member);
    if (!each || count === undefined || each.known === 0) return [{ at, message: `${name}: no mass stated` }];
    const one = format<'mass'>(quantity(each.known), 'mass');
    const all = `${formatCount(count)} × ${one} = ${format<'mass'>(quantity(each.known * count), 'mass')}`;
    return [{ at, message: `${name}: ${count === 1 ? one : all}` }];
  });
}

/** Fewer of the heaviest array that can be made smaller by enough. */
function leaveOut(model: Model, rack: Site, limit: bigint, total: number): Fix | undefined {
  const { terms } = rackMass(model, rack);
  const masses = terms.map(({ member, each, count }) => ({ member, count, each: each?.known ?? 0 }));
  for (const { member, count, each } of masses.sort((a, b) => b.each * (b.count ?? 0) - a.each * (a.count ?? 0))) {
    const gain = (left: number): string => format<'mass'>(quantity(total - each * ((count ?? 0) - left)), 'mass');
    const fix = fewer(model, rack, member, { over: BigInt(total) - limit, each: BigInt(each) }, gain);
    if (fix) return fix;
  }
  return undefined;
}

/** The next frame that is sold. */
function strongerFrame(rack: Site, mass: Mass): Fix | undefined {
  const enough = FRAME_LOADS_IN_KG.find((load) => load * MICROGRAMS_IN_A_KILOGRAM >= mass);
  if (enough === undefined) return undefined;
  const edit = setInBlock(rack, 'frame', 'load', `${enough}kg`);
  const title = `Use a cabinet that bears ${formatCount(enough)} kg (estimate; check its rails and casters)`;
  return edit && { title, edits: [edit] };
}

/** The next class of floors. */
function strongerFloor(hall: Site, pressure: FloorLoad['pressure']): Fix | undefined {
  const enough = FLOOR_LOADS_IN_KPA.find((load) => load * PASCALS_IN_A_KILOPASCAL >= pressure);
  if (enough === undefined) return undefined;
  const edit = setInBlock(hall, 'floor', 'load', `${enough}kPa`);
  return edit && { title: `Stand it in a hall whose floor bears ${enough} kPa (TIA-942)`, edits: [edit] };
}
