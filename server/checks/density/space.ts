import type { Placed } from '../../facts/placement.ts';
import { type Clash, heightOf, type RackSpace, rackSpace, topOf } from '../../facts/rack/space.ts';
import { atLeast } from '../../facts/totals.ts';
import type { Model } from '../../model/model.ts';
import type { MemberSlot } from '../../model/part.ts';
import type { Site } from '../../model/site.ts';
import { type Place, placeOf } from '../../model/source.ts';
import { type Length, quantity } from '../../units/dimension.ts';
import { decimal, formatLength } from '../../units/format.ts';
import { check, type Fix, type Found } from '../check.ts';
import { fewer, setInBlock, setInMember } from '../rack-edits.ts';
import { memberName, memberPlace, nameOfRack } from '../rack-words.ts';
import { freeShelfHeight } from './supply-fixes.ts';

/** Heights of frames that are sold. */
const FRAMES_IN_U = [42, 48, 52];

/** What any overlap is told apart from. */
const NOTHING: Length = quantity(0);

export const space = check({
  id: 'density.space',
  severity: 'error',
  each: 'site',
  docs: {
    summary: 'The devices of a rack are higher than its frame, or two of them stand in one place.',
    why: `Devices stack from the bottom of the rack in the order written; \`at\` puts an array elsewhere, and what follows goes on
behind it. Six DGX H100 of 8U each fill a frame of 48U to the last unit. Where a switch must be near the cable tray it is
set by \`at\`, and may then stand where something else already is; the lengths of cables are derived from these places.

A device without a \`height\` has no place, nor has what stands on it: nothing is said of them, except where the others
alone are higher than the frame. A power shelf in a sidecar (\`in_rack = false\`) takes no height.`,
    formula: `top of an array = \`at\` + count × height ≤ \`frame.height\`

1U = 44.45 mm, 1OU = 48 mm. Lengths are whole micrometres: an array that ends exactly at the top of the frame fits.`,
    sources: [
      'EIA-310: 1U = 44.45 mm (standard)',
      'OCP, Open Rack V3 base specification 1.0: 48 mm (standard)',
      'NetBox device-type library and NVIDIA user guides: heights of devices (vendor)',
    ],
    fails: `import nvidia

rack Compute {
  frame { height = 42U }
  dgx[6] : nvidia.DgxH100
}
`,
    passes: `import nvidia

rack Compute {
  frame { height = 48U }
  dgx[6] : nvidia.DgxH100
}
`,
    fixes:
      'A frame of the next usual height, power shelves moved to a sidecar, fewer devices, or another place for the array that stands in the way of another.',
  },
  *run(model, rack) {
    if (rack.part.kind !== 'rack') return;
    const space = rackSpace(model, rack);
    yield* tooHigh(model, rack, space);
    for (const clash of space.clashes) yield inOnePlace(model, rack, space, clash);
  },
});

/** One finding for a rack: at the lowest array that is above the frame, else where all together are higher than it. */
function* tooHigh(model: Model, rack: Site, space: RackSpace): Generator<Found> {
  const height = rack.part.blocks.get('frame')?.properties.get('height');
  const { frame } = space;
  if (frame === undefined || !height) return;
  const at = placeOf(height.layer.scope.source, height.node);
  const [first, ...others] = [...space.above].sort((a, b) => a.start - b.start);
  if (first) yield aboveFrame(model, rack, space, { first, others, frame, at });
  else if (space.used.known > frame) {
    const { known, unknown } = space.used;
    const used = quantity<'length'>(known);
    const sum = `${atLeast({ unknown })}${inUnits(used, space, frame)}`;
    const missing = unknown > 0 ? ` (${unknown} unknown)` : '';
    const message = `${nameOfRack(rack)}: devices take ${sum}, the frame has ${inUnits(frame, space, used)}${missing}`;
    yield { site: rack, count: rack.count ?? 1, at, message };
  }
}

/** Arrays above the frame, the lowest first, and where its height is stated. */
interface AboveFrame {
  readonly first: Placed;
  readonly others: readonly Placed[];
  readonly frame: Length;
  readonly at: Place;
}

function aboveFrame(model: Model, rack: Site, space: RackSpace, { first, others, frame, at }: AboveFrame): Found {
  const top = inUnits(topOf(first), space, frame);
  const more = others.length > 0 ? `; also ${others.map(({ member }) => memberName(member)).join(', ')}` : '';
  const sum = `${first.count} × ${inUnits(first.extent, space)} from ${inUnits(first.start, space)}${more}`;
  const has = inUnits(frame, space, topOf(first));
  return {
    site: rack,
    count: rack.count ?? 1,
    at: ownAt(first.member) ?? memberPlace(first.member),
    message: `${nameOfRack(rack)}: ${memberName(first.member)} reaches ${top}, the frame has ${has} (${sum})`,
    related: [
      { at, message: 'the frame' },
      ...others.map(({ member }) => ({ at: memberPlace(member), message: 'above the frame as well' })),
    ],
    fixes: () => fixesOf(model, rack, space, first),
  };
}

/** `48U`; a length in metres where it is no whole number of units, with as many decimals as tell it from the other. */
function inUnits(length: Length, { unit }: RackSpace, other?: Length): string {
  const height = heightOf(unit);
  const isWhole = length % height === 0 && (other === undefined || other % height === 0);
  return isWhole ? `${decimal(length / height)}${unit}` : formatLength(length, other);
}

/**
 * An array that was put above the frame by `at` is moved; else the frame grows or the array shrinks. Neither of those two
 * helps an array that stands where another does.
 */
function fixesOf(model: Model, rack: Site, space: RackSpace, first: Placed): readonly Fix[] {
  const mayMove = space.above.length === 1 && ownAt(first.member);
  const moved = mayMove ? moveAside(model, rack, space, first) : undefined;
  if (moved) return [moved];
  if (space.clashes.some(({ lower, upper }) => lower === first || upper === first)) return [];
  const missing = Math.max(...space.above.map(topOf)) - (space.frame ?? 0);
  const isMovable = space.placed.every(({ member }) => !ownAt(member));
  const sidecar = isMovable ? freeShelfHeight(model, rack, missing, (height) => inUnits(height, space)) : undefined;
  return [tallerFrame(rack, space), sidecar, fewerInFrame(model, rack, space, first)].flatMap((fix) => fix ?? []);
}

function tallerFrame(rack: Site, space: RackSpace): Fix | undefined {
  const top = Math.max(...space.above.map(topOf), space.used.known);
  const enough = FRAMES_IN_U.find((units) => units * heightOf('U') >= top);
  const edit =
    enough !== undefined && space.unit === 'U' ? setInBlock(rack, 'frame', 'height', `${enough}U`) : undefined;
  return edit && { title: `Use a frame of ${enough}U (check the door and the height of the tray)`, edits: [edit] };
}

function fewerInFrame(model: Model, rack: Site, space: RackSpace, array: Placed): Fix | undefined {
  if (space.frame === undefined || space.above.length > 1) return undefined;
  const excess = { over: BigInt(topOf(array) - space.frame), each: BigInt(array.extent) };
  return fewer(model, rack, array.member, excess, (count) => inUnits(quantity(count * array.extent), space));
}

/** A clash is told of the array that `at` put there, the upper one of two. */
function inOnePlace(model: Model, rack: Site, space: RackSpace, { lower, upper, shared }: Clash): Found {
  const [moved, other] = ownAt(upper.member) || !ownAt(lower.member) ? [upper, lower] : [lower, upper];
  const span = (array: Placed): string =>
    `${memberName(array.member)} (${inUnits(array.start, space)} to ${inUnits(topOf(array), space)})`;
  const both = `${span(moved)} and ${span(other)}`;
  return {
    at: ownAt(moved.member) ?? memberPlace(moved.member),
    message: `${nameOfRack(rack)}: ${both} stand in one place, ${inUnits(shared, space, NOTHING)} of it`,
    site: rack,
    count: rack.count ?? 1,
    related: [{ at: memberPlace(other.member), message: `${span(other)} stands here` }],
    fixes: () => [moveAside(model, rack, space, moved)].flatMap((fix) => fix ?? []),
  };
}

/** The `at` in a member’s own body; undefined where its type states it, or nothing does. */
function ownAt({ part, node, layer }: MemberSlot): Place | undefined {
  const at = part?.properties.get('at');
  return at && at.layer.origin === node ? placeOf(layer.scope.source, at.node) : undefined;
}

/** Moves an array to the nearest place that is free. Nothing may be stacked on it, and all heights must be known. */
function moveAside(model: Model, rack: Site, space: RackSpace, moved: Placed): Fix | undefined {
  if (space.used.unknown > 0 || isStackedOn(model, rack, moved.member)) return undefined;
  const height = heightOf(space.unit);
  const free = gaps(space, moved).sort((a, b) => Math.abs(a - moved.start) - Math.abs(b - moved.start))[0];
  if (free === undefined) return undefined;
  const place = `${free / height}${space.unit}`;
  const edit = setInMember(rack, moved.member, 'at', place);
  return edit && { title: `Move ${moved.member.name} to ${place}, the nearest place that is free`, edits: [edit] };
}

/** Whole units at which an array fits: on top of another, or just below one or the top of the frame. */
function gaps({ unit, frame, placed }: RackSpace, moved: Placed): number[] {
  const height = heightOf(unit);
  const size = topOf(moved) - moved.start;
  const others = placed.filter((each) => each !== moved);
  const onTop = [0, ...others.map(topOf)].map((start) => Math.ceil(start / height) * height);
  const below = [...others.map(({ start }) => start), frame ?? 0].map(
    (end) => Math.floor((end - size) / height) * height,
  );
  const isFree = (start: number): boolean => {
    const end = start + size;
    const isInFrame = start >= 0 && (frame === undefined || end <= frame);
    return isInFrame && others.every((each) => topOf(each) <= start || end <= each.start);
  };
  return [...onTop, ...below].filter(isFree);
}

/** Whether what follows a member stands on it, and would move with it. */
function isStackedOn(model: Model, rack: Site, member: MemberSlot): boolean {
  const { placed } = rackSpace(model, rack);
  const next = placed[placed.findIndex((each) => each.member === member) + 1];
  return next !== undefined && !next.member.part?.properties.has('at');
}
