import type { PlainLink } from '../../../grammar/plain-link.ts';

/**
 * The colon of a plain link that stands as it should but for the blanks before the colon, which is aligned with those
 * of its neighbours; undefined for any other. There are files of nothing else, too long to be looked at by tokens.
 */
export function colonOfTidy(text: string, { start, end, nameEnd, plain }: PlainLink): number | undefined {
  const { name, left, leftIndex, right, rightIndex, via, length } = plain;
  if (!text.startsWith(`link ${name}`, start)) return undefined;
  const colon = text.indexOf(':', start + nameEnd);
  const ends = `${written(left.text, leftIndex)} -- ${written(right.text, rightIndex)}`;
  const body = length === undefined ? '' : ` { length = ${length} }`;
  return text.slice(colon, end) === `: ${ends} via ${via.text}${body}` ? colon : undefined;
}

function written(path: string, index: number): string {
  return index < 0 ? path : `${path}[${index}]`;
}
