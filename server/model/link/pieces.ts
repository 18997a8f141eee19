import { comparisonCount, type Domain, isKeyed, keyedAxes, partners } from './domain.ts';
import { type Axis, axesOf, type End, type LinkShape, sameArray, slotsOf, spread } from './shape.ts';

/** An inclusive range of indexes. */
export interface Interval {
  readonly low: number;
  readonly high: number;
}

/**
 * Instances of a part on which a link statement ends with the same number of links: a box over the array dimensions
 * from the block down to the part.
 */
export interface Piece {
  readonly box: readonly Interval[];
  /** Links that end on each instance of the box. */
  readonly degree: number;
  /** The ports that are indexed, where the path indexes them and they are the same on each instance. */
  readonly ports: Interval | undefined;
}

/** The pieces of one end. `tally` counts the enumerated tuples for each combination of keyed indexes. */
export function piecesOf(
  shape: LinkShape,
  domain: Domain,
  side: 'left' | 'right',
  tally: ReadonlyMap<string, number>,
): readonly Piece[] {
  const end = shape[side];
  const axes = axesOf(end);
  const onEnd = new Set(axes.flatMap(slotsOf));
  const elsewhere = domain.free.filter((slot) => !onEnd.has(slot));
  const factor = elsewhere.reduce((product, slot) => product * spread(shape.variables[slot]), shape.perPair);
  const keyed = keyedAxes(end, domain);
  const ports = portInterval(shape, end, onEnd);
  return keyedBoxes(keyed, tally).flatMap(({ intervals, count }) =>
    comparedBoxes(shape, domain, side).flatMap(({ slot, interval, links }): readonly Piece[] => {
      let next = 0;
      const box = axes.map((axis): Interval => {
        if (isKeyed(axis, domain)) return intervals[next++] ?? { low: 0, high: -1 };
        if (axis.at.kind === 'fixed') return { low: axis.at.value, high: axis.at.value };
        if (axis.at.kind === 'variable' && axis.at.slot === slot) return interval;
        const variable = axis.at.kind === 'variable' ? shape.variables[axis.at.slot] : undefined;
        return { low: variable?.low ?? 0, high: variable?.high ?? -1 };
      });
      const degree = count * links * factor;
      return degree > 0 && box.every(({ low, high }) => low <= high) ? [{ box, degree, ports }] : [];
    }),
  );
}

/** Merges the combinations of keyed indexes into one box where they fill it evenly, else lists them. */
function keyedBoxes(
  keyed: readonly Axis[],
  tally: ReadonlyMap<string, number>,
): readonly { readonly intervals: readonly Interval[]; readonly count: number }[] {
  if (keyed.length === 0) {
    const count = tally.get('') ?? 0;
    return count > 0 ? [{ intervals: [], count }] : [];
  }
  const points = [...tally].map(([key, count]) => ({ indexes: key.split(' ').map(Number), count }));
  const [first] = points;
  if (!first) return [];
  const hull = keyed.map((_, i): Interval => {
    let low = first.indexes[i] ?? 0;
    let high = low;
    for (const { indexes } of points) {
      low = Math.min(low, indexes[i] ?? 0);
      high = Math.max(high, indexes[i] ?? 0);
    }
    return { low, high };
  });
  const volume = hull.reduce((product, { low, high }) => product * (high - low + 1), 1);
  if (volume === points.length && points.every(({ count }) => count === first.count))
    return [{ intervals: hull, count: first.count }];
  return points.map(({ indexes, count }) => ({
    intervals: indexes.map((index) => ({ low: index, high: index })),
    count,
  }));
}

interface ComparedBox {
  /** The compared variable that indexes this end; undefined when there is none. */
  readonly slot: number | undefined;
  readonly interval: Interval;
  /** Pairs of the comparison that meet each value of the interval. */
  readonly links: number;
}

const noInterval: Interval = { low: 0, high: -1 };

/** Splits the range of the compared variable of an end where the number of its partners changes. */
function comparedBoxes(shape: LinkShape, domain: Domain, side: 'left' | 'right'): readonly ComparedBox[] {
  const { comparison } = domain;
  if (!comparison) return [{ slot: undefined, interval: noInterval, links: 1 }];
  const onEnd = new Set(axesOf(shape[side]).flatMap(slotsOf));
  const slot = [comparison.left, comparison.right].find((each) => onEnd.has(each));
  const variable = slot === undefined ? undefined : shape.variables[slot];
  if (slot === undefined || !variable)
    return [{ slot: undefined, interval: noInterval, links: comparisonCount(comparison, shape.variables) }];
  const whole = { low: variable.low, high: variable.high };
  if (isUniformMesh(shape, domain)) {
    // Each part is the left end of some links and the right end of others: n − 1 in all, counted at the left.
    if (comparison.operator === '<')
      return side === 'left' ? [{ slot, interval: whole, links: spread(variable) - 1 }] : [];
    return [{ slot, interval: whole, links: spread(variable) - 1 }];
  }
  const boxes: ComparedBox[] = [];
  for (let value = variable.low; value <= variable.high; value++) {
    const links = partners(comparison, slot, value, shape.variables);
    const last = boxes.at(-1);
    if (last && last.links === links)
      boxes[boxes.length - 1] = { slot, interval: { low: last.interval.low, high: value }, links };
    else boxes.push({ slot, interval: { low: value, high: value }, links });
  }
  return boxes;
}

/** How many values of the compared variables are looked at one by one. */
export function comparedSteps(shape: LinkShape, domain: Domain): number {
  const { comparison } = domain;
  if (!comparison || isUniformMesh(shape, domain)) return 0;
  return spread(shape.variables[comparison.left]) + spread(shape.variables[comparison.right]);
}

/** Whether a comparison makes a mesh over one whole range of one array. */
function isUniformMesh(shape: LinkShape, domain: Domain): boolean {
  const { comparison } = domain;
  if (!comparison || comparison.operator === '<=' || !sameArray(shape.left, shape.right)) return false;
  if (shape.left.group !== shape.right.group || shape.left.indexed || shape.right.indexed) return false;
  const right = axesOf(shape.right);
  return axesOf(shape.left).every((axis, i) => isSameRange(shape, axis, right[i]));
}

/** Whether two axes go over the same indexes, so that both ends meet the same parts. */
function isSameRange(shape: LinkShape, { at }: Axis, other: Axis | undefined): boolean {
  if (at.kind === 'fixed') return other?.at.kind === 'fixed' && other.at.value === at.value;
  const a = at.kind === 'variable' ? shape.variables[at.slot] : undefined;
  const b = other?.at.kind === 'variable' ? shape.variables[other.at.slot] : undefined;
  return a !== undefined && b !== undefined && a.low === b.low && a.high === b.high;
}

/** The range of ports that a path indexes, where it is the same for each instance of the part. */
function portInterval(shape: LinkShape, end: End, onMembers: ReadonlySet<number>): Interval | undefined {
  const [axis, second] = end.portAxes;
  if (!axis || second) return undefined;
  if (axis.at.kind === 'fixed') return { low: axis.at.value, high: axis.at.value };
  if (axis.at.kind === 'computed' || onMembers.has(axis.at.slot)) return undefined;
  const variable = shape.variables[axis.at.slot];
  return variable && { low: variable.low, high: variable.high };
}
