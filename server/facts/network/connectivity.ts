import type { Interval } from '../../model/link/pieces.ts';
import type { Model } from '../../model/model.ts';
import type { LinkSite, Site } from '../../model/site.ts';
import { fact } from '../fact.ts';
import { groupBy } from '../group-by.ts';
import { endSite, linkShape } from '../links.ts';
import { linksOf, type Network } from '../network.ts';
import { acceleratorsIn } from './accelerators.ts';
import { type Box, type Boxed, splitRegions, volume } from './boxes.ts';
import { farEnd } from './far-end.ts';
import { type NetworkGraph, networkGraph, type Vertex, vertexSite } from './graph.ts';
import { type Landing, landingsBeside, landingsIn, type Side } from './landings.ts';

/** Pieces of a network beyond this many are not told apart. */
const MOST_PIECES = 16;
/** Steps along statements that are taken to find the pieces of a network; beyond it they are unknown. */
const MOST_STEPS = 2 ** 12;

/** A part of a network from which no path leads to the rest: one of its instances stands for it. */
export interface NetworkPiece extends Boxed {
  readonly site: Site;
}

/** Some pieces of a network, and whether these are all. */
export interface NetworkPieces {
  readonly found: readonly NetworkPiece[];
  readonly isAll: boolean;
}

/**
 * The pieces of a network, at most a few; one where each instance is joined to each other. They are found by following
 * the statements from box to box of instances, so that alike ones are not visited one by one. Undefined where it is not
 * known.
 */
export const piecesOfNetwork = fact((model: Model, network: Network): NetworkPieces | undefined => {
  const graph = networkGraph(model, network);
  if (!graph || graph.unknown.length > 0) return undefined;
  const ofClasses = piecesOfClasses(graph);
  if (graph.vertices.every(({ count }) => count === 1)) {
    return { found: ofClasses.slice(0, MOST_PIECES), isAll: ofClasses.length <= MOST_PIECES };
  }
  const ways = waysOf(model, network);
  const budget = { steps: MOST_STEPS };
  const pieces: NetworkPiece[] = [];
  const reached = new Map<Site, Reached>();
  for (;;) {
    const start = firstLeft(graph.vertices, reached);
    if (!start || pieces.length === MOST_PIECES) return { found: pieces, isAll: !start };
    pieces.push(start);
    if (flood(model, ways, start, reached, budget)) continue;
    // Classes that nothing joins are pieces for certain, though each of them may be several.
    return ofClasses.length > 1 ? { found: ofClasses.slice(0, MOST_PIECES), isAll: false } : undefined;
  }
});

/** The pieces of the graph of classes: those of the network, where each class is one instance. */
function piecesOfClasses({ vertices, edges }: NetworkGraph): readonly NetworkPiece[] {
  const parents = new Map<Vertex, Vertex>();
  const rootOf = (vertex: Vertex): Vertex => {
    let root = vertex;
    for (let up = parents.get(root); up; up = parents.get(root)) root = up;
    if (root !== vertex) parents.set(vertex, root);
    return root;
  };
  for (const { left, right } of edges) {
    const [a, b] = [rootOf(left), rootOf(right)];
    if (a !== b) parents.set(b, a);
  }
  const roots = vertices.filter((vertex) => !parents.has(vertex));
  return roots.map(({ site, box }) => ({ site, box: box.map(({ low }) => ({ low, high: low })) }));
}

/** One end of a statement, and what is joined through it. */
interface Way {
  readonly link: LinkSite;
  readonly side: Side;
  readonly from: Site;
  /** The vertices at the far end, and their array dimensions. */
  readonly to: Site;
  readonly dims: number;
}

function waysOf(model: Model, network: Network): ReadonlyMap<Site, readonly Way[]> {
  const ways = linksOf(network).flatMap((link): readonly Way[] => {
    const shape = linkShape(model, link);
    const [left, right] = [shape && endSite(link, shape.left), shape && endSite(link, shape.right)];
    if (!left || !right) return [];
    const [a, b] = [vertexSite(left), vertexSite(right)];
    return [wayTo(b, a, link, 'left'), wayTo(a, b, link, 'right')];
  });
  return groupBy(ways, ({ from }) => from);
}

function wayTo(to: Site, from: Site, link: LinkSite, side: Side): Way {
  return { link, side, from, to, dims: to.dims?.length ?? 0 };
}

/** One instance that has not been reached. */
function firstLeft(vertices: readonly Vertex[], reached: ReadonlyMap<Site, Reached>): NetworkPiece | undefined {
  for (const { site, box } of vertices) {
    const { wide, single } = reached.get(site) ?? { wide: [], single: new Map<string, Box>() };
    const left = missingIn(box, [...wide, ...single.values()]);
    if (left) return { site, box: left.map(({ low }) => ({ low, high: low })) };
  }
  return undefined;
}

/** A part of a box that no other box covers; undefined where all of it is covered. */
function missingIn(box: Box, covers: readonly Box[]): Box | undefined {
  const shifted = covers.flatMap((cover): readonly Boxed[] => {
    const within = box.map(({ low, high }, axis): Interval => {
      const { low: from, high: to } = cover[axis] ?? { low, high };
      return { low: Math.max(from, low) - low, high: Math.min(to, high) - low };
    });
    return within.every(({ low, high }) => low <= high) ? [{ box: within }] : [];
  });
  const dims = box.map(({ low, high }) => high - low + 1);
  const free = splitRegions(shifted, dims, 0).find(({ items }) => items.length === 0)?.box;
  return free?.map(({ low, high }, axis) => {
    const shift = box[axis]?.low ?? 0;
    return { low: low + shift, high: high + shift };
  });
}

/** Boxes of one site that are joined to a start. */
interface Reached {
  /** Boxes of several instances, none within another. */
  wide: readonly Box[];
  /** Single instances by their indexes: a torus or a dragonfly is walked one by one. */
  readonly single: Map<string, Box>;
}

/** Whether a box is new among those that are reached; it is added to them. */
function isNew(box: Box, reached: Reached): boolean {
  if (box.every(({ low, high }) => low === high)) {
    const key = box.map(({ low }) => low).join(' ');
    if (reached.single.has(key) || reached.wide.some((each) => isWithin(box, each))) return false;
    reached.single.set(key, box);
    return true;
  }
  if (reached.wide.some((each) => isWithin(box, each))) return false;
  reached.wide = [...reached.wide.filter((each) => !isWithin(each, box)), box];
  return true;
}

/** Adds all that is joined to a start to what is reached; false where the steps do not suffice. */
function flood(
  model: Model,
  ways: ReadonlyMap<Site, readonly Way[]>,
  start: NetworkPiece,
  reached: Map<Site, Reached>,
  budget: { steps: number },
): boolean {
  // What is wide goes first: single instances within it need not be followed any more.
  const wide: NetworkPiece[] = [];
  const single: NetworkPiece[] = [];
  const arrive = (at: NetworkPiece): void => {
    const known = reached.get(at.site) ?? { wide: [], single: new Map() };
    reached.set(at.site, known);
    if (isNew(at.box, known)) (known.wide.at(-1) === at.box ? wide : single).push(at);
  };
  arrive(start);
  for (let at = wide.pop() ?? single.pop(); at; at = wide.pop() ?? single.pop()) {
    const { box: from, site } = at;
    if (reached.get(site)?.wide.some((each) => each !== from && isWithin(from, each))) continue;
    for (const { link, side, to, dims } of ways.get(at.site) ?? []) {
      const far = farEnd(model, link, side, at.box);
      budget.steps -= 1 + (far?.length ?? 0);
      if (!far || budget.steps < 0) return false;
      for (const { box } of far) arrive({ site: to, box: box.slice(0, dims) });
    }
  }
  return true;
}

function isWithin(inner: Box, outer: Box): boolean {
  return inner.every(({ low, high }, axis) => {
    const around = outer[axis];
    return around !== undefined && around.low <= low && high <= around.high;
  });
}

/** An array of which a network joins some instances and leaves out others. */
export interface PartlyLinked {
  readonly site: Site;
  /** Instances that no link of the network joins. */
  readonly left: number;
  /** Some of these. */
  readonly box: Box;
  readonly linked: readonly Landing[];
}

/**
 * The arrays of nodes, switches and lone parts of which a network joins some and leaves out others. Other networks excuse
 * what has no accelerators: of the switches of one array some may be leaves and others serve storage.
 */
export const partlyLinked = fact((model: Model, network: Network): readonly PartlyLinked[] => {
  const { all, unknown } = landingsIn(model, network);
  if (unknown.length > 0) return [];
  const others = groupBy(landingsBeside(model, network), ({ site }) => vertexSite(site));
  return [...groupBy(all, ({ site }) => vertexSite(site))].flatMap(([site, linked]): readonly PartlyLinked[] => {
    const dims = site.dims;
    if (!dims) return [];
    const excused = acceleratorsIn(model, site) === 0 ? (others.get(site) ?? []) : [];
    const regions = splitRegions([...linked, ...excused], dims, 0);
    const free = regions.filter(({ items }) => items.length === 0);
    const [first] = free;
    if (!first) return [];
    return [{ site, left: free.reduce((sum, { box }) => sum + volume(box), 0), box: first.box, linked }];
  });
});
