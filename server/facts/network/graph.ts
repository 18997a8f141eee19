import type { Model } from '../../model/model.ts';
import { deviceOf, type LinkSite, type Site } from '../../model/site.ts';
import { fact } from '../fact.ts';
import { groupBy } from '../group-by.ts';
import { linkCount, totalLinks } from '../links.ts';
import type { Network } from '../network.ts';
import { type Box, type Cuts, splitRegions, volume } from './boxes.ts';
import { bordersOf, carriedCuts } from './carried-cuts.ts';
import { type Landing, landingsIn, type Side } from './landings.ts';
import { countsAtLeft, forEachPair } from './pair-links.ts';

/** Networks of more classes than this are not split further. */
export const MOST_REFINED = 256;
/** Most pairs of classes that one network may have; beyond it, what rests on them is unknown. */
const MOST_PAIRS = 2 ** 21;

/**
 * Alike vertices of a network: switches, and otherwise nodes with all that is in them, or parts that stand by themselves.
 * Chips inside a node are switches of their own.
 */
export interface Vertex {
  readonly site: Site;
  readonly box: Box;
  /** Instances in the cluster. */
  readonly count: number;
  readonly isSwitch: boolean;
  readonly landings: readonly Landing[];
}

/** Links of one statement between two classes of vertices. */
export interface Edge {
  readonly link: LinkSite;
  readonly left: Vertex;
  readonly right: Vertex;
  /** Links over all instances. */
  readonly links: number;
}

/** A network as classes of vertices and the links between them. */
export interface NetworkGraph {
  readonly vertices: readonly Vertex[];
  readonly edges: readonly Edge[];
  /** Statements of which it is not known how many links they make, or where. */
  readonly unknown: readonly LinkSite[];
}

/**
 * The graph of a network; undefined where it is too large. Classes of a design are split until alike ones have alike
 * neighbours; a long list of single links is taken as it is, one class for each part.
 */
export const networkGraph = fact((model: Model, network: Network): NetworkGraph | undefined => {
  let graph = graphOf(model, network, () => () => []);
  while (graph && graph.vertices.length <= MOST_REFINED && graph.vertices.some(({ count }) => count > 1)) {
    const borders = bordersOf(graph.vertices);
    const refined = borders.length > 0 ? graphOf(model, network, carriedCuts(model, network, borders)) : undefined;
    if (!refined || refined.vertices.length <= graph.vertices.length) break;
    graph = refined;
  }
  return graph;
});

/** The vertex of a network to which a part belongs. */
export function vertexSite(site: Site): Site {
  return site.part.kind === 'switch' ? site : (deviceOf(site) ?? site);
}

/** The graph of a network with vertices split at the given indexes of their arrays besides where they differ. */
export function graphOf(model: Model, network: Network, cutsOf: (site: Site) => Cuts): NetworkGraph | undefined {
  const { all, unknown } = landingsIn(model, network);
  const bySite = groupBy(all, (landing) => vertexSite(landing.site));
  const vertices = [...bySite].flatMap(([site, landings]): readonly Vertex[] => {
    const isSwitch = site.part.kind === 'switch';
    return splitRegions(landings, site.dims ?? [], 0, cutsOf(site)).flatMap(({ box, items }) =>
      items.length === 0 ? [] : [{ site, box, count: volume(box), isSwitch, landings: items }],
    );
  });
  const edges = edgesOf(model, vertices);
  return edges && { vertices, edges, unknown };
}

function edgesOf(model: Model, vertices: readonly Vertex[]): readonly Edge[] | undefined {
  const edges: Edge[] = [];
  let pairs = 0;
  for (const [link, ends] of endsByLink(vertices)) {
    const count = linkCount(model, link);
    if (!count) continue;
    const left = ends.left ?? [];
    const right = countsAtLeft(count) ? left : (ends.right ?? []);
    pairs += left.length * right.length;
    if (pairs > MOST_PAIRS) return undefined;
    const add = (a: Vertex, b: Vertex, links: number): void => void edges.push({ link, left: a, right: b, links });
    const [a, b] = [left[0], right[0]];
    const all = left.length === 1 && right.length === 1 ? totalLinks(model, link) : undefined;
    if (a && b && all !== undefined) add(a, b, all);
    else forEachPair(count, link.site.dims?.length ?? 0, left, right, add);
  }
  return edges;
}

/** The classes of vertices on which the links of each statement end. */
function endsByLink(
  vertices: readonly Vertex[],
): ReadonlyMap<LinkSite, { readonly [S in Side]: readonly Vertex[] | undefined }> {
  const ends = new Map<LinkSite, { [S in Side]: Vertex[] | undefined }>();
  for (const vertex of vertices) {
    for (const { link, side } of vertex.landings) {
      const ofLink = ends.get(link) ?? { left: undefined, right: undefined };
      ends.set(link, ofLink);
      const known = ofLink[side];
      if (!known) ofLink[side] = [vertex];
      else if (known.at(-1) !== vertex) known.push(vertex);
    }
  }
  return ends;
}
