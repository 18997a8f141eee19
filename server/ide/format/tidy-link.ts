import type { PlainLink } from '../../../grammar/plain-link.ts';
import type { Text } from '../../../grammar/text.ts';

/**
 * Whether a plain link stands as it should but for the blanks before its colon, which is aligned with those of its
 * neighbours. There are files of nothing else, too long to be looked at by tokens.
 */
export function isTidy(text: Text, link: PlainLink): boolean {
  const { start, end, plain } = link;
  const { name, left, leftIndex, right, rightIndex, via, length } = plain;
  const ends = `${written(left.text, leftIndex)} -- ${written(right.text, rightIndex)}`;
  const body = length === undefined ? '' : ` { length = ${length} }`;
  return (
    text.startsWith(`link ${name}`, start) && text.slice(colonOf(link), end) === `: ${ends} via ${via.text}${body}`
  );
}

/** Where the colon of a tidy link stands. */
export function colonOf({ start, places }: PlainLink): number {
  return start + places.left - ': '.length;
}

function written(path: string, index: number): string {
  return index < 0 ? path : `${path}[${index}]`;
}
