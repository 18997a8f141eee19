import type { Position, Range } from 'vscode-languageserver';
import type { Span } from '../../grammar/ast.ts';
import { lineAt, lineStarts } from '../../grammar/line-starts.ts';

/** How a client counts the characters of a line. */
export type Encoding = 'utf-8' | 'utf-16' | 'utf-32';

/** A text addressed by UTF-16 offsets, as everywhere before the protocol, and by positions in the client's encoding. */
export interface Lines {
  readonly text: string;
  /** An offset beyond the text or within a line break is moved back to where something can stand. */
  positionAt(offset: number): Position;
  /** A position beyond its line means the line's end, one beyond the text the text's end. */
  offsetAt(position: Position): number;
  rangeOf(span: Span): Range;
  spanOf(range: Range): Span;
  /** The text with other characters in the place of some; lines that stay as they are are not counted again. */
  with(span: Span, inserted: string): Lines;
}

export function createLines(text: string, encoding: Encoding): Lines {
  return linesOf(text, encoding, lineStarts(text));
}

function linesOf(text: string, encoding: Encoding, starts: Int32Array): Lines {
  const width = widths[encoding];
  const positionAt = (offset: number): Position => {
    const clamped = Math.max(0, Math.min(offset, text.length));
    const line = lineAt(starts, clamped);
    const start = starts[line] ?? 0;
    return { line, character: measure(text, start, Math.min(clamped, lineEnd(text, starts, line)), width) };
  };
  const offsetAt = ({ line, character }: Position): number => {
    if (line < 0) return 0;
    const start = starts[line];
    if (start === undefined) return text.length;
    return advance(text, start, lineEnd(text, starts, line), character, width);
  };
  return {
    text,
    positionAt,
    offsetAt,
    rangeOf: ({ start, end }) => ({ start: positionAt(start), end: positionAt(end) }),
    spanOf: ({ start, end }) => ordered(offsetAt(start), offsetAt(end)),
    with({ start, end }, inserted) {
      const next = text.slice(0, start) + inserted + text.slice(end);
      return linesOf(next, encoding, changedStarts(starts, next, start, end, inserted.length - (end - start)));
    },
  };
}

/** How many characters of an encoding one code point is. */
type Width = (codePoint: number) => number;

const widths: Readonly<Record<Encoding, Width>> = {
  'utf-8': (codePoint) => (codePoint < 0x80 ? 1 : codePoint < 0x800 ? 2 : codePoint < 0x10000 ? 3 : 4),
  'utf-16': utf16Width,
  'utf-32': () => 1,
};

function utf16Width(codePoint: number): number {
  return codePoint < 0x10000 ? 1 : 2;
}

/** The starts of the lines of a text of which but one span has changed; `by` is how much longer it is now. */
function changedStarts(starts: Int32Array, next: string, start: number, end: number, by: number): Int32Array {
  // A line break may come to be, or to end, one character before the change or behind it.
  const first = Math.max(0, lineAt(starts, start) - 1);
  const last = lineAt(starts, end) + 2;
  const from = starts[first] ?? 0;
  const to = starts[last];
  const changed = lineStarts(next.slice(from, to === undefined ? next.length : to + by));
  // The last of these is the start of the first line that stays.
  const behind = to === undefined ? starts.length : last + 1;
  const all = new Int32Array(first + changed.length + starts.length - behind);
  all.set(starts.subarray(0, first));
  for (let i = 0; i < changed.length; i++) all[first + i] = from + (changed[i] ?? 0);
  const shift = first + changed.length - behind;
  for (let line = behind; line < starts.length; line++) all[line + shift] = (starts[line] ?? 0) + by;
  return all;
}

/** The end of a line before its line break. */
function lineEnd(text: string, starts: Int32Array, line: number): number {
  const start = starts[line] ?? 0;
  let end = starts[line + 1] ?? text.length;
  while (end > start && '\r\n'.includes(text.charAt(end - 1))) end--;
  return end;
}

function measure(text: string, start: number, end: number, width: Width): number {
  if (width === utf16Width) return end - start;
  let characters = 0;
  for (let at = start; at < end; ) {
    const codePoint = text.codePointAt(at) ?? 0;
    at += utf16Width(codePoint);
    if (at <= end) characters += width(codePoint);
  }
  return characters;
}

/** The offset so many characters on; within a code point it is moved back to its start. */
function advance(text: string, start: number, end: number, characters: number, width: Width): number {
  if (width === utf16Width) return Math.min(start + Math.max(0, characters), end);
  let left = characters;
  let at = start;
  while (at < end) {
    const codePoint = text.codePointAt(at) ?? 0;
    left -= width(codePoint);
    if (left < 0) break;
    at += utf16Width(codePoint);
  }
  return at;
}

function ordered(a: number, b: number): Span {
  return a <= b ? { start: a, end: b } : { start: b, end: a };
}
