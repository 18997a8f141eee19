import type { IToken } from 'chevrotain';
import type { Text } from './text.ts';
import { endOf } from './tokens.ts';

/** How much of the text a message repeats at most. */
const longest = 40;

/** What people write who come from other languages, and what to write here. */
const insteads: ReadonlyMap<string, string> = new Map([
  [';', 'A statement ends without ";".'],
  ['#', 'Unexpected "#". A comment starts with "//".'],
  ["'", `Unexpected "'". A string stands in double quotes.`],
  ['&&', 'Unexpected "&&". Write "and".'],
  ['||', 'Unexpected "||". Write "or".'],
  ['!', 'Unexpected "!". Write "not".'],
]);

/** The message for a run of characters of which no token can be made. What cannot be seen is named by its code point. */
export function unexpectedCharacters(run: string): string {
  return insteads.get(run) ?? `Unexpected ${JSON.stringify(shorten(run)).replace(/[^\x20-\x7e]/gu, named)}.`;
}

/** The message for a token that has no place where it stands. */
export function unexpected(token: IToken): string {
  return `Unexpected ${quote(token.image)}.`;
}

/** The message for `rack-a`. */
export function hyphenated(written: string): string {
  return `A name has no "-". Write ${quote(written.replaceAll('-', '_'))}.`;
}

/** What a statement says up to its last token, quoted; only that token if it is long or has several lines. */
export function writtenSoFar(text: Text, start: number, last: IToken): string {
  const written = text.slice(start, endOf(last));
  return quote(written.length > longest || /[\r\n]/.test(written) ? last.image : written);
}

function quote(words: string): string {
  return words.startsWith('"') ? shorten(words) : `"${shorten(words)}"`;
}

/** What a message repeats of a text. */
export function shorten(words: string): string {
  return words.length > longest ? `${words.slice(0, longest)}…` : words;
}

function named(char: string): string {
  if (/[\p{L}\p{S}\p{P}]/u.test(char)) return char;
  return `U+${(char.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;
}
