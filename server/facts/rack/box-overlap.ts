import type { Interval } from '../../model/link/pieces.ts';
import type { Box } from '../network/boxes.ts';

/** Boxes looked at before the search is given up: some tenths of a second. */
const MOST_STEPS = 2 ** 22;

/** A box of instances, and what each of them gets. */
export interface WeightedBox {
  readonly box: Box;
  readonly weight: number;
}

/** Instances that get the same in all. */
export interface Level {
  readonly weight: number;
  /** Number of instances. */
  readonly points: number;
  /** The indexes of one of them. */
  readonly at: readonly number[];
}

/** What instances get in all, the heaviest first. */
export interface Overlap {
  readonly levels: readonly Level[];
  /** False where the search was given up: then there may be heavier ones. */
  readonly complete: boolean;
}

interface Search {
  readonly sizes: readonly number[];
  readonly levels: Map<number, Level>;
  steps: number;
}

/**
 * Adds up the weights of boxes in each point of an index space, without visiting the points: one axis after the other is
 * cut where boxes begin and end, and boxes that cover all that is left are added at once. An axis that a box does not
 * bound counts as covered.
 */
export function overlap(sizes: readonly number[], boxes: readonly WeightedBox[]): Overlap {
  const search: Search = { sizes, levels: new Map(), steps: 0 };
  const complete = descend(search, boxes, 0, 1, []);
  const levels = [...search.levels.values()].sort((a, b) => b.weight - a.weight);
  return { levels, complete };
}

/** Looks at the axes from `at.length` on; `base` is the weight so far, `points` the instances before these axes. */
function descend(
  search: Search,
  boxes: readonly WeightedBox[],
  base: number,
  points: number,
  at: readonly number[],
): boolean {
  search.steps += boxes.length;
  if (search.steps > MOST_STEPS) return false;
  const axis = at.length;
  const covering = boxes.filter(({ box }) => coversFrom(search.sizes, box, axis));
  const weight = covering.reduce((sum, each) => sum + each.weight, base);
  const others = covering.length === 0 ? boxes : boxes.filter(({ box }) => !coversFrom(search.sizes, box, axis));
  if (others.length === 0) {
    settle(search, weight, points, at);
    return true;
  }
  return segments(others, axis, search.sizes[axis] ?? 0).every(({ low, high, active }) =>
    descend(search, active, weight, points * (high - low + 1), [...at, low]),
  );
}

function coversFrom(sizes: readonly number[], box: Box, axis: number): boolean {
  for (let i = axis; i < sizes.length; i++) {
    const interval = box[i];
    if (interval && (interval.low > 0 || interval.high < (sizes[i] ?? 0) - 1)) return false;
  }
  return true;
}

function settle(search: Search, weight: number, points: number, at: readonly number[]): void {
  const rest = search.sizes.slice(at.length);
  const all = rest.reduce((product, size) => product * size, points);
  if (all === 0) return;
  const known = search.levels.get(weight);
  const level = known
    ? { ...known, points: known.points + all }
    : { weight, points: all, at: [...at, ...rest.map(() => 0)] };
  search.levels.set(weight, level);
}

/** A piece of an axis in which the same boxes apply. */
interface Segment extends Interval {
  readonly active: readonly WeightedBox[];
}

/** Cuts an axis where boxes begin and end. */
function segments(boxes: readonly WeightedBox[], axis: number, size: number): readonly Segment[] {
  const starting = new Map<number, WeightedBox[]>([[0, []]]);
  const cuts = new Set([0]);
  for (const each of boxes) {
    const { low, high } = each.box[axis] ?? { low: 0, high: size - 1 };
    const known = starting.get(low);
    if (known) known.push(each);
    else starting.set(low, [each]);
    cuts.add(low);
    if (high + 1 < size) cuts.add(high + 1);
  }
  const lows = [...cuts].sort((a, b) => a - b);
  let active: readonly WeightedBox[] = [];
  return lows.map((low, i) => {
    const kept = active.filter(({ box }) => (box[axis]?.high ?? size - 1) >= low);
    active = [...kept, ...(starting.get(low) ?? [])];
    return { low, high: (lows[i + 1] ?? size) - 1, active };
  });
}
