import type { Analysis } from '../../checks/analyse.ts';
import { linkPower, totalLinks } from '../../facts/links.ts';
import { acceleratorShare } from '../../facts/network/accelerator-share.ts';
import { bisectionOf } from '../../facts/network/bisection.ts';
import { cablesOf } from '../../facts/network/cables.ts';
import { cagesOf } from '../../facts/network/cages.ts';
import { shareRate } from '../../facts/network/share.ts';
import { tiersOf } from '../../facts/network/tiers.ts';
import { type FabricSite, fabricsUnder, type Network, networksOf } from '../../facts/network.ts';
import { typeName } from '../../facts/type-name.ts';
import type { Model } from '../../model/model.ts';
import { type LinkSite, rootOfSite, type Site } from '../../model/site.ts';
import { quantity } from '../../units/dimension.ts';
import { decimal, formatCount, formatPower, formatRate } from '../../units/format.ts';
import { code, page, type Row, table } from './markdown.ts';

/** A fabric: its links and what they draw; and of the network to which it belongs tiers, bandwidth and bisection. */
export function fabricHover(analysis: Analysis, around: readonly Site[], name: string): string | undefined {
  const { model } = analysis;
  for (const site of around) {
    const root = rootOfSite(site);
    const fabric = fabricsUnder(model, root).find((each) => each.site === site && each.fabric.name === name);
    const network = fabric && networksOf(model, root).find((each) => each.fabrics.includes(fabric));
    if (!fabric) continue;
    const rows = [...linkRows(model, fabric), ...(network ? networkRows(analysis, network) : [])];
    return page(table(['**fabric**', code(fabric.fabric.name)], rows), fabric.fabric.declaration.doc);
  }
  return undefined;
}

function linkRows(model: Model, { links }: FabricSite): readonly Row[] {
  return [
    ['links', sum(links, (link) => totalLinks(model, link), formatCount)],
    ['cables', sum(links, (link) => cablesOf(model, link), formatCount)],
    [
      'power',
      sum(
        links,
        (link) => powerOf(model, link),
        (total) => formatPower(quantity(total)),
      ),
    ],
  ];
}

function powerOf(model: Model, link: LinkSite): number | undefined {
  const [each, count] = [linkPower(model, link), totalLinks(model, link)];
  return each === undefined || count === undefined ? undefined : each * count;
}

/** A sum over links; where a term is not known it is a lower bound. */
function sum(
  links: readonly LinkSite[],
  of: (link: LinkSite) => number | undefined,
  show: (total: number) => string,
): string {
  const terms = links.map(of);
  const total = terms.reduce<number>((all, each) => all + (each ?? 0), 0);
  const unknown = terms.filter((each) => each === undefined).length;
  return unknown > 0 ? `≥ ${show(total)} (${unknown} unknown)` : show(total);
}

/** What follows for the whole network of the fabric’s role. */
function networkRows({ model, source }: Analysis, network: Network): readonly Row[] {
  const { role, fabrics, root } = network;
  const share = acceleratorShare(model, network);
  const bisection = bisectionOf(model, network);
  const links = new Set(fabrics.flatMap((fabric) => fabric.links));
  const cages = cagesOf(model, root, links).reduce((total, use) => total + use.count, 0);
  const number = `${fabrics.length} ${fabrics.length === 1 ? 'fabric' : 'fabrics'}`;
  return [
    ['network', `${role}: ${number} of ${code(root.part.name)}`],
    ['per accelerator', share ? formatRate(shareRate(share.perAccelerator)) : 'unknown'],
    ['injection', share ? formatRate(quantity(share.injection)) : 'unknown'],
    ['bisection, one way', bisection === undefined ? 'unknown' : formatRate(quantity(bisection))],
    ['cages in use', formatCount(cages)],
    ...tierRows(model, network, (part) => code(typeName(model, source, part))),
  ];
}

function tierRows(model: Model, network: Network, nameOf: (part: Site['part']) => string): readonly Row[] {
  const tiers = tiersOf(model, network);
  if (!tiers) return [['tiers', 'unknown']];
  const upwards = [...tiers].sort((a, b) => a.tier - b.tier);
  return upwards.map(({ vertex, tier, down, up }): Row => {
    const ratio = `down : up = ${decimal((down ?? 0) / (up || 1))} : 1`;
    const rates = down === undefined || up === undefined ? 'rates unknown' : up === 0 ? 'the top' : ratio;
    return [`tier ${tier}`, `${formatCount(vertex.count)} × ${nameOf(vertex.site.part)}, ${rates}`];
  });
}
