import type { Link } from '../../../grammar/ast.ts';
import type { Text } from '../../../grammar/text.ts';
import { rateFigure } from '../../facts/explained/link.ts';
import { cableOf, cableRun, linkRate, linkShape, totalLinks } from '../../facts/links.ts';
import { endsOn, partsAtEnd } from '../../facts/network/port-cells.ts';
import type { Model } from '../../model/model.ts';
import type { LinkSite } from '../../model/site.ts';
import { formatCount, formatRate } from '../../units/format.ts';
import { arithmetic } from './derivation.ts';
import { sourceLine } from './figures.ts';
import { whenKnown } from './later.ts';
import { costRows } from './link-cost.ts';
import { reachRows } from './link-reach.ts';
import { code, page, type Row, table } from './markdown.ts';

/** A link statement: count, ends, rate, medium, length, reach, power, failures, price, and what else would do. */
export function linkHover(model: Model, node: Link, sites: readonly LinkSite[], text: Text): string {
  const link = worst(model, sites);
  const head = `**link ${node.name.text}**`;
  if (!link) return page(node.doc, `${head}: nothing uses it, so nothing is known of its ends.`);
  const rows: readonly Row[] = [
    rateRow(model, link),
    ...reachRows(model, link),
    ...costRows(model, link),
    ...endRows(model, link, text),
    ...contextRows(model, link, sites),
  ];
  const count = totalLinks(model, link);
  const links = count === undefined ? 'count unknown' : `${formatCount(count)} ${count === 1 ? 'link' : 'links'}`;
  return page(node.doc, table([head, links], rows), sourceLine(model, cableOf(model, link)));
}

/** Of several places the one with the longest cable, as the checks judge it; else the one with the most links. */
function worst(model: Model, sites: readonly LinkSite[]): LinkSite | undefined {
  const weight = (link: LinkSite): number => cableRun(model, link)?.longest ?? 0;
  return [...sites].sort(
    (a, b) => weight(b) - weight(a) || (totalLinks(model, b) ?? 0) - (totalLinks(model, a) ?? 0),
  )[0];
}

function endRows(model: Model, link: LinkSite, text: Text): readonly Row[] {
  const shape = linkShape(model, link);
  const { left, right } = link.slot.node;
  if (!shape || !left || !right) return [['ends', 'unknown: a path does not lead to a part with ports']];
  const ends = [
    ['left', left],
    ['right', right],
  ] as const;
  return ends.flatMap(([side, end]): readonly Row[] => {
    const ports = whenKnown('', () => portsInUse(model, link, side).map((each): Row => ['', each]));
    return [[side === 'left' ? 'from' : 'to', code(text.slice(end.start, end.end))], ...ports];
  });
}

/** Ports used and free on each part at an end, of the groups that the link takes. */
function portsInUse(model: Model, link: LinkSite, side: 'left' | 'right'): readonly string[] {
  const cells = partsAtEnd(model, link, side);
  const fullest = [...cells].sort((a, b) => used(b) - used(a))[0];
  const ends = fullest ? endsOn(fullest) : [];
  const taken = ends.find(({ landing }) => landing.link === link && landing.side === side)?.taken ?? [];
  const groups = (fullest?.use?.groups ?? []).filter(({ group }) => taken.some((each) => each.group === group));
  return groups.map(({ group, count, used: inUse }) => {
    const free = count === undefined ? 'free unknown' : `${formatCount(count - inUse)} free`;
    return `${code(group.name)}: ${formatCount(inUse)} used, ${free} on each`;
  });

  function used(cell: (typeof cells)[number]): number {
    return cell.use?.groups.reduce((sum, group) => sum + group.used, 0) ?? 0;
  }
}

function rateRow(model: Model, link: LinkSite): Row {
  const rate = linkRate(model, link);
  if (rate === undefined) return ['rate', 'unknown: neither cable nor ports state one'];
  const figure = rateFigure(model, link);
  return ['rate', figure ? arithmetic(figure) : formatRate(rate)];
}

function contextRows(model: Model, link: LinkSite, sites: readonly LinkSite[]): readonly Row[] {
  const others = sites.filter((each) => each !== link).length;
  if (others === 0) return [];
  const here = link.site.path === '' ? link.site.part.name : link.site.path;
  const all = sites.map((each) => totalLinks(model, each));
  const total = all.every((each) => each !== undefined) ? all.reduce((sum, each) => sum + each, 0) : undefined;
  const inAll = total === undefined ? '' : ` (${formatCount(total)} links in all)`;
  return [['in', `${code(here)}, and ${others} more ${others === 1 ? 'place' : 'places'}${inAll}`]];
}
