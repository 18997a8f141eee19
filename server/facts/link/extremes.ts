/** Least and greatest values of sums of absolute values over boxes of whole numbers: what cable lengths come down to. */

/** `constant + Σ factor × variable`. */
export interface Linear {
  readonly constant: number;
  readonly factors: ReadonlyMap<number, number>;
}

/** An inclusive range; empty when `high < low`. */
export interface Range {
  readonly low: number;
  readonly high: number;
}

/** `left + gap <= right` between two variables. */
export interface Order {
  readonly left: number;
  readonly right: number;
  readonly gap: number;
}

/** A value and a point at which it is taken. */
export interface Extreme {
  readonly value: number;
  readonly point: ReadonlyMap<number, number>;
}

/** Points that a search for a least value may visit where no closed form is known. */
const SEARCH_BUDGET = 2 ** 16;

export function linear(constant: number, factors: Iterable<readonly [number, number]> = []): Linear {
  return { constant, factors: new Map([...factors].filter(([, factor]) => factor !== 0)) };
}

export function minus(a: Linear, b: Linear): Linear {
  const factors = new Map(a.factors);
  for (const [slot, factor] of b.factors) factors.set(slot, (factors.get(slot) ?? 0) - factor);
  return linear(a.constant - b.constant, factors);
}

/**
 * The greatest value of `Σ |term|`. A sum of absolute values is convex, so it is taken at a corner of the box cut by the
 * orders. Undefined where the box is empty.
 */
export function greatest(
  terms: readonly Linear[],
  box: ReadonlyMap<number, Range>,
  orders: readonly Order[],
): Extreme | undefined {
  return solveParts(terms, box, orders, (part) => bestOf(corners(part), part, (a, b) => a > b));
}

/** The least value of `Σ |term|`; undefined where the box is empty, `'budget'` where the search would be too long. */
export function least(
  terms: readonly Linear[],
  box: ReadonlyMap<number, Range>,
  orders: readonly Order[],
): Extreme | 'budget' | undefined {
  let overBudget = false;
  const found = solveParts(terms, box, orders, (part) => {
    const candidates = nearZero(part) ?? differenceNearZero(part) ?? search(part);
    if (candidates === 'budget') {
      overBudget = true;
      return undefined;
    }
    return bestOf(candidates, part, (a, b) => a < b);
  });
  return overBudget ? 'budget' : found;
}

/** Terms and orders that share variables, to be solved together. */
interface Part {
  readonly terms: readonly Linear[];
  readonly orders: readonly Order[];
  readonly slots: readonly number[];
  readonly box: ReadonlyMap<number, Range>;
}

function solveParts(
  terms: readonly Linear[],
  box: ReadonlyMap<number, Range>,
  orders: readonly Order[],
  solve: (part: Part) => Extreme | undefined,
): Extreme | undefined {
  const tight = tighten(box, orders);
  if (!tight) return undefined;
  let value = 0;
  const point = new Map<number, number>([...tight].map(([slot, range]) => [slot, range.low]));
  for (const part of components(terms, tight, orders)) {
    const extreme = solve(part);
    if (!extreme) return undefined;
    value += extreme.value;
    for (const [slot, at] of extreme.point) point.set(slot, at);
  }
  return { value, point };
}

/** Narrows ranges to what the orders leave; undefined when nothing is left. */
function tighten(box: ReadonlyMap<number, Range>, orders: readonly Order[]): ReadonlyMap<number, Range> | undefined {
  const tight = new Map(box);
  for (let round = 0; round <= orders.length; round++) {
    for (const { left, right, gap } of orders) {
      const a = tight.get(left);
      const b = tight.get(right);
      if (!a || !b) return undefined;
      tight.set(left, { low: a.low, high: Math.min(a.high, b.high - gap) });
      tight.set(right, { low: Math.max(b.low, a.low + gap), high: b.high });
    }
  }
  for (const { low, high } of tight.values()) if (high < low) return undefined;
  return tight;
}

function components(
  terms: readonly Linear[],
  box: ReadonlyMap<number, Range>,
  orders: readonly Order[],
): readonly Part[] {
  const groups: { slots: Set<number>; terms: Linear[]; orders: Order[] }[] = [];
  const join = (slots: readonly number[], term: Linear | undefined, order: Order | undefined): void => {
    const touched = groups.filter((group) => slots.some((slot) => group.slots.has(slot)));
    const merged = { slots: new Set(slots), terms: term ? [term] : [], orders: order ? [order] : [] };
    for (const group of touched) {
      for (const slot of group.slots) merged.slots.add(slot);
      merged.terms.push(...group.terms);
      merged.orders.push(...group.orders);
      groups.splice(groups.indexOf(group), 1);
    }
    groups.push(merged);
  };
  for (const term of terms) join([...term.factors.keys()], term, undefined);
  for (const order of orders) join([order.left, order.right], undefined, order);
  return groups.map((group) => ({
    terms: group.terms,
    orders: group.orders,
    slots: [...group.slots].sort((a, b) => a - b),
    box,
  }));
}

/** The points at which a convex function over the part may be greatest. */
function* corners(part: Part): Generator<ReadonlyMap<number, number>> {
  const candidates = part.slots.map((slot) => {
    const range = part.box.get(slot) ?? { low: 0, high: -1 };
    const values = new Set([range.low, range.high]);
    for (const { left, right, gap } of part.orders) {
      const [a, b] = [part.box.get(left), part.box.get(right)];
      if (slot === left && b) for (const value of [b.low - gap, b.high - gap]) values.add(value);
      if (slot === right && a) for (const value of [a.low + gap, a.high + gap]) values.add(value);
    }
    return {
      slot,
      values: [...values].filter((value) => value >= range.low && value <= range.high).sort((x, y) => x - y),
    };
  });
  yield* combinations(candidates, 0, new Map(), part.orders);
}

function* combinations(
  candidates: readonly { readonly slot: number; readonly values: readonly number[] }[],
  from: number,
  point: Map<number, number>,
  orders: readonly Order[],
): Generator<ReadonlyMap<number, number>> {
  const next = candidates[from];
  if (!next) {
    if (orders.every(({ left, right, gap }) => (point.get(left) ?? 0) + gap <= (point.get(right) ?? 0)))
      yield new Map(point);
    return;
  }
  for (const value of next.values) {
    point.set(next.slot, value);
    yield* combinations(candidates, from + 1, point, orders);
  }
}

function bestOf(
  points: Iterable<ReadonlyMap<number, number>>,
  part: Part,
  better: (a: number, b: number) => boolean,
): Extreme | undefined {
  let best: Extreme | undefined;
  for (const point of points) {
    const value = part.terms.reduce((sum, term) => sum + Math.abs(valueAt(term, point)), 0);
    if (!best || better(value, best.value)) best = { value, point };
  }
  return best;
}

export function valueAt(term: Linear, point: ReadonlyMap<number, number>): number {
  let value = term.constant;
  for (const [slot, factor] of term.factors) value += factor * (point.get(slot) ?? 0);
  return value;
}

/**
 * One term without orders: either it never changes sign, and a corner is nearest to zero; or all its factors have one
 * size, so that it takes every step between its ends. Undefined for anything else.
 */
function nearZero(part: Part): readonly ReadonlyMap<number, number>[] | undefined {
  const [term, second] = part.terms;
  if (!term || second || part.orders.length > 0) return undefined;
  const low = new Map<number, number>();
  const high = new Map<number, number>();
  for (const [slot, factor] of term.factors) {
    const range = part.box.get(slot) ?? { low: 0, high: 0 };
    low.set(slot, factor > 0 ? range.low : range.high);
    high.set(slot, factor > 0 ? range.high : range.low);
  }
  const [bottom, top] = [valueAt(term, low), valueAt(term, high)];
  if (bottom >= 0) return [low];
  if (top <= 0) return [high];
  const sizes = new Set([...term.factors.values()].map(Math.abs));
  const [size] = sizes;
  if (sizes.size !== 1 || size === undefined) return undefined;
  const steps = -bottom / size;
  return [Math.floor(steps), Math.ceil(steps)].map((count) => climb(term, low, part.box, count));
}

/** The point `steps` unit steps above the lowest point of a term. */
function climb(
  term: Linear,
  low: ReadonlyMap<number, number>,
  box: ReadonlyMap<number, Range>,
  steps: number,
): ReadonlyMap<number, number> {
  const point = new Map(low);
  let left = steps;
  for (const [slot, factor] of term.factors) {
    const range = box.get(slot) ?? { low: 0, high: 0 };
    const taken = Math.min(left, range.high - range.low);
    point.set(slot, (low.get(slot) ?? 0) + (factor > 0 ? taken : -taken));
    left -= taken;
  }
  return point;
}

/** One term that is a multiple of the difference of the two variables of one order, as for racks of one row. */
function differenceNearZero(part: Part): readonly ReadonlyMap<number, number>[] | undefined {
  const [term, second] = part.terms;
  const [order, another] = part.orders;
  if (!term || second || !order || another || part.slots.length !== 2) return undefined;
  const factor = term.factors.get(order.right) ?? 0;
  const a = part.box.get(order.left);
  const b = part.box.get(order.right);
  if (factor === 0 || term.factors.get(order.left) !== -factor || !a || !b) return undefined;
  const [low, high] = [Math.max(order.gap, b.low - a.high), b.high - a.low];
  const zero = -term.constant / factor;
  return [Math.floor(zero), Math.ceil(zero)].map((value) => {
    const difference = Math.min(high, Math.max(low, value));
    const left = Math.max(a.low, b.low - difference);
    return new Map([
      [order.left, left],
      [order.right, left + difference],
    ]);
  });
}

/** Every value of all variables but the widest, for which only the places where a term changes sign can be least. */
function search(part: Part): readonly ReadonlyMap<number, number>[] | 'budget' {
  const width = (slot: number): number => {
    const range = part.box.get(slot);
    return range ? range.high - range.low + 1 : 0;
  };
  const ordered = [...part.slots].sort((a, b) => width(a) - width(b));
  const last = ordered.pop();
  if (last === undefined) return [new Map()];
  if (ordered.reduce((product, slot) => product * width(slot), 1) > SEARCH_BUDGET) return 'budget';
  const all = ordered.map((slot) => {
    const { low, high } = part.box.get(slot) ?? { low: 0, high: -1 };
    return { slot, values: Array.from({ length: Math.max(0, high - low + 1) }, (_, i) => low + i) };
  });
  const points: ReadonlyMap<number, number>[] = [];
  for (const point of combinations(all, 0, new Map(), [])) {
    for (const value of turningPoints(part, last, point)) {
      const full = new Map(point).set(last, value);
      if (part.orders.every(({ left, right, gap }) => (full.get(left) ?? 0) + gap <= (full.get(right) ?? 0)))
        points.push(full);
    }
  }
  return points;
}

function turningPoints(part: Part, slot: number, point: ReadonlyMap<number, number>): readonly number[] {
  let { low, high } = part.box.get(slot) ?? { low: 0, high: -1 };
  for (const { left, right, gap } of part.orders) {
    if (slot === left) high = Math.min(high, (point.get(right) ?? 0) - gap);
    if (slot === right) low = Math.max(low, (point.get(left) ?? 0) + gap);
  }
  const values = new Set([low, high]);
  for (const term of part.terms) {
    const factor = term.factors.get(slot);
    if (factor === undefined) continue;
    const zero = -valueAt(term, new Map(point).set(slot, 0)) / factor;
    for (const value of [Math.floor(zero), Math.ceil(zero)]) values.add(Math.min(high, Math.max(low, value)));
  }
  return [...values].filter((value) => value >= low && value <= high);
}
