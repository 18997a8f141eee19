import { cableOf } from '../../facts/links.ts';
import type { Medium } from '../../facts/media.ts';
import type { Model } from '../../model/model.ts';
import type { LinkSite } from '../../model/site.ts';
import { type Place, placeOf, type Source } from '../../model/source.ts';
import { quantity } from '../../units/dimension.ts';
import { formatDifference, formatLength, formatMoney, formatPower } from '../../units/format.ts';
import type { Edit, Fix } from '../check.ts';
import { sourceOf } from './subject.ts';

/** A fix that puts a medium in place of a link’s cable, or after `via` where there is none; it adds a missing import. */
export function useMedium(model: Model, link: LinkSite, medium: Medium): Fix {
  const source = sourceOf(link);
  const { node } = link.slot;
  const at = node.via ? placeOf(source, node.via) : emptyPlace(source, node.right?.end ?? node.name.end);
  const named: Edit = { at, text: node.via ? medium.name : ` via ${medium.name}` };
  const imported = medium.module === undefined ? [] : [importEdit(source, medium.module)];
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

/** Adds an import after the last one, else before the first statement. */
function importEdit(source: Source, alias: string): Edit {
  const last = source.imports.at(-1);
  const module = alias.replace(/\d+$/, '');
  const text = alias === module ? `import ${module}` : `import ${module} as ${alias}`;
  if (last) return { at: emptyPlace(source, last.end), text: `\n${text}` };
  const [first] = source.parsed.file.statements;
  const start = first ? lineStart(source.text, docStart(source.text, first.start)) : 0;
  return { at: emptyPlace(source, start), text: `${text}\n\n` };
}

function emptyPlace(source: Source, offset: number): Place {
  return { source, start: offset, end: offset };
}

function lineStart(text: string, offset: number): number {
  return text.lastIndexOf('\n', offset - 1) + 1;
}

/** The start of the `///` lines directly above a statement, so that an import does not come between. */
function docStart(text: string, start: number): number {
  let from = lineStart(text, start);
  for (;;) {
    const above = lineStart(text, from - 1);
    if (above >= from || !text.slice(above, from).trimStart().startsWith('///')) return from;
    from = above;
  }
}
