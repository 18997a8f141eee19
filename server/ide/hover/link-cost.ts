import type { Figure } from '../../facts/derivation.ts';
import { failuresFigure, powerFigure, priceFigure } from '../../facts/explained/link.ts';
import { cableOf, totalLinks } from '../../facts/links.ts';
import { stated } from '../../facts/stated.ts';
import type { Model } from '../../model/model.ts';
import type { Part } from '../../model/part.ts';
import type { LinkSite } from '../../model/site.ts';
import { arithmetic, linked } from './derivation.ts';
import { code, type Row } from './markdown.ts';

/** What a link statement draws, how often it fails and what it costs; a figure that the cable lacks is named. */
export function costRows(model: Model, link: LinkSite): readonly Row[] {
  const cable = cableOf(model, link);
  if (!cable) return [];
  const shown = (figure: Figure | undefined, property: string, per: string): string =>
    figure ? arithmetic(figure) : missing(model, link, cable, property, per);
  const flaps = failuresFigure(model, link, 'flaps');
  return [
    ['power', shown(powerFigure(model, link), 'power', 'per end')],
    ['removals', shown(failuresFigure(model, link, 'removals'), 'fit', 'per link')],
    flaps && ['flaps', arithmetic(flaps)],
    ['price', shown(priceFigure(model, link), 'price', 'each')],
  ];
}

/** Why a number is not known: the figure of one where only the number of links is missing. */
function missing(model: Model, link: LinkSite, cable: Part, property: string, per: string): string {
  const each = stated(model, cable, property);
  if (each && totalLinks(model, link) === undefined) return `${linked(each)} ${per}: the number of links is not known`;
  return `unknown: the cable states no ${code(property)}`;
}
