import { forEachTuple, isApart, type LinkCount } from '../../model/link/count.ts';
import { type Comparison, indexAt, isKeyed, keyedAxes } from '../../model/link/domain.ts';
import type { Interval } from '../../model/link/pieces.ts';
import { axesOf, type End, slotsOf, spread, type Variable } from '../../model/link/shape.ts';
import type { Model } from '../../model/model.ts';
import type { LinkSite } from '../../model/site.ts';
import { fact } from '../fact.ts';
import { linkCount } from '../links.ts';
import { type Box, type Boxed, holdsIndex, intersection } from './boxes.ts';
import type { Side } from './landings.ts';

/** Statements with more enumerated index tuples than this are not followed: what rests on them is unknown. */
const MOST_TUPLES = 2 ** 16;

/** Instances at the far end of a statement, over all arrays from the root down to the part. */
export interface FarEnd extends Boxed {
  /** Links from one instance at the near end to each of these, where the near box is that one instance. */
  readonly links: number;
}

/**
 * What a statement links to some instances at one of its ends: boxes, whose sizes follow from the indexes. `near` may span
 * the first of the near end’s arrays only; along the others it is all instances. Undefined where it is not known.
 */
export function farEnd(model: Model, link: LinkSite, side: Side, near: Box): readonly FarEnd[] | undefined {
  const count = linkCount(model, link);
  const outer = link.site.dims;
  const tuples = count && tuplesByEnd(model, link, count)?.[side];
  if (!count || !outer || !tuples) return undefined;
  const around = outer.map((size, axis) => near[axis] ?? { low: 0, high: size - 1 });
  const own = near.slice(outer.length);
  const end = count.shape[side];
  const narrowed = narrow(count.shape.variables, end, count, own);
  if (!narrowed) return [];
  const keyed = axesOf(end).flatMap((axis, i) => (isKeyed(axis, count.domain) ? [own[i]] : []));
  const met = tuplesWithin(tuples, keyed);
  return across(count.domain.comparison, narrowed, end).flatMap((variables) =>
    met.map((far) => farBox(count, side, around, variables, far)),
  );
}

function tuplesWithin(tuples: Tuples, keyed: readonly (Interval | undefined)[]): readonly FarTuples[] {
  const single = keyed.every((interval) => interval !== undefined && interval.low === interval.high);
  if (single) return [...(tuples.get(keyed.map((interval) => interval?.low).join(' '))?.far.values() ?? [])];
  return [...tuples.values()].flatMap(({ indexes, far }) =>
    indexes.every((index, i) => holdsIndex(keyed[i], index)) ? [...far.values()] : [],
  );
}

function farBox(
  { shape, domain }: LinkCount,
  side: Side,
  around: Box,
  variables: readonly Variable[],
  met: FarTuples,
): FarEnd {
  const axes = axesOf(shape[side === 'left' ? 'right' : 'left']);
  let next = 0;
  const box = axes.map((axis): Interval => {
    const at = isKeyed(axis, domain) ? met.indexes[next++] : axis.at.kind === 'fixed' ? axis.at.value : undefined;
    const variable = axis.at.kind === 'variable' ? variables[axis.at.slot] : undefined;
    return { low: at ?? variable?.low ?? 0, high: at ?? variable?.high ?? -1 };
  });
  const onFar = new Set(axes.flatMap(slotsOf));
  const others = domain.free.filter((slot) => !onFar.has(slot));
  const links = others.reduce((product, slot) => product * spread(variables[slot]), shape.perPair * met.tuples);
  return { box: [...around, ...box], links };
}

/** The variables within the plain indexes of some instances; undefined where none of these is met. */
function narrow(
  variables: readonly Variable[],
  end: End,
  { domain }: LinkCount,
  own: Box,
): readonly Variable[] | undefined {
  const narrowed = [...variables];
  const met = axesOf(end).every((axis, i) => {
    const interval = own[i];
    if (!interval || isKeyed(axis, domain)) return true;
    if (axis.at.kind === 'fixed') return holdsIndex(interval, axis.at.value);
    const variable = axis.at.kind === 'variable' ? narrowed[axis.at.slot] : undefined;
    if (axis.at.kind !== 'variable' || !variable) return false;
    const common = intersection(variable, interval);
    narrowed[axis.at.slot] = { ...variable, ...common };
    return common.low <= common.high;
  });
  return met ? narrowed : undefined;
}

/** What a comparison leaves of the variable at the far end: of a value that differs there are two sides. */
function across(
  comparison: Comparison | undefined,
  variables: readonly Variable[],
  near: End,
): readonly (readonly Variable[])[] {
  if (!comparison) return [variables];
  const onNear = new Set(axesOf(near).flatMap(slotsOf));
  const isLeft = onNear.has(comparison.left);
  const [from, to] = isLeft ? [comparison.left, comparison.right] : [comparison.right, comparison.left];
  const [own, other] = [variables[from], variables[to]];
  if (!own || !other) return [];
  const shift = comparison.operator === '<=' ? 0 : 1;
  const above = { ...other, low: Math.max(other.low, own.low + shift) };
  const below = { ...other, high: Math.min(other.high, own.high - shift) };
  const sides = comparison.operator === '!=' ? [below, above] : [isLeft ? above : below];
  return sides.filter(({ low, high }) => low <= high).map((side) => variables.with(to, side));
}

interface FarTuples {
  /** The indexes of the keyed axes of the far end. */
  readonly indexes: readonly number[];
  /** Enumerated tuples that meet them. */
  readonly tuples: number;
}

interface NearTuples {
  readonly indexes: readonly number[];
  readonly far: Map<string, FarTuples>;
}

/** Enumerated tuples by the keyed indexes of one end, then by those of the other. */
type Tuples = ReadonlyMap<string, NearTuples>;

type TuplesByEnd = { readonly [S in Side]: Tuples };

/** The tuples of a statement; of one that enumerates nothing there is but one, without indexes. */
function tuplesByEnd(model: Model, link: LinkSite, { shape, domain }: LinkCount): TuplesByEnd | undefined {
  const isOne = domain.enumerated.length === 0 && shape.where?.kind !== 'formula';
  return isOne ? { left: oneTuple, right: oneTuple } : enumeratedTuples(model, link);
}

const oneTuple: Tuples = new Map([['', { indexes: [], far: new Map([['', { indexes: [], tuples: 1 }]]) }]]);

const enumeratedTuples = fact((model: Model, link: LinkSite): TuplesByEnd | undefined => {
  const count = linkCount(model, link);
  if (!count) return undefined;
  const { shape, domain } = count;
  const size = domain.enumerated.reduce((product, slot) => product * spread(shape.variables[slot]), 1);
  if (size > MOST_TUPLES) return undefined;
  const left = new Map<string, NearTuples>();
  const right = new Map<string, NearTuples>();
  const [leftAxes, rightAxes] = [keyedAxes(shape.left, domain), keyedAxes(shape.right, domain)];
  forEachTuple(shape, domain, (values) => {
    if (!isApart(domain, values)) return true;
    const a = leftAxes.map((axis) => indexAt(axis, values));
    const b = rightAxes.map((axis) => indexAt(axis, values));
    meet(left, a, b);
    meet(right, b, a);
    return true;
  });
  return { left, right };
});

function meet(tuples: Map<string, NearTuples>, near: readonly number[], far: readonly number[]): void {
  const key = near.join(' ');
  const met = tuples.get(key) ?? { indexes: near, far: new Map<string, FarTuples>() };
  tuples.set(key, met);
  const farKey = far.join(' ');
  met.far.set(farKey, { indexes: far, tuples: 1 + (met.far.get(farKey)?.tuples ?? 0) });
}
