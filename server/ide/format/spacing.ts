import type { Text } from '../../../grammar/text.ts';
import type { Piece } from './pieces.ts';

/** Before these stands no blank. */
const closing: ReadonlySet<string> = new Set([',', ']', ')', '.', '..']);
/** Behind these stands no blank. */
const opening: ReadonlySet<string> = new Set(['[', '(', '.', '..']);
/** Behind these words an operand is still to come, so that a minus is a sign. */
const expecting: ReadonlySet<string> = new Set(['where', 'not', 'and', 'or']);

/** What stands between two tokens of one statement on one line: a blank or nothing. `before` precedes the first. */
export function spaceBetween(text: Text, before: Piece | undefined, left: Piece, right: Piece): '' | ' ' {
  const [a, b] = [text.slice(left.start, left.end), text.slice(right.start, right.end)];
  if (closing.has(b) || opening.has(a)) return '';
  // An index or a size belongs to its name; a list is a value of its own.
  if (b === '[') return isWord(a) ? '' : ' ';
  // Two signs in a row would read as the dashes of a link.
  if (a === '-' && b !== '-' && isSign(text, before)) return '';
  return ' ';
}

function isSign(text: Text, before: Piece | undefined): boolean {
  if (!before) return true;
  const word = text.slice(before.start, before.end);
  return expecting.has(word) || !/^["\w\])]/.test(word);
}

function isWord(text: string): boolean {
  return /^[A-Za-z_]/.test(text);
}
