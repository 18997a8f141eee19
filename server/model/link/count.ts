import type { Model } from '../model.ts';
import { placeOf } from '../source.ts';
import {
  type Budget,
  comparisonCount,
  type Domain,
  differingAxes,
  domainOf,
  hasRoom,
  indexAt,
  keyedAxes,
  PIECES_PER_END,
  spend,
  TUPLES_PER_LINK,
} from './domain.ts';
import { comparedSteps, type Piece, piecesOf } from './pieces.ts';
import { type Axis, axesOf, type LinkShape, sameArray, spanOf, spread } from './shape.ts';

/** How many links a statement makes for one instance of its block, and on which instances they end. */
export interface LinkCount {
  readonly shape: LinkShape;
  readonly domain: Domain;
  readonly total: number;
  readonly left: readonly Piece[];
  readonly right: readonly Piece[];
}

/** Counts a link; undefined (and reported) when an index leaves its bounds or the budget is spent. */
export function countLink(model: Model, shape: LinkShape, budget: Budget): LinkCount | undefined {
  const { source } = shape.slot.layer.scope;
  const domain = domainOf(shape);
  if (domain.selfOnly) {
    model.sink.report(
      'index.bounds',
      source,
      spanOf(shape, 'right'),
      'Both ends are the same part: a part is never joined to itself.',
    );
    return { shape, domain, total: 0, left: [], right: [] };
  }
  const over = (what: string): undefined => {
    model.sink.report(
      'index.budget',
      source,
      shape.slot.node.name,
      `"${shape.slot.name}" ${what}; its count and lengths stay unknown. Use plain index variables where the pattern allows.`,
    );
  };
  const tuples = enumeratedTuples(shape, domain);
  if (tuples > TUPLES_PER_LINK || !hasRoom(budget, tuples))
    return over(`would need ${tuples.toLocaleString('en')} index tuples to be counted one by one`);
  const steps = comparedSteps(shape, domain);
  if (steps > TUPLES_PER_LINK)
    return over(`would need ${steps.toLocaleString('en')} indexes to be compared one by one`);
  spend(budget, shape.slot, tuples);
  const tally = enumerate(model, shape, domain);
  if (!tally) return undefined;
  reportTwice(model, shape, domain);
  const left = piecesOf(shape, domain, 'left', tally.left);
  const right = piecesOf(shape, domain, 'right', tally.right);
  const pieces = Math.max(left.length, right.length);
  if (pieces > PIECES_PER_END) return over(`ends on ${pieces.toLocaleString('en')} places, each with links of its own`);
  const closed = domain.free.reduce((product, slot) => product * spread(shape.variables[slot]), 1);
  const pairs = domain.comparison ? comparisonCount(domain.comparison, shape.variables) : 1;
  return {
    shape,
    domain,
    total: tally.tuples * pairs * closed * shape.perPair,
    left,
    right,
  };
}

/** Index tuples that have to be gone through one by one. */
function enumeratedTuples({ variables }: LinkShape, { enumerated }: Domain): number {
  return enumerated.length === 0 ? 0 : enumerated.reduce((product, slot) => product * spread(variables[slot]), 1);
}

/** Valid tuples, and how many of them meet each combination of the indexes that depend on enumerated variables. */
interface Tally {
  readonly tuples: number;
  readonly left: ReadonlyMap<string, number>;
  readonly right: ReadonlyMap<string, number>;
}

function enumerate(model: Model, shape: LinkShape, domain: Domain): Tally | undefined {
  const left = new Map<string, number>();
  const right = new Map<string, number>();
  const keyedLeft = keyedAxes(shape.left, domain);
  const keyedRight = keyedAxes(shape.right, domain);
  let tuples = 0;
  let inBounds = true;
  forEachTuple(shape, domain, (values) => {
    const outside = outOfBounds(shape, values);
    if (outside) {
      reportOutside(model, shape, outside, values);
      inBounds = false;
      return false;
    }
    if (!isApart(domain, values)) return true;
    tuples += 1;
    addTo(left, keyedLeft.map((axis) => indexAt(axis, values)).join(' '));
    addTo(right, keyedRight.map((axis) => indexAt(axis, values)).join(' '));
    return true;
  });
  return inBounds ? { tuples, left, right } : undefined;
}

/**
 * Visits the enumerated tuples for which `where` holds; other variables stand at their lowest value. Stops when the
 * visitor returns false.
 */
export function forEachTuple(shape: LinkShape, domain: Domain, visit: (values: readonly number[]) => boolean): void {
  const values = shape.variables.map((variable) => variable.low);
  const slots = domain.enumerated;
  if (slots.some((slot) => spread(shape.variables[slot]) === 0)) return;
  for (;;) {
    if (holds(shape, domain, values) && !visit(values)) return;
    let i = slots.length - 1;
    for (; i >= 0; i--) {
      const slot = slots[i] ?? 0;
      const variable = shape.variables[slot];
      if (!variable) return;
      const value = (values[slot] ?? 0) + 1;
      values[slot] = value;
      if (value <= variable.high) break;
      values[slot] = variable.low;
    }
    if (i < 0) return;
  }
}

function holds(shape: LinkShape, domain: Domain, values: readonly number[]): boolean {
  const { where } = shape;
  if (!where) return true;
  if (where.kind === 'formula') return where.formula(values) !== 0;
  if (!domain.enumerated.includes(where.left)) return true;
  const a = values[where.left] ?? 0;
  const b = values[where.right] ?? 0;
  return where.operator === '<' ? a < b : where.operator === '<=' ? a <= b : a !== b;
}

/** Whether the two ends of a tuple are different parts. */
export function isApart(domain: Domain, values: readonly number[]): boolean {
  if (domain.comparison || domain.apart.length === 0) return true;
  return domain.apart.some(([a, b]) => indexAt(a, values) !== indexAt(b, values));
}

function outOfBounds(shape: LinkShape, values: readonly number[]): Axis | undefined {
  for (const end of [shape.left, shape.right]) {
    for (const axis of [...axesOf(end), ...end.portAxes]) {
      if (axis.at.kind !== 'computed') continue;
      const index = axis.at.formula(values);
      if (!Number.isInteger(index) || index < 0 || index >= axis.size) return axis;
    }
  }
  return undefined;
}

function reportOutside(model: Model, shape: LinkShape, axis: Axis, values: readonly number[]): void {
  const slots = axis.at.kind === 'computed' ? axis.at.slots : [];
  const given = slots.map((slot) => `${shape.variables[slot]?.name ?? '?'} = ${values[slot]}`).join(', ');
  const index = indexAt(axis, values);
  const came = Number.isNaN(index) ? 'divides by zero' : `comes to ${index}`;
  const { source } = shape.slot.layer.scope;
  model.sink.report(
    'index.bounds',
    source,
    axis.span,
    `The index ${came} for ${given}; the array has 0 to ${axis.size - 1}. A "where" can leave that out.`,
  );
}

/** A mesh within one array without an order makes each pair in both directions. */
function reportTwice(model: Model, shape: LinkShape, domain: Domain): void {
  if (!sameArray(shape.left, shape.right) || shape.left.group !== shape.right.group || shape.left.indexed) return;
  if (shape.where && !(shape.where.kind === 'compare' && shape.where.operator === '!=')) return;
  const pairs = differingAxes(shape);
  const symmetric = pairs.every(([a, b]) => {
    if (a.at.kind !== 'variable' || b.at.kind !== 'variable') return false;
    const [u, v] = [shape.variables[a.at.slot], shape.variables[b.at.slot]];
    return u !== undefined && v !== undefined && u.low === v.low && u.high === v.high && spread(u) > 1;
  });
  if (!symmetric || pairs.length === 0 || (domain.apart.length === 0 && !domain.comparison)) return;
  const [first] = pairs;
  const names = first
    ? first.map((axis) => (axis.at.kind === 'variable' ? shape.variables[axis.at.slot]?.name : undefined))
    : [];
  const order = names[0] !== undefined && names[1] !== undefined ? `where ${names[0]} < ${names[1]}` : undefined;
  const hint = order === undefined ? '' : ` Add "${order}" for one link each.`;
  const { source } = shape.slot.layer.scope;
  const { node } = shape.slot;
  const end = node.via?.end ?? spanOf(shape, 'right').end;
  const fix = { at: placeOf(source, { start: end, end }), text: ` ${order}`, title: `Add "${order}"` };
  const replacements = order === undefined || node.where ? [] : [fix];
  model.sink.report(
    'index.twice',
    source,
    { start: spanOf(shape, 'left').start, end: spanOf(shape, 'right').end },
    `Each pair is linked twice, once in either direction.${hint}`,
    { replacements },
  );
}

function addTo(map: Map<string, number>, key: string): void {
  map.set(key, (map.get(key) ?? 0) + 1);
}
