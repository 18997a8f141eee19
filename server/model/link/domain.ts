import type { LinkSlot } from '../part.ts';
import { type Axis, axesOf, type End, type LinkShape, sameArray, slotsOf, spread, type Variable } from './shape.ts';

/** Most index tuples that one link may enumerate. */
export const TUPLES_PER_LINK = 2 ** 20;
/** Most index tuples that the links of one file may enumerate together. */
const TUPLES_PER_FILE = 2 ** 22;

/** Most boxes of instances that one end of a link may come to; beyond it facts would take seconds. */
export const PIECES_PER_END = 2 ** 13;

/** Index tuples that may still be enumerated. */
export interface Budget {
  remaining: number;
  /** Whether a link was left uncounted because others had spent it: which one depends on their order. */
  isSpent: boolean;
  /** What each link has taken of it. */
  readonly taken: Map<LinkSlot, number>;
}

/** The budget of a file of which nothing is counted yet. */
export function newBudget(): Budget {
  return { remaining: TUPLES_PER_FILE, isSpent: false, taken: new Map() };
}

/** Whether so many tuples are left, of which note is taken. */
export function hasRoom(budget: Budget, tuples: number): boolean {
  const isThere = tuples <= budget.remaining;
  budget.isSpent ||= !isThere;
  return isThere;
}

/** Takes tuples for a link. */
export function spend(budget: Budget, slot: LinkSlot, tuples: number): void {
  if (tuples === 0) return;
  budget.remaining -= tuples;
  budget.taken.set(slot, (budget.taken.get(slot) ?? 0) + tuples);
}

/** Gives back what a link has taken, which is no more or is counted anew. */
export function giveBack(budget: Budget, slot: LinkSlot): void {
  budget.remaining += budget.taken.get(slot) ?? 0;
  budget.taken.delete(slot);
}

/** A condition between two variables that is counted in closed form. */
export interface Comparison {
  readonly left: number;
  readonly right: number;
  readonly operator: '<' | '<=' | '!=';
}

/**
 * The index tuples of a link, split into what must be enumerated and what is counted in closed form: a box of free
 * variables, of which at most two are compared.
 */
export interface Domain {
  readonly enumerated: readonly number[];
  readonly comparison: Comparison | undefined;
  readonly free: readonly number[];
  /** Axes at which both ends must differ in one place at least, tested while enumerating. */
  readonly apart: readonly (readonly [Axis, Axis])[];
  /** True when both ends are always the same part, so that nothing is linked. */
  readonly selfOnly: boolean;
}

/** Splits the variables of a link: whatever a formula needs is enumerated, the rest is free. */
export function domainOf(shape: LinkShape): Domain {
  const enumerated = new Set<number>();
  for (const axis of [...allAxes(shape.left), ...allAxes(shape.right)]) {
    if (axis.at.kind === 'computed') for (const slot of axis.at.slots) enumerated.add(slot);
  }
  if (shape.where?.kind === 'formula') for (const slot of shape.where.slots) enumerated.add(slot);
  // A variable that stands twice on one end picks a diagonal, which is no box.
  for (const end of [shape.left, shape.right])
    for (const slot of repeated(axesOf(end).flatMap(slotsOf))) enumerated.add(slot);
  const own = selfExclusion(shape);
  if (own.kind === 'tested') for (const slot of own.pairs.flat().flatMap(slotsOf)) enumerated.add(slot);
  let comparison = own.kind === 'comparison' ? own.comparison : undefined;
  if (shape.where?.kind === 'compare') {
    const merged = mergeComparisons(shape.where, comparison);
    if (merged && separate(shape, merged)) comparison = merged;
    else for (const slot of [shape.where.left, shape.where.right]) enumerated.add(slot);
  }
  if (comparison && (enumerated.has(comparison.left) || enumerated.has(comparison.right))) {
    for (const slot of [comparison.left, comparison.right]) enumerated.add(slot);
    comparison = undefined;
  }
  const taken = new Set([...enumerated, ...(comparison ? [comparison.left, comparison.right] : [])]);
  const free = shape.variables.map((_, slot) => slot).filter((slot) => !taken.has(slot));
  const apart = own.kind === 'never' || own.kind === 'always' ? [] : own.pairs;
  return {
    enumerated: [...enumerated].sort((a, b) => a - b),
    comparison,
    free,
    apart,
    selfOnly: own.kind === 'always',
  };
}

/** The slots that stand more than once. */
function repeated(slots: readonly number[]): readonly number[] {
  return slots.filter((slot, i) => slots.indexOf(slot) < i);
}

type SelfExclusion =
  | { readonly kind: 'never' }
  | { readonly kind: 'always' }
  | { readonly kind: 'comparison'; readonly comparison: Comparison; readonly pairs: readonly (readonly [Axis, Axis])[] }
  | { readonly kind: 'tested'; readonly pairs: readonly (readonly [Axis, Axis])[] };

/** How a part is kept from being joined to itself. */
function selfExclusion(shape: LinkShape): SelfExclusion {
  if (!sameArray(shape.left, shape.right)) return { kind: 'never' };
  const pairs = differingAxes(shape);
  const [first] = pairs;
  if (!first) return { kind: 'always' };
  if (pairs.some(([a, b]) => a.at.kind === 'fixed' && b.at.kind === 'fixed')) return { kind: 'never' };
  const [a, b] = first;
  if (pairs.length === 1 && a.at.kind === 'variable' && b.at.kind === 'variable') {
    return { kind: 'comparison', comparison: { left: a.at.slot, right: b.at.slot, operator: '!=' }, pairs };
  }
  return { kind: 'tested', pairs };
}

/** The axes at which the two ends of one array may differ. */
export function differingAxes(shape: LinkShape): readonly (readonly [Axis, Axis])[] {
  const right = axesOf(shape.right);
  return axesOf(shape.left).flatMap((axis, i): readonly (readonly [Axis, Axis])[] => {
    const other = right[i];
    return other && !sameIndex(axis, other) ? [[axis, other]] : [];
  });
}

function sameIndex(a: Axis, b: Axis): boolean {
  if (a.at.kind === 'fixed') return b.at.kind === 'fixed' && a.at.value === b.at.value;
  return a.at.kind === 'variable' && b.at.kind === 'variable' && a.at.slot === b.at.slot;
}

function mergeComparisons(where: Comparison, own: Comparison | undefined): Comparison | undefined {
  if (!own) return where;
  const samePair =
    (where.left === own.left && where.right === own.right) || (where.left === own.right && where.right === own.left);
  if (!samePair) return undefined;
  return { ...where, operator: where.operator === '<=' ? '<' : where.operator };
}

/** Whether the compared variables index different ends, one each, so that degrees follow from either alone. */
function separate(shape: LinkShape, comparison: Comparison): boolean {
  const left = new Set(axesOf(shape.left).flatMap(slotsOf));
  const right = new Set(axesOf(shape.right).flatMap(slotsOf));
  const sides = [comparison.left, comparison.right].map(
    (slot) => `${left.has(slot) ? 'l' : ''}${right.has(slot) ? 'r' : ''}`,
  );
  return sides.join(' ') === 'l r' || sides.join(' ') === 'r l';
}

function allAxes(end: End): readonly Axis[] {
  return [...axesOf(end), ...end.portAxes];
}

/** Number of pairs of values of the two variables for which a comparison holds. */
export function comparisonCount(comparison: Comparison, variables: readonly Variable[]): number {
  const a = variables[comparison.left];
  const b = variables[comparison.right];
  if (!a || !b || spread(a) === 0 || spread(b) === 0) return 0;
  if (comparison.operator === '!=')
    return spread(a) * spread(b) - Math.max(0, Math.min(a.high, b.high) - Math.max(a.low, b.low) + 1);
  const shift = comparison.operator === '<' ? 1 : 0;
  // Values of a up to b.low − shift see all of b; the ones after them see one less each.
  const first = b.low - shift;
  const full = Math.max(0, Math.min(a.high, first) - a.low + 1);
  const from = Math.max(a.low, first + 1);
  const to = Math.min(a.high, b.high - shift);
  const steps = Math.max(0, to - from + 1);
  const partial = steps * (b.high - shift + 1) - (steps * (from + to)) / 2;
  return full * spread(b) + (steps > 0 ? partial : 0);
}

/** Number of values of the other variable that a comparison leaves for a value of one. */
export function partners(comparison: Comparison, slot: number, value: number, variables: readonly Variable[]): number {
  const isLeft = slot === comparison.left;
  const other = variables[isLeft ? comparison.right : comparison.left];
  if (!other) return 0;
  if (comparison.operator === '!=') return spread(other) - (value >= other.low && value <= other.high ? 1 : 0);
  const shift = comparison.operator === '<' ? 1 : 0;
  const low = isLeft ? Math.max(other.low, value + shift) : other.low;
  const high = isLeft ? other.high : Math.min(other.high, value - shift);
  return Math.max(0, high - low + 1);
}

/** The index that an axis takes for a tuple. */
export function indexAt(axis: Axis, values: readonly number[]): number {
  switch (axis.at.kind) {
    case 'fixed':
      return axis.at.value;
    case 'variable':
      return values[axis.at.slot] ?? 0;
    case 'computed':
      return axis.at.formula(values);
  }
}

/** The axes of an end's members whose index depends on enumerated variables. */
export function keyedAxes(end: End, domain: Domain): readonly Axis[] {
  return axesOf(end).filter((axis) => isKeyed(axis, domain));
}

export function isKeyed(axis: Axis, domain: Domain): boolean {
  return axis.at.kind === 'computed' || (axis.at.kind === 'variable' && domain.enumerated.includes(axis.at.slot));
}
