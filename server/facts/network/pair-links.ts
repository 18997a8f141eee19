import { countFirst } from '../../../grammar/halving.ts';
import { forEachTuple, isApart, type LinkCount } from '../../model/link/count.ts';
import { comparisonCount, type Domain, indexAt, isKeyed } from '../../model/link/domain.ts';
import { type Axis, axesOf, type End, spread, type Variable } from '../../model/link/shape.ts';
import { type Box, type Boxed, holdsIndex, intersection } from './boxes.ts';

/**
 * Links of a statement between each class at its left and each at its right, over all instances of its block. A class is
 * a box over the arrays from the root down to the part, or over the first of them; `outer` is the number of array
 * dimensions around the block. Visits the pairs that have any.
 */
export function forEachPair<T extends Boxed>(
  count: LinkCount,
  outer: number,
  left: readonly T[],
  right: readonly T[],
  visit: (left: T, right: T, links: number) => void,
): void {
  for (const { lefts, rights, tuples } of tupleClasses(count, outer, left, right)) {
    for (const a of lefts) {
      for (const b of rights) {
        const links = tuples * blocksShared(a.box, b.box, outer) * freeLinks(count, outer, a.box, b.box);
        if (links > 0) visit(a, b, links);
      }
    }
  }
}

interface TupleClass<T> {
  readonly lefts: readonly T[];
  readonly rights: readonly T[];
  readonly tuples: number;
}

/** Enumerated tuples, gathered by the classes on which their computed indexes may land. */
function tupleClasses<T extends Boxed>(
  count: LinkCount,
  outer: number,
  left: readonly T[],
  right: readonly T[],
): readonly TupleClass<T>[] {
  const { shape, domain } = count;
  if (domain.enumerated.length === 0) return [{ lefts: left, rights: right, tuples: 1 }];
  const found = new Map<string, { lefts: readonly T[]; rights: readonly T[]; tuples: number }>();
  const lefts = candidates(shape.left, domain, outer, left);
  const rights = candidates(shape.right, domain, outer, right);
  forEachTuple(shape, domain, (values) => {
    if (!isApart(domain, values)) return true;
    const a = lefts(values);
    const b = rights(values);
    const key = `${a.id} ${b.id}`;
    const known = found.get(key);
    if (known) known.tuples += 1;
    else found.set(key, { lefts: a.classes, rights: b.classes, tuples: 1 });
    return true;
  });
  return [...found.values()];
}

interface Candidates<T> {
  readonly id: number;
  readonly classes: readonly T[];
}

/** The classes of an end whose box holds the enumerated indexes of a tuple. */
function candidates<T extends Boxed>(
  end: End,
  domain: Domain,
  outer: number,
  classes: readonly T[],
): (values: readonly number[]) => Candidates<T> {
  const keyed = axesOf(end).flatMap((axis, i) => (isKeyed(axis, domain) ? [{ axis, at: outer + i }] : []));
  // Along each keyed axis only the stretches between the borders of the boxes tell classes apart.
  const borders = keyed.map(({ at }) => {
    const points = classes.flatMap(({ box }) => (box[at] ? [box[at].low, box[at].high + 1] : []));
    return [...new Set(points)].sort((a, b) => a - b);
  });
  const byStretch = new Map<string, Candidates<T>>();
  return (values) => {
    const indexes = keyed.map(({ axis }) => indexAt(axis, values));
    const key = indexes.map((index, i) => stretchOf(borders[i] ?? [], index)).join(' ');
    const known = byStretch.get(key);
    if (known) return known;
    const within = classes.filter(({ box }) => keyed.every(({ at }, i) => holdsIndex(box[at], indexes[i] ?? 0)));
    const made = { id: byStretch.size, classes: within };
    byStretch.set(key, made);
    return made;
  };
}

/** Number of borders up to an index. */
function stretchOf(borders: readonly number[], index: number): number {
  return countFirst(borders, (border) => border <= index);
}

/** Instances of the block that both classes have in common. */
function blocksShared(a: Box, b: Box, outer: number): number {
  let shared = 1;
  for (let axis = 0; axis < outer; axis++) {
    const [left, right] = [a[axis], b[axis]];
    const common = left && right ? intersection(left, right) : (left ?? right);
    if (common) shared *= Math.max(0, common.high - common.low + 1);
  }
  return shared;
}

/** Links for one enumerated tuple and one block between the instances of two boxes. */
function freeLinks(count: LinkCount, outer: number, a: Box, b: Box): number {
  const { shape, domain } = count;
  const variables: Variable[] = [...shape.variables];
  if (!narrow(variables, shape.left, domain, outer, a) || !narrow(variables, shape.right, domain, outer, b)) return 0;
  const pairs = domain.comparison ? comparisonCount(domain.comparison, variables) : 1;
  return domain.free.reduce((product, slot) => product * spread(variables[slot]), shape.perPair * pairs);
}

/** Narrows the variables to a box; false where a fixed index lies outside it. */
function narrow(variables: Variable[], end: End, domain: Domain, outer: number, box: Box): boolean {
  return axesOf(end).every((axis: Axis, i) => {
    const interval = box[outer + i];
    if (!interval || isKeyed(axis, domain)) return true;
    if (axis.at.kind === 'fixed') return holdsIndex(interval, axis.at.value);
    const variable = axis.at.kind === 'variable' ? variables[axis.at.slot] : undefined;
    if (axis.at.kind === 'variable' && variable) {
      variables[axis.at.slot] = { ...variable, ...intersection(variable, interval) };
    }
    return true;
  });
}

/** Whether a statement is a mesh whose links are all counted at its left end. */
export function countsAtLeft(count: LinkCount): boolean {
  return count.left.length > 0 && count.right.length === 0 && count.total > 0;
}
