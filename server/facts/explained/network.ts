import type { Model } from '../../model/model.ts';
import type { LinkSite, Site } from '../../model/site.ts';
import { placeOf } from '../../model/source.ts';
import { quantity } from '../../units/dimension.ts';
import { decimal, formatCount, formatRate } from '../../units/format.ts';
import { by, derived, type Figure, type Formula, sum, taken } from '../derivation.ts';
import { type AcceleratorShare, acceleratorShare, linksOnNode } from '../network/accelerator-share.ts';
import { bisectionOf } from '../network/bisection.ts';
import { cagesOf } from '../network/cages.ts';
import type { Edge, Vertex } from '../network/graph.ts';
import { repeatedSites } from '../network/halves.ts';
import { loadedTiers } from '../network/loaded-tiers.ts';
import { shareRate } from '../network/share.ts';
import type { TierSwitch } from '../network/tiers.ts';
import type { Network } from '../network.ts';
import { siteName } from '../site-name.ts';
import { countedLinks, rateFigure } from './link.ts';
import { countFigure } from './totals.ts';

/** The derived numbers of a network that are known, in the order of a fabric’s hover. */
export function networkFigures(model: Model, network: Network): readonly Figure[] {
  const figures = [shareFigure, injectionFigure, bisectionFigure].map((figure) => figure(model, network));
  const tiers = (loadedTiers(model, network) ?? []).map((tier) => tierFigure(model, tier));
  return [...figures, ...tiers].flatMap((each) => each ?? []);
}

/** Bandwidth per accelerator: rates of the links that end on the node with the least, over its accelerators. */
export function shareFigure(model: Model, network: Network): Figure | undefined {
  const share = acceleratorShare(model, network);
  if (!share) return undefined;
  const { perAccelerator, least } = share;
  const formula = sum(nodeTerms(model, least));
  const accelerators = atMember(least.site, 'accelerators', `${formatCount(perAccelerator.among)} accelerators`);
  const rates = by`(${formula}) / ${accelerators}`;
  return derived(
    `${network.role} bandwidth per accelerator`,
    formatRate(shareRate(perAccelerator)),
    least.site.part.kind === 'accelerator' ? formula : rates,
  );
}

function nodeTerms(model: Model, vertex: Vertex): readonly Formula[] {
  return (linksOnNode(model, vertex) ?? []).map(({ link, links }) => linksTimesRate(model, link, links));
}

/** Some links of a statement, times the rate of each. */
function linksTimesRate(model: Model, link: LinkSite, links: number): Formula {
  return by`${countedLinks(link, links, link.slot.name)} × ${rateFigure(model, link) ?? taken('rate', 'its rate', undefined)}`;
}

/** What all nodes together can send. */
export function injectionFigure(model: Model, network: Network): Figure | undefined {
  const share = acceleratorShare(model, network);
  if (!share) return undefined;
  const value = formatRate(quantity(share.injection));
  return derived(`${network.role} injection`, value, sum(injectionTerms(model, share)));
}

function injectionTerms(model: Model, { nodes }: AcceleratorShare): readonly Formula[] {
  return nodes.map((vertex) => {
    const bits = (linksOnNode(model, vertex) ?? []).reduce((all, { links, rate }) => all + links * rate, 0);
    const rate = derived(
      `rates on one ${vertex.site.part.name}`,
      formatRate(quantity(bits)),
      sum(nodeTerms(model, vertex)),
    );
    return by`${nameOf(vertex)} × ${rate}`;
  });
}

/** The most that flows one way between the halves of the outermost repeated members that hold accelerators. */
export function bisectionFigure(model: Model, network: Network): Figure | undefined {
  const bits = bisectionOf(model, network);
  if (bits === undefined) return undefined;
  const members = repeatedSites(model, network.root).flatMap(({ member }) => member ?? []);
  const halves: Formula = [
    'maximum flow from the first half to the second of ',
    ...members.flatMap((member, i) => [i > 0 ? ' and of ' : '', countFigure(member), ` ${member.name}`]),
  ];
  return derived(`${network.role} bisection, one way`, formatRate(quantity(bits)), halves);
}

/** Alike switches: what they have towards the nodes over what they have away from them. */
export function tierFigure(model: Model, { vertex, down, up, downEdges, upEdges }: TierSwitch): Figure | undefined {
  if (down === undefined || up === undefined || up === 0) return undefined;
  const side = (name: string, bits: number, edges: readonly Edge[]): Figure =>
    derived(`${name} of ${vertex.site.path}`, formatRate(quantity(bits)), sum(edgeTerms(model, edges)));
  const formula = by`${side('down', down, downEdges)} / ${side('up', up, upEdges)}`;
  return derived(`down : up of ${vertex.site.path}`, `${decimal(down / up)} : 1`, formula);
}

function edgeTerms(model: Model, edges: readonly Edge[]): readonly Formula[] {
  const byLink = new Map<LinkSite, number>();
  for (const { link, links } of edges) byLink.set(link, (byLink.get(link) ?? 0) + links);
  return [...byLink].map(([link, links]) => linksTimesRate(model, link, links));
}

/** Cages that some links of a root occupy: on each device, ports in use over the ports of a cage. */
export function cagesFigure(model: Model, root: Site, links: ReadonlySet<LinkSite>): Figure {
  const uses = cagesOf(model, root, links);
  const total = uses.reduce((all, { count, perDevice }) => all + count * perDevice, 0);
  const terms = uses.map(({ device, count, perDevice }) => {
    const devices = atMember(device, device.path, formatCount(count));
    return by`${devices} × ${taken(`cages of ${device.part.name}`, formatCount(perDevice), undefined)}`;
  });
  return derived('cages in use', formatCount(total), sum(terms));
}

function nameOf({ site, count }: Vertex): Figure {
  return atMember(site, site.path, `${formatCount(count)} ${siteName(site)}`);
}

/** A figure that leads to the member that puts a site there. */
function atMember(site: Site, name: string, value: string): Figure {
  const { member, part } = site;
  if (member) return { ...countFigure(member), name, value };
  return taken(name, value, placeOf(part.around.source, part.declaration.name ?? part.declaration));
}
