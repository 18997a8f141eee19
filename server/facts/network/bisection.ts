import type { Model } from '../../model/model.ts';
import { fact } from '../fact.ts';
import { linkRate } from '../links.ts';
import type { Network } from '../network.ts';
import { acceleratorsIn } from './accelerators.ts';
import { bordersOf, carriedCuts } from './carried-cuts.ts';
import { graphOf, MOST_REFINED, type NetworkGraph, networkGraph } from './graph.ts';
import { cutsInHalf, halfAt, repeatedSites } from './halves.ts';
import { type FlowEdge, maxFlow } from './max-flow.ts';

/**
 * One-way bisection of a network in bit/s: the most that flows from the first to the second half, in the order written, of
 * each of the outermost repeated members that hold accelerators. The middle instance of an odd count belongs to neither.
 * Undefined where no member is repeated, or a rate or a number of links is not known.
 */
export const bisectionOf = fact((model: Model, network: Network): number | undefined => {
  const repeated = repeatedSites(model, network.root);
  const classes = networkGraph(model, network)?.vertices ?? [];
  const borders = classes.length <= MOST_REFINED ? bordersOf(classes) : [];
  const cuts = [...borders, ...repeated.flatMap(cutsInHalf)];
  const graph = repeated.length > 0 ? graphOf(model, network, carriedCuts(model, network, cuts)) : undefined;
  const edges = graph && graph.unknown.length === 0 ? flowEdges(model, graph) : undefined;
  if (!graph || !edges) return undefined;
  const ends = { first: [] as number[], second: [] as number[], neither: [] as number[] };
  for (const [i, vertex] of graph.vertices.entries()) {
    if (vertex.isSwitch || acceleratorsIn(model, vertex.site) === 0) continue;
    const half = halfAt(repeated, vertex.site, vertex.box);
    if (half) ends[half].push(i);
  }
  if (ends.first.length === 0 || ends.second.length === 0) return undefined;
  return maxFlow(graph.vertices.length, edges, ends.first, ends.second);
});

function flowEdges(model: Model, graph: NetworkGraph): readonly FlowEdge[] | undefined {
  const numbers = new Map(graph.vertices.map((vertex, i) => [vertex, i]));
  const edges: FlowEdge[] = [];
  for (const { link, left, right, links } of graph.edges) {
    const rate = linkRate(model, link);
    if (rate === undefined) return undefined;
    if (left === right) continue;
    edges.push({ from: numbers.get(left) ?? 0, to: numbers.get(right) ?? 0, capacity: rate * links });
  }
  return edges;
}
