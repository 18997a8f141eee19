import type { Model } from '../../model/model.ts';
import type { Site } from '../../model/site.ts';
import { groupBy } from '../group-by.ts';
import { linkRate, linkShape } from '../links.ts';
import type { Network } from '../network.ts';
import { acceleratorsIn } from './accelerators.ts';
import { type Box, intersection, splitRegions, volume } from './boxes.ts';
import { networkGraph, type Vertex } from './graph.ts';
import { type Landing, landingsBeside } from './landings.ts';

/** NICs or accelerators of one node to which a network gives the same. */
export interface RailShare {
  /** Indexes within the node. */
  readonly box: Box;
  /** Instances in one node. */
  readonly count: number;
  /** Rates of the links that end on one of them, bit/s per direction; 0 for one that no link of any network uses. */
  readonly bits: number;
  readonly landings: readonly Landing[];
}

/** An array of NICs or accelerators in a class of alike nodes, and what a network gives to each. */
export interface Rails {
  readonly vertex: Vertex;
  readonly site: Site;
  /** Accelerators of one node. */
  readonly accelerators: number;
  /** In the order of the array; instances that other networks use instead are left out. */
  readonly shares: readonly RailShare[];
}

/**
 * The arrays through which nodes with several accelerators join a network, where each accelerator can have its part of
 * them: as many instances as accelerators, or a multiple, or a divisor. Not told of arrays that are joined to others
 * without a switch, as in a torus or a mesh, whose borders may have less; nor where a rate is not known.
 */
export function railsOf(model: Model, network: Network): readonly Rails[] {
  const graph = networkGraph(model, network);
  if (!graph || graph.unknown.length > 0) return [];
  const others = groupBy(landingsBeside(model, network), ({ site }) => site);
  const othersAt = new Map([...others].map(([site, landings]) => [site, byPlace(landings)]));
  return graph.vertices.flatMap((vertex): readonly Rails[] => {
    const accelerators = vertex.isSwitch ? 0 : (acceleratorsIn(model, vertex.site) ?? 0);
    if (accelerators < 2) return [];
    return [...groupBy(vertex.landings, ({ site }) => site)].flatMap(
      ([site, landings]) => railsAt(model, { vertex, accelerators, site }, landings, othersAt.get(site)) ?? [],
    );
  });
}

function railsAt(
  model: Model,
  array: Omit<Rails, 'shares'>,
  own: readonly Landing[],
  othersIn: Places | undefined,
): Rails | undefined {
  const { vertex, site, accelerators } = array;
  const { kind } = site.part;
  const { dims } = site;
  if ((kind !== 'nic' && kind !== 'accelerator') || site === vertex.site || !dims) return undefined;
  if (own.some((landing) => !isSwitched(model, landing))) return undefined;
  const ofNetwork = new Set(own);
  const others = othersIn?.(vertex.box) ?? [];
  const shares: RailShare[] = [];
  for (const { box, items } of splitRegions([...own, ...others], dims, vertex.box.length)) {
    const landings = items.filter((item) => ofNetwork.has(item));
    if (landings.length === 0 && items.length > 0) continue;
    const bits = ratesOf(model, landings);
    if (bits === undefined) return undefined;
    shares.push({ box, count: volume(box), bits, landings });
  }
  const instances = shares.reduce((sum, { count }) => sum + count, 0);
  const isRegular = instances % accelerators === 0 || accelerators % instances === 0;
  return instances > 0 && isRegular ? { ...array, shares } : undefined;
}

/** Whether the other end of the links is a switch. */
function isSwitched(model: Model, { link, side }: Landing): boolean {
  const shape = linkShape(model, link);
  return shape?.[side === 'left' ? 'right' : 'left'].part.kind === 'switch';
}

/** The landings that meet a box of vertices. */
type Places = (vertices: Box) => readonly Landing[];

/** Finds landings by their place, without a look at all of them for each vertex of a long list of single links. */
function byPlace(landings: readonly Landing[]): Places {
  const known = new Map<number, ReadonlyMap<string | undefined, readonly Landing[]>>();
  return (vertices) => {
    const byName = known.get(vertices.length) ?? groupBy(landings, ({ box }) => nameOf(box, vertices.length));
    known.set(vertices.length, byName);
    const name = nameOf(vertices, vertices.length);
    const near = name === undefined ? landings : [...(byName.get(name) ?? []), ...(byName.get(undefined) ?? [])];
    return near.filter(({ box }) => meets(box, vertices));
  };
}

/** The name of one vertex by its indexes; undefined for a box of several. */
function nameOf(box: Box, axes: number): string | undefined {
  const own = box.slice(0, axes);
  return own.every(({ low, high }) => low === high) ? own.map(({ low }) => low).join(' ') : undefined;
}

function meets(box: Box, vertex: Box): boolean {
  return vertex.every((interval, axis) => {
    const common = intersection(interval, box[axis] ?? interval);
    return common.low <= common.high;
  });
}

function ratesOf(model: Model, landings: readonly Landing[]): number | undefined {
  let sum = 0;
  for (const { link, degree } of landings) {
    const rate = linkRate(model, link);
    if (rate === undefined) return undefined;
    sum += rate * degree;
  }
  return sum;
}
