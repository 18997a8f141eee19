import { forEachTuple, isApart, type LinkCount } from '../../model/link/count.ts';
import { indexAt, isKeyed } from '../../model/link/domain.ts';
import type { Axis } from '../../model/link/shape.ts';
import { type Length, quantity } from '../../units/dimension.ts';
import type { Offset, Ways } from './cable-ways.ts';
import {
  type Extreme,
  greatest,
  type Linear,
  least,
  linear,
  minus,
  type Order,
  type Range,
  valueAt,
} from './extremes.ts';

/** One leg of a cable’s way. */
export interface Leg {
  readonly what: string;
  readonly length: Length;
}

/** How long the cables of a link statement are, shortest to longest. */
export interface CableRun {
  readonly stated: boolean;
  readonly shortest: Length;
  readonly longest: Length;
  /** Index tuple of the longest instance, one value for each variable of the link. */
  readonly longestPoint: readonly number[];
  /** The legs of the longest instance; empty for a stated length. */
  readonly legs: readonly Leg[];
}

/** A part of the index tuples in which one formula holds for the length. */
interface Region {
  readonly way: 'device' | 'rack' | 'across';
  readonly terms: readonly Linear[];
  readonly box: ReadonlyMap<number, Range>;
  readonly orders: readonly Order[];
}

/** Conditions that cut a region out of the box of all tuples. */
interface Cut {
  readonly box: ReadonlyMap<number, Range>;
  readonly orders: readonly Order[];
}

/** The shortest and longest run over all index tuples; undefined where a place is missing or the search is too long. */
export function derivedRun(ways: Ways, count: LinkCount): CableRun | undefined {
  let run: CableRun | undefined;
  let known = true;
  const keyed = relevantAxes(ways).some((axis) => isKeyed(axis, count.domain));
  forEachTuple(count.shape, count.domain, (tuple) => {
    if (!isApart(count.domain, tuple)) return true;
    for (const region of regionsOf(ways, count, tuple)) {
      const found = solve(region, ways, tuple);
      if (found === 'unknown') known = false;
      else if (found) run = widen(run, found);
    }
    return known && keyed;
  });
  return known ? run : undefined;
}

function relevantAxes(ways: Ways): readonly Axis[] {
  const offsets = [ways.left, ways.right].flatMap((position) => [position.along, position.depth, position.height]);
  return [
    ...offsets.flatMap((offset) => offset.strides.map(([axis]) => axis)),
    ...(ways.rack ?? []).flat(),
    ...(ways.device ?? []).flat(),
  ];
}

function regionsOf(ways: Ways, count: LinkCount, tuple: readonly number[]): readonly Region[] {
  const { shape, domain } = count;
  const box = new Map<number, Range>();
  for (const [slot, variable] of shape.variables.entries())
    if (!domain.enumerated.includes(slot)) box.set(slot, variable);
  const at = (offset: Offset): Linear => toLinear(offset, tuple, domain.enumerated);
  const bound = (pairs: Pairs): BoundPairs =>
    pairs.map(([a, b]) => [toIndex(a, tuple, domain.enumerated), toIndex(b, tuple, domain.enumerated)]);
  const device = ways.device && bound(ways.device);
  const rack = ways.rack && bound(ways.rack);
  const [h1, h2] = [at(ways.left.height), at(ways.right.height)];
  const tray = linear(ways.tray);
  const acrossTerms = [
    minus(tray, h1),
    minus(tray, h2),
    minus(at(ways.left.along), at(ways.right.along)),
    minus(at(ways.left.depth), at(ways.right.depth)),
  ];
  const regions: Region[] = [];
  for (const cut of comparisonCuts({ box, orders: [] }, count)) {
    if (device) regions.push(...agreeing([cut], device).map((each): Region => ({ ...each, way: 'device', terms: [] })));
    if (rack) {
      const apart = device ? differing([cut], device) : [cut];
      regions.push(...agreeing(apart, rack).map((each): Region => ({ ...each, way: 'rack', terms: [minus(h1, h2)] })));
    }
    const across = rack ? differing([cut], rack) : device?.length === 0 ? [] : [cut];
    regions.push(...across.map((each): Region => ({ ...each, way: 'across', terms: acrossTerms })));
  }
  return regions;
}

type Pairs = readonly (readonly [Axis, Axis])[];
/** An index for one tuple: a number, or the slot of a variable that is still free. */
type BoundIndex = { readonly fixed: number } | { readonly slot: number };
type BoundPairs = readonly (readonly [BoundIndex, BoundIndex])[];

function toIndex(axis: Axis, tuple: readonly number[], enumerated: readonly number[]): BoundIndex {
  if (axis.at.kind === 'variable' && !enumerated.includes(axis.at.slot)) return { slot: axis.at.slot };
  return { fixed: indexAt(axis, tuple) };
}

function toLinear(offset: Offset, tuple: readonly number[], enumerated: readonly number[]): Linear {
  let constant = offset.constant;
  const factors = new Map<number, number>();
  for (const [axis, stride] of offset.strides) {
    const index = toIndex(axis, tuple, enumerated);
    if ('fixed' in index) constant += index.fixed * stride;
    else factors.set(index.slot, (factors.get(index.slot) ?? 0) + stride);
  }
  return linear(constant, factors);
}

/** The cuts that the link’s own comparison makes: `a != b` is `a < b` or `b < a`. */
function comparisonCuts(cut: Cut, count: LinkCount): readonly Cut[] {
  const { comparison } = count.domain;
  if (!comparison) return [cut];
  if (comparison.operator !== '!=') {
    return [ordered(cut, comparison.left, comparison.right, comparison.operator === '<' ? 1 : 0)];
  }
  return [ordered(cut, comparison.left, comparison.right, 1), ordered(cut, comparison.right, comparison.left, 1)];
}

function ordered(cut: Cut, left: number, right: number, gap: number): Cut {
  return { box: cut.box, orders: [...cut.orders, { left, right, gap }] };
}

/** The cuts in which all pairs agree. */
function agreeing(cuts: readonly Cut[], pairs: BoundPairs): readonly Cut[] {
  return pairs.reduce<readonly Cut[]>((all, [a, b]) => all.flatMap((cut) => agree(cut, a, b)), cuts);
}

function agree(cut: Cut, a: BoundIndex, b: BoundIndex): readonly Cut[] {
  if ('fixed' in a) return 'fixed' in b ? (a.fixed === b.fixed ? [cut] : []) : [clamped(cut, b.slot, a.fixed, a.fixed)];
  if ('fixed' in b) return [clamped(cut, a.slot, b.fixed, b.fixed)];
  return [ordered(ordered(cut, a.slot, b.slot, 0), b.slot, a.slot, 0)];
}

/** The cuts in which at least one pair differs. */
function differing(cuts: readonly Cut[], pairs: BoundPairs): readonly Cut[] {
  return pairs.flatMap(([a, b]) => cuts.flatMap((cut) => differ(cut, a, b)));
}

function differ(cut: Cut, a: BoundIndex, b: BoundIndex): readonly Cut[] {
  if ('fixed' in a) {
    if ('fixed' in b) return a.fixed === b.fixed ? [] : [cut];
    return [
      clamped(cut, b.slot, Number.NEGATIVE_INFINITY, a.fixed - 1),
      clamped(cut, b.slot, a.fixed + 1, Number.POSITIVE_INFINITY),
    ];
  }
  if ('fixed' in b) return differ(cut, b, a);
  return [ordered(cut, a.slot, b.slot, 1), ordered(cut, b.slot, a.slot, 1)];
}

function clamped(cut: Cut, slot: number, low: number, high: number): Cut {
  const range = cut.box.get(slot) ?? { low: 0, high: -1 };
  return {
    ...cut,
    box: new Map(cut.box).set(slot, { low: Math.max(low, range.low), high: Math.min(high, range.high) }),
  };
}

function solve(region: Region, ways: Ways, tuple: readonly number[]): CableRun | 'unknown' | undefined {
  const longest = greatest(region.terms, region.box, region.orders);
  if (!longest) return undefined;
  if (region.way === 'across' && !ways.acrossRacks) return 'unknown';
  if (region.way === 'device' && ways.fixed) return 'unknown';
  const shortest = least(region.terms, region.box, region.orders);
  if (!shortest || shortest === 'budget') return 'unknown';
  return {
    stated: false,
    shortest: lengthOf(shortest.value, ways),
    longest: lengthOf(longest.value, ways),
    longestPoint: tuple.map((value, slot) => longest.point.get(slot) ?? value),
    legs: legsOf(region, longest, ways),
  };
}

function lengthOf(value: number, ways: Ways): Length {
  return quantity(Math.round(value) + ways.slack);
}

function legsOf(region: Region, longest: Extreme, ways: Ways): readonly Leg[] {
  const names =
    region.way === 'across'
      ? ['up to the tray', 'down from the tray', 'along the row', 'across rows']
      : ['from device to device'];
  const legs = region.terms.map(
    (term, i): Leg => ({ what: names[i] ?? '', length: quantity(Math.round(Math.abs(valueAt(term, longest.point)))) }),
  );
  return [...legs, { what: 'slack', length: ways.slack }].filter((leg) => leg.length > 0);
}

function widen(run: CableRun | undefined, found: CableRun): CableRun {
  if (!run) return found;
  const longer = found.longest > run.longest ? found : run;
  return { ...longer, shortest: found.shortest < run.shortest ? found.shortest : run.shortest };
}
