import { linkShape } from '../../facts/links.ts';
import { spread } from '../../model/link/shape.ts';
import type { Model } from '../../model/model.ts';
import type { LinkSite } from '../../model/site.ts';
import { formatCount } from '../../units/format.ts';
import { table } from './markdown.ts';

/** An index variable of a link: the values that it takes. */
export function indexVariableHover(model: Model, link: LinkSite | undefined, name: string): string | undefined {
  const variable = link && linkShape(model, link)?.variables.find((each) => each.name === name);
  if (!variable) return undefined;
  const count = spread(variable);
  const range = count === 0 ? 'no value' : `${variable.low} to ${variable.high}`;
  const head = [`**${name}**`, `index variable of ${link.slot.name}`] as const;
  return table(head, [
    ['values', range],
    ['number', formatCount(count)],
  ]);
}
