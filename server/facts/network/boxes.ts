import type { Interval } from '../../model/link/pieces.ts';
import { groupBy } from '../group-by.ts';

/** Instances of a site: an inclusive range of indexes for each array dimension from the root down. */
export type Box = readonly Interval[];

/** Something that applies to the instances of a box. */
export interface Boxed {
  readonly box: Box;
}

/** A part of the index space with the things that apply to all of it. */
export interface Region<T> extends Boxed {
  readonly items: readonly T[];
}

/** The box of every instance. */
export function wholeBox(dims: readonly number[]): Box {
  return dims.map((size) => ({ low: 0, high: size - 1 }));
}

/** Number of instances in a box, over its dimensions from one on. */
export function volume(box: Box, from = 0): number {
  let product = 1;
  for (let axis = from; axis < box.length; axis++) {
    const { low, high } = box[axis] ?? { low: 0, high: 0 };
    product *= Math.max(0, high - low + 1);
  }
  return product;
}

export function intersection(a: Interval, b: Interval): Interval {
  return { low: Math.max(a.low, b.low), high: Math.min(a.high, b.high) };
}

/** Whether an index lies in an interval, or in what is not bounded. */
export function holdsIndex(interval: Interval | undefined, index: number): boolean {
  return interval === undefined || (interval.low <= index && index <= interval.high);
}

/** Positions at which an axis is split besides where the items ask for it. */
export type Cuts = (axis: number) => readonly number[];

const noCuts: Cuts = () => [];

/**
 * Splits the dimensions of an index space from one on into regions in which the same items apply, in the order of the
 * items. One dimension is split after the other and only where items remain, so that a long list of single links costs as
 * much as its length, and alike instances stay together.
 */
export function splitRegions<T extends Boxed>(
  items: readonly T[],
  dims: readonly number[],
  from: number,
  cuts: Cuts = noCuts,
): readonly Region<T>[] {
  const inOrder = orderOf(items);
  const regions: Region<T>[] = [];
  const prefix: Interval[] = [];
  const descend = (axis: number, among: readonly T[]): void => {
    const size = dims[axis];
    if (size === undefined) {
      regions.push({ box: [...prefix], items: among });
      return;
    }
    for (const { interval, items: within } of splitAxis(among, axis, size, cuts(axis), inOrder)) {
      prefix.push(interval);
      descend(axis + 1, within);
      prefix.pop();
    }
  };
  descend(from, items);
  return regions;
}

interface Stretch<T> {
  readonly interval: Interval;
  readonly items: readonly T[];
}

function splitAxis<T extends Boxed>(
  items: readonly T[],
  axis: number,
  size: number,
  cuts: readonly number[],
  inOrder: (items: T[]) => readonly T[],
): readonly Stretch<T>[] {
  if (size <= 0) return [];
  const partial = items.filter((item) => !covers(item.box[axis], size));
  if (partial.length === 0 && cuts.length === 0) return [{ interval: { low: 0, high: size - 1 }, items }];
  const always = items.filter((item) => covers(item.box[axis], size));
  const starts = groupBy(partial, (item) => item.box[axis]?.low ?? 0);
  const ends = groupBy(partial, (item) => (item.box[axis]?.high ?? -1) + 1);
  const points = [...new Set([0, ...starts.keys(), ...ends.keys(), ...cuts])]
    .filter((point) => point >= 0 && point < size)
    .sort((a, b) => a - b);
  const active = new Set<T>();
  return points.map((low, i): Stretch<T> => {
    for (const item of ends.get(low) ?? []) active.delete(item);
    const begun = starts.get(low) ?? [];
    for (const item of begun) active.add(item);
    // Most places of a long list are met by what begins there alone, which is in order as it is.
    const isAlone = always.length === 0 && active.size === begun.length;
    const found = isAlone ? begun : active.size === 0 ? always : inOrder([...active].concat(always));
    const high = (points[i + 1] ?? size) - 1;
    const own = found[0]?.box[axis];
    // The intervals of plain links are shared, and there are very many.
    return { interval: own?.low === low && own.high === high ? own : { low, high }, items: found };
  });
}

/** Puts items in the order of a list, whose places are looked up when there is something to be put in order. */
function orderOf<T>(all: readonly T[]): (items: T[]) => readonly T[] {
  let ranks: ReadonlyMap<T, number> | undefined;
  return (items) => {
    const known = ranks ?? new Map(all.map((item, rank) => [item, rank]));
    ranks = known;
    return items.sort((a, b) => (known.get(a) ?? 0) - (known.get(b) ?? 0));
  };
}

function covers(interval: Interval | undefined, size: number): boolean {
  return interval !== undefined && interval.low <= 0 && interval.high >= size - 1;
}
