import type { Interval } from './pieces.ts';

/** Makes the place from which the instances of a block are counted. */
export function newOrigin(): Point {
  return new Point([], new Map());
}

/**
 * One instance of an array, as a box: one object for each tuple of indexes. The racks of a long list of single links repeat
 * each other, and so do the places on which its links end.
 */
export class Point {
  readonly box: readonly Interval[];
  private readonly intervals: Map<number, Interval>;
  private inner: Map<number, Point> | undefined = undefined;

  constructor(box: readonly Interval[], intervals: Map<number, Interval>) {
    this.box = box;
    this.intervals = intervals;
  }

  /** The instance at an index of the array within this one. */
  at(index: number): Point {
    this.inner ??= new Map();
    const known = this.inner.get(index);
    if (known) return known;
    const point = new Point([...this.box, this.only(index)], this.intervals);
    this.inner.set(index, point);
    return point;
  }

  /** The interval of one index. */
  only(index: number): Interval {
    const known = this.intervals.get(index);
    if (known) return known;
    const interval = { low: index, high: index };
    this.intervals.set(index, interval);
    return interval;
  }
}
