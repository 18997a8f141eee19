import { forEachTuple, isApart, type LinkCount } from '../../model/link/count.ts';
import { indexAt, isKeyed } from '../../model/link/domain.ts';
import { type Axis, spread } from '../../model/link/shape.ts';
import type { Model } from '../../model/model.ts';
import { type LinkSite, outwards, type Site } from '../../model/site.ts';
import { linkCount } from '../links.ts';
import { linksOf, type Network } from '../network.ts';
import type { Boxed, Cuts } from './boxes.ts';
import type { Side } from './landings.ts';

/** Rounds in which borders are carried on from one end of the links to the other. */
const MOST_ROUNDS = 8;
/** Links with more enumerated index tuples than this carry nothing on: what rests on their classes is then a bound. */
const MOST_TUPLES = 2 ** 16;

/** Indexes at which an array of a site is split; `axis` counts the site’s own dimensions. */
export interface SiteCut {
  readonly site: Site;
  readonly axis: number;
  readonly points: readonly number[];
}

/** The borders of classes within the arrays in which they lie. */
export function bordersOf(classes: readonly (Boxed & { readonly site: Site })[]): readonly SiteCut[] {
  return classes.flatMap(({ site, box }) => {
    let next = 0;
    return [...outwards(site)].reverse().flatMap((at): readonly SiteCut[] => {
      const dims = at.member?.dims ?? [];
      const from = next;
      next += dims.length;
      return dims.flatMap((size, axis): readonly SiteCut[] => {
        const { low, high } = box[from + axis] ?? { low: 0, high: size - 1 };
        const points = [low, high + 1].filter((point) => point > 0 && point < size);
        return points.length > 0 ? [{ site: at, axis, points }] : [];
      });
    });
  });
}

/**
 * Where the arrays of a network are split so that instances with different company stay apart: the given cuts, carried on
 * from one end of each link to the other, along index variables that they share and through computed indexes.
 */
export function carriedCuts(model: Model, network: Network, initial: readonly SiteCut[]): (site: Site) => Cuts {
  const cuts = createCuts();
  for (const { site, axis, points } of initial) cuts.add(site, axis, points);
  const links = linksOf(network).map((link) => ({ link, axes: siteAxes(model, link) }));
  for (let round = 0, changed = true; changed && round < MOST_ROUNDS; round++) {
    changed = false;
    for (const { link, axes } of links) if (carryAlong(model, link, axes, cuts)) changed = true;
  }
  return (site) => {
    const chain = [...outwards(site)]
      .reverse()
      .flatMap((each) => (each.member?.dims ?? []).map((_, axis) => [...cuts.at(each, axis)]));
    return (axis) => chain[axis] ?? [];
  };
}

interface CutMap {
  at(site: Site, axis: number): ReadonlySet<number>;
  /** Whether any of the points is new. */
  add(site: Site, axis: number, points: Iterable<number>): boolean;
}

function createCuts(): CutMap {
  const none: ReadonlySet<number> = new Set();
  const cuts = new Map<Site, Map<number, Set<number>>>();
  return {
    at: (site, axis) => cuts.get(site)?.get(axis) ?? none,
    add(site, axis, points) {
      const ofSite = cuts.get(site) ?? new Map<number, Set<number>>();
      cuts.set(site, ofSite);
      const known = ofSite.get(axis) ?? new Set<number>();
      ofSite.set(axis, known);
      const before = known.size;
      for (const point of points) known.add(point);
      return known.size > before;
    },
  };
}

function carryAlong(model: Model, link: LinkSite, axes: readonly SiteAxis[], cuts: CutMap): boolean {
  const count = linkCount(model, link);
  const split = axes.filter(({ site, index }) => cuts.at(site, index).size > 0);
  if (!count || split.length === 0) return false;
  let changed = false;
  for (const from of split) {
    for (const to of axes.filter((each) => each.side !== from.side && isSameVariable(each.axis, from.axis))) {
      if (cuts.add(to.site, to.index, cuts.at(from.site, from.index))) changed = true;
    }
  }
  for (const [to, points] of carriedThroughFormulas(count, axes, cuts)) {
    if (cuts.add(to.site, to.index, points)) changed = true;
  }
  return changed;
}

function isSameVariable(a: Axis, b: Axis): boolean {
  return a.at.kind === 'variable' && b.at.kind === 'variable' && a.at.slot === b.at.slot;
}

interface SiteAxis {
  readonly side: Side;
  /** The site of the member that has the axis, and which of its own axes it is. */
  readonly site: Site;
  readonly index: number;
  readonly axis: Axis;
}

function siteAxes(model: Model, link: LinkSite): readonly SiteAxis[] {
  const shape = linkCount(model, link)?.shape;
  if (!shape) return [];
  return (['left', 'right'] as const).flatMap((side) => {
    let site: Site | undefined = link.site;
    return shape[side].steps.flatMap((step): readonly SiteAxis[] => {
      site = site?.child(step.member);
      const found = site;
      return found ? step.axes.map((axis, index) => ({ side, site: found, index, axis })) : [];
    });
  });
}

/**
 * Where the indexes of a computed axis change company: two neighbours part where the tuples that meet them differ in how
 * many fall on each combination of stretches along the other axes.
 */
function carriedThroughFormulas(
  { shape, domain }: LinkCount,
  axes: readonly SiteAxis[],
  cuts: CutMap,
): ReadonlyMap<SiteAxis, readonly number[]> {
  const keyed = axes.filter(({ axis }) => isKeyed(axis, domain));
  const tuples = domain.enumerated.reduce((product, slot) => product * spread(shape.variables[slot]), 1);
  const borders = keyed.map(({ site, index }) => [...cuts.at(site, index)].sort((a, b) => a - b));
  if (tuples > MOST_TUPLES || borders.every((points) => points.length === 0)) return new Map();
  const company = keyed.map(({ axis }) => Array.from({ length: axis.size }, () => new Map<string, number>()));
  forEachTuple(shape, domain, (values) => {
    if (!isApart(domain, values)) return true;
    const indexes = keyed.map(({ axis }) => indexAt(axis, values));
    const stretches = indexes.map((index, i) => (borders[i] ?? []).filter((border) => border <= index).length);
    for (const [i, index] of indexes.entries()) {
      const others = stretches.with(i, 0).join(' ');
      const met = company[i]?.[index];
      met?.set(others, (met.get(others) ?? 0) + 1);
    }
    return true;
  });
  return new Map(keyed.map((to, i) => [to, changesIn(company[i] ?? [])]));
}

function changesIn(company: readonly ReadonlyMap<string, number>[]): readonly number[] {
  const names = company.map((met) =>
    [...met]
      .map(([others, count]) => `${others}: ${count}`)
      .sort()
      .join(', '),
  );
  return names.flatMap((name, i) => (i > 0 && name !== names[i - 1] ? [i] : []));
}
