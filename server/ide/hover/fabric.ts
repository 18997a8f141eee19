import type { Analysis } from '../../checks/analyse.ts';
import { derived, type Figure, sum } from '../../facts/derivation.ts';
import { cablesFigure, linksFigure, powerFigure } from '../../facts/explained/link.ts';
import {
  bisectionFigure,
  cagesFigure,
  injectionFigure,
  shareFigure,
  tierFigure,
} from '../../facts/explained/network.ts';
import { linkPower, totalLinks } from '../../facts/links.ts';
import { cablesOf } from '../../facts/network/cables.ts';
import { loadedTiers } from '../../facts/network/loaded-tiers.ts';
import { type FabricSite, fabricsUnder, type Network, networksOf } from '../../facts/network.ts';
import { formatBound } from '../../facts/totals.ts';
import { typeName } from '../../facts/type-name.ts';
import type { Model } from '../../model/model.ts';
import { type LinkSite, rootOfSite, type Site } from '../../model/site.ts';
import { formatCount } from '../../units/format.ts';
import { arithmetic } from './derivation.ts';
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
  const total = (of: (link: LinkSite) => number | undefined, dimension: 'number' | 'power'): string =>
    sumText(links.map(of), dimension);
  const all = (figure: (model: Model, link: LinkSite, noun: string) => Figure | undefined): readonly Figure[] =>
    links.flatMap((link) => figure(model, link, link.slot.name) ?? []);
  const count = total((link) => totalLinks(model, link), 'number');
  const cables = total((link) => cablesOf(model, link), 'number');
  const power = total((link) => powerOf(model, link), 'power');
  return [
    ['links', sumOf('links', count, all(linksFigure))],
    ['cables', sumOf('cables', cables, all(cablesFigure))],
    ['power', sumOf('power', power, all(powerFigure))],
  ];
}

function powerOf(model: Model, link: LinkSite): number | undefined {
  const [each, count] = [linkPower(model, link), totalLinks(model, link)];
  return each === undefined || count === undefined ? undefined : each * count;
}

/** A sum over link statements; where a term is not known it is a lower bound. */
function sumText(terms: readonly (number | undefined)[], dimension: 'number' | 'power'): string {
  const known = terms.reduce<number>((all, each) => all + (each ?? 0), 0);
  return formatBound({ known, unknown: terms.filter((each) => each === undefined).length }, dimension);
}

/** A sum with its terms; a single term with what it follows from. */
function sumOf(name: string, total: string, terms: readonly Figure[]): string {
  const [first, ...others] = terms;
  const formula = others.length === 0 ? first?.formula : sum(terms.map((each) => [each]));
  return arithmetic(derived(name, total, formula ?? sum(terms.map((each) => [each]))));
}

/** What follows for the whole network of the fabric’s role. */
function networkRows({ model, source }: Analysis, network: Network): readonly Row[] {
  const { role, fabrics, root } = network;
  const links = new Set(fabrics.flatMap((fabric) => fabric.links));
  const number = `${fabrics.length} ${fabrics.length === 1 ? 'fabric' : 'fabrics'}`;
  const shown = (figure: Figure | undefined): string => (figure ? arithmetic(figure) : 'unknown');
  return [
    ['network', `${role}: ${number} of ${code(root.part.name)}`],
    ['per accelerator', shown(shareFigure(model, network))],
    ['injection', shown(injectionFigure(model, network))],
    ['bisection, one way', shown(bisectionFigure(model, network))],
    ['cages in use', arithmetic(cagesFigure(model, root, links))],
    ...tierRows(model, network, (part) => code(typeName(model, source, part))),
  ];
}

function tierRows(model: Model, network: Network, nameOf: (part: Site['part']) => string): readonly Row[] {
  const tiers = loadedTiers(model, network);
  if (!tiers) return [['tiers', 'unknown']];
  const upwards = [...tiers].sort((a, b) => a.tier - b.tier);
  return upwards.map((each): Row => {
    const { vertex, tier, up } = each;
    const figure = tierFigure(model, each);
    const rates = figure ? `down : up = ${arithmetic(figure)}` : up === 0 ? 'the top' : 'rates unknown';
    return [`tier ${tier}`, `${formatCount(vertex.count)} × ${nameOf(vertex.site.part)}, ${rates}`];
  });
}
