import type { Model } from '../../model/model.ts';
import type { LinkSite } from '../../model/site.ts';
import { fact } from '../fact.ts';
import type { Network } from '../network.ts';
import type { Edge, Vertex } from './graph.ts';
import type { Side } from './landings.ts';
import { otherEnd, rateOf, type TierSwitch, tiersOf } from './tiers.ts';

/**
 * The tiers as they are judged and shown: without idle switches, which have no node yet. By its fewest links to a node alone, a
 * leaf whose nodes are still to come would stand above the spines, and the spines’ links to it would go up. Undefined where
 * the network is not fully known.
 */
export const loadedTiers = fact((model: Model, network: Network): readonly TierSwitch[] | undefined => {
  const tiers = tiersOf(model, network);
  const idle = tiers && idleSwitches(tiers);
  if (!tiers || !idle || idle.size === 0) return tiers;
  return tiers.filter(({ vertex }) => !idle.has(vertex)).map((each) => without(model, each, idle));
});

/**
 * A switch is idle where it leads to nothing above, and alike ones, which the same link statement joins in the same way, stand
 * below what it is joined to (a leaf under the same spines) or are what it is joined to (a switch in the mesh of a group).
 */
function idleSwitches(tiers: readonly TierSwitch[]): ReadonlySet<Vertex> {
  const lowest = lowestTiers(tiers);
  const idle = new Set<Vertex>();
  for (const { vertex, tier, upEdges, downEdges } of [...tiers].sort((a, b) => b.tier - a.tier)) {
    if (upEdges.some((edge) => !idle.has(otherEnd(edge, vertex)))) continue;
    const alike = new Map<LinkSite, number>();
    for (const { link, side } of vertex.landings) {
      alike.set(link, Math.min(alike.get(link) ?? tier, lowest.get(link)?.[side] ?? tier));
    }
    const isIdle = downEdges.some((edge) => {
      const least = alike.get(edge.link) ?? tier;
      return least < tier - 1 || (least < tier && otherEnd(edge, vertex).site === vertex.site);
    });
    if (isIdle) idle.add(vertex);
  }
  return idle;
}

/** The lowest tier among the switches on which the links of a statement end, at either side. */
function lowestTiers(tiers: readonly TierSwitch[]): ReadonlyMap<LinkSite, { readonly [S in Side]: number }> {
  const lowest = new Map<LinkSite, { left: number; right: number }>();
  for (const { vertex, tier } of tiers) {
    for (const { link, side } of vertex.landings) {
      const ofLink = lowest.get(link) ?? { left: Number.POSITIVE_INFINITY, right: Number.POSITIVE_INFINITY };
      lowest.set(link, ofLink);
      ofLink[side] = Math.min(tier, ofLink[side]);
    }
  }
  return lowest;
}

function without(model: Model, each: TierSwitch, idle: ReadonlySet<Vertex>): TierSwitch {
  const isLoaded = (edge: Edge): boolean => !idle.has(otherEnd(edge, each.vertex));
  const [upEdges, downEdges] = [each.upEdges.filter(isLoaded), each.downEdges.filter(isLoaded)];
  return { ...each, upEdges, downEdges, up: rateOf(model, upEdges), down: rateOf(model, downEdges) };
}
