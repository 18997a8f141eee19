import type { Model } from '../../model/model.ts';
import { fact } from '../fact.ts';
import { linkRate } from '../links.ts';
import type { Network } from '../network.ts';
import { type Edge, networkGraph, type Vertex } from './graph.ts';

/** Alike switches of a network and their traffic towards the nodes and away from them. */
export interface TierSwitch {
  readonly vertex: Vertex;
  /** Fewest links to a node or accelerator: 1 for a leaf. */
  readonly tier: number;
  /** Rates of all links of all these switches in bit/s; undefined where the rate of one is not known. */
  readonly down: number | undefined;
  readonly up: number | undefined;
  /** The links that go up, and those that come from below. */
  readonly upEdges: readonly Edge[];
  readonly downEdges: readonly Edge[];
}

/**
 * The switches of a network with their tier. Links within a tier are lateral and count neither up nor down. A switch that
 * no path joins to a node has no tier and is left out. Undefined where the network is not fully known.
 */
export const tiersOf = fact((model: Model, network: Network): readonly TierSwitch[] | undefined => {
  const graph = networkGraph(model, network);
  if (!graph || graph.unknown.length > 0) return undefined;
  const edges = edgesByVertex(graph.edges);
  const distance = distances(graph.vertices, edges);
  return graph.vertices.flatMap((vertex): readonly TierSwitch[] => {
    const tier = distance.get(vertex);
    if (!vertex.isSwitch || tier === undefined) return [];
    const own = edges.get(vertex) ?? [];
    const stepTo = (edge: Edge): number => Math.sign((distance.get(otherEnd(edge, vertex)) ?? tier) - tier);
    const upEdges = own.filter((edge) => stepTo(edge) === 1);
    const downEdges = own.filter((edge) => stepTo(edge) === -1);
    return [{ vertex, tier, up: rateOf(model, upEdges), down: rateOf(model, downEdges), upEdges, downEdges }];
  });
});

/** The vertex at the other end of an edge. */
export function otherEnd(edge: Edge, vertex: Vertex): Vertex {
  return edge.left === vertex ? edge.right : edge.left;
}

/** The rates of all links of some edges in bit/s; undefined where one is not known. */
export function rateOf(model: Model, edges: readonly Edge[]): number | undefined {
  let sum = 0;
  for (const { link, links } of edges) {
    const rate = linkRate(model, link);
    if (rate === undefined) return undefined;
    sum += rate * links;
  }
  return sum;
}

/** The edges of each vertex that has any. */
export function edgesByVertex(edges: readonly Edge[]): ReadonlyMap<Vertex, readonly Edge[]> {
  const own = new Map<Vertex, Edge[]>();
  for (const edge of edges) {
    for (const vertex of new Set([edge.left, edge.right])) {
      const list = own.get(vertex);
      if (list) list.push(edge);
      else own.set(vertex, [edge]);
    }
  }
  return own;
}

/** Fewest links from each vertex to one that is no switch. */
function distances(
  vertices: readonly Vertex[],
  edges: ReadonlyMap<Vertex, readonly Edge[]>,
): ReadonlyMap<Vertex, number> {
  const distance = new Map<Vertex, number>();
  let front = vertices.filter((vertex) => !vertex.isSwitch);
  for (const vertex of front) distance.set(vertex, 0);
  for (let steps = 1; front.length > 0; steps++) {
    const next: Vertex[] = [];
    for (const vertex of front) {
      for (const edge of edges.get(vertex) ?? []) {
        const other = otherEnd(edge, vertex);
        if (distance.has(other)) continue;
        distance.set(other, steps);
        next.push(other);
      }
    }
    front = next;
  }
  return distance;
}
