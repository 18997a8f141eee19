import { cableOf } from '../../facts/links.ts';
import type { Medium } from '../../facts/media.ts';
import type { Model } from '../../model/model.ts';
import type { LinkSite } from '../../model/site.ts';
import { placeOf, type Source } from '../../model/source.ts';
import { quantity } from '../../units/dimension.ts';
import { formatDifference, formatLength, formatMoney, formatPower } from '../../units/format.ts';
import type { Edit, Fix } from '../check.ts';
import { importEdit, insert } from '../text-edits.ts';
import { sourceOf } from './subject.ts';

/** A fix that puts a medium in place of a link’s cable, or after `via` where there is none; it adds a missing import. */
export function useMedium(model: Model, link: LinkSite, medium: Medium): Fix {
  const source = sourceOf(link);
  const { node } = link.slot;
  const named = node.via
    ? { at: placeOf(source, node.via), text: medium.name }
    : insert(source, node.right?.end ?? node.name.end, ` via ${medium.name}`);
  const imported = medium.module === undefined ? [] : [importOf(source, medium.module)];
  return { title: `Use ${medium.name} (${priceOf(model, link, medium)})`, edits: [...imported, named] };
}

/** Reach, watts and money of a change of medium, for all the links it touches. */
function priceOf(model: Model, link: LinkSite, medium: Medium): string {
  const parts = [medium.reach === undefined ? 'reach unknown' : `reach ${formatLength(medium.reach)}`];
  parts.push(...powerOf(model, link, medium));
  if (medium.addedPrice !== undefined) {
    parts.push(`${formatDifference(medium.addedPrice, formatMoney)}, an estimate`);
  }
  return parts.join(', ');
}

/** Watts more per end and in all; where the present cable states none, the watts of the medium itself. */
function powerOf(model: Model, link: LinkSite, { perEnd, power, addedPower }: Medium): readonly string[] {
  if (perEnd === undefined || power === undefined) return ['power unknown'];
  if (addedPower === undefined) return [`${formatPower(perEnd)} per end`, `${formatPower(power)} in all`];
  const before = model.values.quantity(cableOf(model, link), 'power', 'power') ?? 0;
  return [`${signed(perEnd - before)} per end`, `${signed(addedPower)} in all`];
}

function signed(power: number): string {
  return formatDifference(power, (value) => formatPower(quantity(value)));
}

/** The import that a medium needs: `cables2` is the module `cables` under another name. */
function importOf(source: Source, alias: string): Edit {
  const module = alias.replace(/(?<!\d)\d+$/, '');
  return importEdit(source, alias === module ? `import ${module}` : `import ${module} as ${alias}`);
}
