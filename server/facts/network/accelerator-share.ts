import type { Axis } from '../../model/link/shape.ts';
import type { Model } from '../../model/model.ts';
import type { LinkSite } from '../../model/site.ts';
import type { Rate } from '../../units/dimension.ts';
import { fact } from '../fact.ts';
import { linkRate, linkShape } from '../links.ts';
import type { Network } from '../network.ts';
import { acceleratorsIn } from './accelerators.ts';
import { volume } from './boxes.ts';
import { networkGraph, type Vertex } from './graph.ts';
import type { Landing } from './landings.ts';
import { compareShares, type Share } from './share.ts';

/** What the links of a network give to the accelerators of a root. */
export interface AcceleratorShare {
  /** Bandwidth per accelerator and direction: the least over the nodes that have any. */
  readonly perAccelerator: Share;
  /** The nodes, or accelerators by themselves, that get the least. */
  readonly least: Vertex;
  /** All nodes, or accelerators by themselves, that are linked. */
  readonly nodes: readonly Vertex[];
  /** Total over all nodes with accelerators, bit/s and direction. */
  readonly injection: number;
}

/** Undefined where no accelerator is linked, or a rate or a number of links is not known. */
export const acceleratorShare = fact((model: Model, network: Network): AcceleratorShare | undefined => {
  const graph = networkGraph(model, network);
  if (!graph || graph.unknown.length > 0) return undefined;
  const nodes: Vertex[] = [];
  let least: { readonly share: Share; readonly vertex: Vertex } | undefined;
  let injection = 0;
  for (const vertex of graph.vertices) {
    const among = vertex.isSwitch ? 0 : acceleratorsIn(model, vertex.site);
    if (among === 0) continue;
    const terms = linksOnNode(model, vertex);
    if (!terms || among === undefined) return undefined;
    const bits = terms.reduce((sum, { links, rate }) => sum + links * rate, 0);
    if (bits === 0) continue;
    const share = { bits, among };
    nodes.push(vertex);
    injection += bits * vertex.count;
    if (!least || compareShares(share, least.share) < 0) least = { share, vertex };
  }
  return least && { perAccelerator: least.share, least: least.vertex, nodes, injection };
});

/** Links of one statement that end on one node, and the rate of each. */
export interface ShareTerm {
  readonly link: LinkSite;
  readonly links: number;
  readonly rate: Rate;
}

/** The links that end on one node: on its accelerators, and from outside on the rest of it; undefined without a rate. */
export function linksOnNode(model: Model, vertex: Vertex): readonly ShareTerm[] | undefined {
  const terms = new Map<LinkSite, ShareTerm>();
  for (const landing of vertex.landings) {
    const { link } = landing;
    if (landing.site.part.kind !== 'accelerator' && staysInside(model, landing, vertex)) continue;
    const rate = linkRate(model, link);
    if (rate === undefined) return undefined;
    const links = landing.degree * volume(landing.box, vertex.box.length) + (terms.get(link)?.links ?? 0);
    terms.set(link, { link, links, rate });
  }
  return [...terms.values()];
}

/** Whether both ends of a link are in the same node. */
function staysInside(model: Model, landing: Landing, { site }: Vertex): boolean {
  if (landing.link.site.depth >= site.depth) return true;
  const shape = linkShape(model, landing.link);
  if (!shape) return false;
  const { left, right } = shape;
  const depth = site.depth - landing.link.site.depth;
  for (let i = 0; i < depth; i++) if (!left.members[i] || left.members[i] !== right.members[i]) return false;
  const others = right.steps;
  return left.steps
    .slice(0, depth)
    .every(({ axes }, i) => axes.every((axis, j) => isSameIndex(axis, others[i]?.axes[j])));
}

/** Whether two indexes are equal in every link of a statement. */
export function isSameIndex({ at }: Axis, other: Axis | undefined): boolean {
  if (at.kind === 'fixed') return other?.at.kind === 'fixed' && other.at.value === at.value;
  return at.kind === 'variable' && other?.at.kind === 'variable' && other.at.slot === at.slot;
}
