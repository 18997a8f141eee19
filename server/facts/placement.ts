import type { MemberSlot, Part } from '../model/part.ts';
import type { Values } from '../model/values.ts';
import { type Length, quantity } from '../units/dimension.ts';

/** Width of a rack that states none: the usual 600 mm cabinet (IEC 60297, vendors’ EIA cabinets). */
export const DEFAULT_RACK_WIDTH: Length = quantity(600_000);
/** Distance from row to row of a hall that states none: an assumption of the language. */
const DEFAULT_PITCH: Length = quantity(3_000_000);

/** Where an array of a body stands: the near edge of its first element, and the extent of each. */
export interface Placed {
  readonly member: MemberSlot;
  readonly start: Length;
  readonly extent: Length;
  readonly count: number;
}

/**
 * The devices of a rack from the bottom up. An array is left out where its place is not known; what has no known type
 * hides the place of what stands on it.
 */
export function devicesInRack(values: Values, rack: Part): readonly Placed[] {
  const devices = rack.members.filter(({ part }) => !part || standsInRack(values, part));
  const top = values.quantity(rack.blocks.get('frame'), 'height', 'length');
  return stacked(values, devices, (part) => values.quantity(part, 'height', 'length'), top);
}

/** Whether a part takes height in a rack: a power shelf in a sidecar does not, nor does a sensor. */
export function standsInRack(values: Values, part: Part): boolean {
  if (part.kind === 'shelf') return values.flag(part, 'in_rack') !== false;
  return ['node', 'switch', 'cdu'].includes(part.kind);
}

/** The racks of a row from its start. */
export function racksInRow(values: Values, row: Part): readonly Placed[] {
  const racks = row.members.filter((member) => member.part?.kind === 'rack');
  return stacked(
    values,
    racks,
    (part) => values.quantity(part.blocks.get('frame'), 'width', 'length') ?? DEFAULT_RACK_WIDTH,
  );
}

/** The rows of a hall, each a pitch behind the one before. */
export function rowsInHall(values: Values, hall: Part): readonly Placed[] {
  const pitch = values.quantity(hall, 'pitch', 'length') ?? DEFAULT_PITCH;
  const rows = hall.members.filter((member) => member.part?.kind === 'row');
  return stacked(values, rows, () => pitch);
}

/**
 * Puts arrays one after another in the order written; `at` moves one, and what follows goes on behind it. Where that would
 * not fit under the top, as behind a switch at the top of a rack, it goes on from what was not moved.
 */
function stacked(
  values: Values,
  members: readonly MemberSlot[],
  extentOf: (part: Part) => Length | undefined,
  top: number = Number.POSITIVE_INFINITY,
): readonly Placed[] {
  const placed: Placed[] = [];
  let [edge, unmoved]: (number | undefined)[] = [0, 0];
  for (const member of members) {
    const { part, count } = member;
    const extent: Length | undefined = part && extentOf(part);
    const total: number | undefined = extent === undefined || count === undefined ? undefined : extent * count;
    const at: number | undefined = values.quantity(part, 'at', 'length');
    const behind = edge !== undefined && total !== undefined && edge + total > top && (unmoved ?? top) + total <= top;
    const start: number | undefined = at ?? (behind ? unmoved : edge);
    const end: number | undefined = start === undefined || total === undefined ? undefined : start + total;
    if (at === undefined && start === unmoved) unmoved = end;
    edge = end;
    if (end !== undefined && start !== undefined && extent !== undefined && count !== undefined) {
      placed.push({ member, start: quantity(start), extent, count });
    }
  }
  return placed;
}
