import { type Events, HOURS_PER_YEAR, linkFailures } from '../../facts/link-failures.ts';
import { cableOf, linkPower, totalLinks } from '../../facts/links.ts';
import { cablesOf } from '../../facts/network/cables.ts';
import type { Model } from '../../model/model.ts';
import type { Part } from '../../model/part.ts';
import type { LinkSite } from '../../model/site.ts';
import { quantity } from '../../units/dimension.ts';
import { decimal, format, formatCount, formatMoney, formatPower } from '../../units/format.ts';
import { isEstimate } from './figures.ts';
import { code, type Row } from './markdown.ts';

/** What a link statement draws, how often it fails and what it costs; a figure that the cable lacks is named. */
export function costRows(model: Model, link: LinkSite): readonly Row[] {
  const cable = cableOf(model, link);
  if (!cable) return [];
  const estimate = (name: string): string => (isEstimate(model, cable, name) ? ', estimate' : '');
  const { removals, flaps } = linkFailures(model, link);
  return [
    ['power', `${power(model, link, cable)}${estimate('power')}`],
    ['removals', removals ? `${failures(model, link, removals)}${estimate('fit')}` : missing(cable, 'fit')],
    flaps && ['flaps', `${failures(model, link, flaps)}${estimate('flap_fit')}`],
    ['price', `${price(model, link, cable)}${estimate('price')}`],
  ];
}

function missing(cable: Part, name: string): string {
  if (cable.properties.has(name)) return 'unknown: the number of links is not known';
  return `unknown: the cable states no ${code(name)}`;
}

function power(model: Model, link: LinkSite, cable: Part): string {
  const perEnd = model.values.quantity(cable, 'power', 'power');
  const both = linkPower(model, link);
  const links = totalLinks(model, link);
  if (perEnd === undefined || both === undefined) return missing(cable, 'power');
  if (links === undefined) return `${formatPower(perEnd)} per end`;
  return `${formatPower(quantity(both * links))} = ${formatCount(links)} × 2 × ${formatPower(perEnd)}`;
}

function failures(model: Model, link: LinkSite, { fit, perYear }: Events): string {
  const links = formatCount(totalLinks(model, link) ?? 0);
  return `${rounded(perYear)} a year = ${links} × ${format(fit, 'failures')} × ${formatCount(HOURS_PER_YEAR)} h`;
}

/** Two digits that count, for numbers below one. */
function rounded(value: number): string {
  return value >= 1 || value === 0 ? decimal(value, 1) : String(Number(value.toPrecision(2)));
}

function price(model: Model, link: LinkSite, cable: Part): string {
  const each = model.values.quantity(cable, 'price', 'money');
  const cables = cablesOf(model, link);
  if (each === undefined) return missing(cable, 'price');
  if (cables === undefined) return `${formatMoney(each)} each`;
  return `${formatMoney(each * cables)} = ${formatCount(cables)} × ${formatMoney(each)}`;
}
