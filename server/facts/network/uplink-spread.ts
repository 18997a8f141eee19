import type { Model } from '../../model/model.ts';
import type { LinkSite, Site } from '../../model/site.ts';
import { fact } from '../fact.ts';
import { linkCount, linkRate } from '../links.ts';
import type { Network } from '../network.ts';
import { type Boxed, splitRegions, volume } from './boxes.ts';
import { farEnd } from './far-end.ts';
import { type Edge, networkGraph, type Vertex } from './graph.ts';
import type { Side } from './landings.ts';
import { loadedTiers } from './loaded-tiers.ts';
import { edgesByVertex, otherEnd, type TierSwitch } from './tiers.ts';

/** Switches above that get the same from one switch below. */
export interface UplinkShare {
  /** Links from the one switch to each of these. */
  readonly links: number;
  /** Their rates in bit/s; 0 where none is known. */
  readonly bits: number;
  /** Number of these switches. */
  readonly switches: number;
}

/** How the uplinks of one switch spread over the switches of one array above it. */
export interface UplinkSpread {
  /** The class of alike switches of which it is one. */
  readonly below: TierSwitch;
  /** The array above. */
  readonly above: Site;
  /** The statements that make the links, in the order written. */
  readonly links: readonly LinkSite[];
  /** The switches above that it reaches, those that get the most first. */
  readonly shares: readonly UplinkShare[];
}

/**
 * How uplinks spread, for one switch of each class (the first, and where it spreads evenly the last): the links of a
 * statement meet the switches above in a box of equal shares, whose size follows from its indexes. Spreads of statements
 * that compare indexes, or whose rates are known only in part, are left out.
 */
export const uplinkSpreads = fact((model: Model, network: Network): readonly UplinkSpread[] => {
  const edges = edgesByVertex(networkGraph(model, network)?.edges ?? []);
  return (loadedTiers(model, network) ?? []).flatMap((below) =>
    [...linksByArray(below, edges.get(below.vertex) ?? [])].flatMap(([above, links]) => {
      const spreads = cornersOf(below.vertex).map((corner) => spreadFrom(model, corner, below, above, links));
      const [first] = spreads;
      const worst = first && first.shares.length < 2 ? spreads.at(-1) : first;
      return worst ? [worst] : [];
    }),
  );
});

/** Bandwidth, and where no rate is known links, that the switches of a share get. */
export function weightOf({ bits, links }: UplinkShare): number {
  return bits || links;
}

/**
 * The statements of its uplinks with the end at which they leave, by the array in which they end. Where some switches of
 * an array are above, all links to that array are told.
 */
function linksByArray(
  { vertex, upEdges }: TierSwitch,
  edges: readonly Edge[],
): ReadonlyMap<Site, ReadonlyMap<LinkSite, Side>> {
  // Within one array, as in a torus, there is no tier above.
  const arrays = upEdges.map((edge) => otherEnd(edge, vertex)).filter((other) => other.isSwitch);
  const byArray = new Map(arrays.map(({ site }) => [site, new Map<LinkSite, Side>()]));
  byArray.delete(vertex.site);
  for (const edge of edges) {
    byArray.get(otherEnd(edge, vertex).site)?.set(edge.link, edge.left === vertex ? 'left' : 'right');
  }
  return byArray;
}

/** The first switch of a class, and the last where that is another. */
function cornersOf({ box, count }: Vertex): readonly (readonly number[])[] {
  const first = box.map(({ low }) => low);
  return count === 1 ? [first] : [first, box.map(({ high }) => high)];
}

function spreadFrom(
  model: Model,
  corner: readonly number[],
  below: TierSwitch,
  above: Site,
  links: ReadonlyMap<LinkSite, Side>,
): UplinkSpread | undefined {
  const items: Reached[] = [];
  for (const [link, side] of links) {
    const reached = reachedFrom(model, link, side, corner);
    if (!reached) return undefined;
    for (const each of reached) items.push(each);
  }
  const known = items.filter(({ bits }) => bits > 0).length;
  if (known > 0 && known < items.length) return undefined;
  return { below, above, links: [...links.keys()], shares: sharesOf(items, above.dims ?? []) };
}

function sharesOf(items: readonly Reached[], dims: readonly number[]): readonly UplinkShare[] {
  const shares = new Map<number, UplinkShare>();
  for (const { box, items: within } of splitRegions(items, dims, 0)) {
    if (within.length === 0) continue;
    const links = within.reduce((sum, each) => sum + each.links, 0);
    const bits = within.reduce((sum, each) => sum + each.bits, 0);
    const weight = weightOf({ links, bits, switches: 0 });
    shares.set(weight, { links, bits, switches: volume(box) + (shares.get(weight)?.switches ?? 0) });
  }
  return [...shares].sort(([a], [b]) => b - a).map(([, share]) => share);
}

/** Switches that one switch below meets by a statement, the same number of links to each. */
interface Reached extends Boxed {
  readonly links: number;
  readonly bits: number;
}

/** Undefined where it is not known, and for a statement that compares indexes. */
function reachedFrom(
  model: Model,
  link: LinkSite,
  side: Side,
  corner: readonly number[],
): readonly Reached[] | undefined {
  if (linkCount(model, link)?.domain.comparison) return undefined;
  const near = corner.map((index) => ({ low: index, high: index }));
  const rate = linkRate(model, link) ?? 0;
  return farEnd(model, link, side, near)?.map(({ box, links }) => ({ box, links, bits: links * rate }));
}
