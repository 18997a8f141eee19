import type { Model } from '../../model/model.ts';
import { type LinkSite, outwards } from '../../model/site.ts';
import { placeOf } from '../../model/source.ts';
import { quantity } from '../../units/dimension.ts';
import { decimal, formatCount, formatLength, formatMoney, formatPower, formatRate } from '../../units/format.ts';
import { by, derived, type Figure, type Formula, sum, taken } from '../derivation.ts';
import type { CableRun } from '../link/run-lengths.ts';
import { cableOf, cableRun, laneRate, linkPower, linkRate, linkShape, portsOf, totalLinks } from '../links.ts';
import { cablesOf } from '../network/cables.ts';
import { reachOf } from '../reach.ts';
import { HOURS_PER_YEAR, linkFailures } from '../reliability/link-failures.ts';
import { stated } from '../stated.ts';

/** The derived numbers of a link statement that are known, in the order of its hover. */
export function linkFigures(model: Model, link: LinkSite): readonly Figure[] {
  const all = [
    rateFigure(model, link),
    lengthFigure(model, link),
    reachFigure(model, link),
    powerFigure(model, link),
    failuresFigure(model, link, 'removals'),
    failuresFigure(model, link, 'flaps'),
    priceFigure(model, link),
  ];
  return all.flatMap((each) => each ?? []);
}

/** Number of links of a statement, with what they are called; undefined where it is not known. */
export function linksFigure(model: Model, link: LinkSite, noun?: string): Figure | undefined {
  const total = totalLinks(model, link);
  const called = noun ?? (total === 1 ? 'link' : 'links');
  return total === undefined ? undefined : countedLinks(link, total, called);
}

/** So many links of a statement, or ends of them, which leads to the statement. */
export function countedLinks({ slot }: LinkSite, count: number, called: string): Figure {
  const place = placeOf(slot.layer.scope.source, slot.node.name);
  return taken(`links of ${slot.name}`, `${formatCount(count)} ${called}`, place);
}

/** Rate of a link: lanes × rate of one lane. */
export function rateFigure(model: Model, link: LinkSite): Figure | undefined {
  const [rate, lane] = [linkRate(model, link), laneRate(model, link)];
  const written = writtenRate(model, link);
  if (rate === undefined || lane === undefined || !written) return undefined;
  return derived(
    `rate of ${link.slot.name}`,
    formatRate(rate),
    by`${written.lanes} × ${derivedLane(formatRate(lane), written)}`,
  );
}

interface WrittenRate {
  readonly rate: Figure;
  readonly lanes: Figure;
}

function derivedLane(lane: string, { rate, lanes }: WrittenRate): Figure {
  return derived('lane rate', lane, by`${rate} / ${lanes}`);
}

/** Rate and lanes where they are written: on the cable, else on the slower of both ports. */
function writtenRate(model: Model, link: LinkSite): WrittenRate | undefined {
  const cable = cableOf(model, link);
  const shape = linkShape(model, link);
  const { left, right } = portsOf(model, link);
  const rates = linkRate(model, link);
  const ports = [
    { part: left?.part, whole: shape?.left.part },
    { part: right?.part, whole: shape?.right.part },
  ].filter(({ part }) => model.values.quantity(part, 'rate', 'rate') === rates);
  const owners = [{ part: cable, whole: cable }, ...ports];
  const first = (name: string): Figure | undefined =>
    owners.map(({ part, whole }) => stated(model, part, name, whole)).find((each) => each !== undefined);
  const rate = first('rate');
  return rate && { rate, lanes: first('lanes') ?? taken('lanes', '1', undefined, 'the default') };
}

/** Length of the longest instance: stated, else the sum of its legs. */
export function lengthFigure(model: Model, link: LinkSite): Figure | undefined {
  const run = cableRun(model, link);
  if (!run) return undefined;
  const name = `length of ${link.slot.name}`;
  const written = run.stated ? stated(model, link.slot.settings, 'length') : undefined;
  return written ? { ...written, name } : derived(name, formatLength(run.longest), legs(model, link, run));
}

/** The legs of the longest instance. */
function legs(model: Model, link: LinkSite, { legs: all }: CableRun): Formula {
  const terms = all.map(({ what, length }): Formula => {
    const property = what === 'slack' ? 'slack' : what.endsWith('the tray') ? 'tray' : undefined;
    const routing = property && routingOf(model, link, property);
    const source = property && !routing ? `default of routing.${property}` : routing?.source;
    return [taken(routing?.name ?? 'layout', formatLength(length), routing?.at, source), ` ${what}`];
  });
  return sum(terms);
}

/** Where the innermost block around a link states how cables go. */
function routingOf(model: Model, link: LinkSite, property: 'tray' | 'slack'): Figure | undefined {
  for (const { part } of outwards(link.site)) {
    const figure = stated(model, part.blocks.get('routing'), property, part);
    if (figure) return figure;
  }
  return undefined;
}

/** How far the cable reaches: as the part states, else by the standard for its medium and lane rate. */
export function reachFigure(model: Model, link: LinkSite): Figure | undefined {
  const reach = reachOf(model, link);
  if (!reach) return undefined;
  return (
    stated(model, cableOf(model, link), 'reach') ?? taken('reach', formatLength(reach.length), reach.at, reach.standard)
  );
}

/** Power of all links of a statement, both ends. */
export function powerFigure(model: Model, link: LinkSite): Figure | undefined {
  const [both, total] = [linkPower(model, link), totalLinks(model, link)];
  const [perEnd, links] = [stated(model, cableOf(model, link), 'power'), linksFigure(model, link)];
  if (both === undefined || total === undefined || !perEnd || !links) return undefined;
  return derived(`power of ${link.slot.name}`, formatPower(quantity(both * total)), by`${links} × 2 ends × ${perEnd}`);
}

/** Removals or flaps of all links of a statement in a year. */
export function failuresFigure(model: Model, link: LinkSite, kind: 'removals' | 'flaps'): Figure | undefined {
  const events = linkFailures(model, link)[kind];
  const fit = stated(model, cableOf(model, link), kind === 'removals' ? 'fit' : 'flap_fit');
  const links = linksFigure(model, link);
  if (!events || !fit || !links) return undefined;
  const formula = by`${links} × ${fit} × ${taken('a year', `${formatCount(HOURS_PER_YEAR)} h`, undefined, '365.25 days')}`;
  return derived(`${kind} of ${link.slot.name}`, `${rounded(events.perYear)} a year`, formula);
}

/** Two digits that count, for numbers below one. */
function rounded(value: number): string {
  return value >= 1 || value === 0 ? decimal(value, 1) : String(Number(value.toPrecision(2)));
}

/** Price of all cables of a statement. */
export function priceFigure(model: Model, link: LinkSite): Figure | undefined {
  const cable = cableOf(model, link);
  const [each, count] = [model.values.quantity(cable, 'price', 'money'), cablesOf(model, link)];
  const [price, cables] = [stated(model, cable, 'price'), cablesFigure(model, link)];
  if (each === undefined || count === undefined || !price || !cables) return undefined;
  return derived(`price of ${link.slot.name}`, formatMoney(each * count), by`${cables} × ${price}`);
}

/** Cable assemblies of a statement: the links, or fewer where an assembly carries more of them. */
export function cablesFigure(model: Model, link: LinkSite, noun?: string): Figure | undefined {
  const [count, links] = [cablesOf(model, link), linksFigure(model, link)];
  const carries = stated(model, cableOf(model, link), 'carries');
  if (count === undefined || !links) return undefined;
  const called = noun ?? (count === 1 ? 'cable' : 'cables');
  const formula = carries ? by`${links} / ${carries}, rounded up on each device` : by`${links}`;
  return derived(`cables of ${link.slot.name}`, `${formatCount(count)} ${called}`, formula);
}
