import type { Position, Range } from 'vscode-languageserver';
import type { Span } from '../../grammar/ast.ts';
import { inPieces, type Text, type TextInPieces } from '../../grammar/text.ts';

/** How a client counts the characters of a line. */
export type Encoding = 'utf-8' | 'utf-16' | 'utf-32';

/** A text addressed by UTF-16 offsets, as everywhere before the protocol, and by positions in the client's encoding. */
export interface Lines {
  readonly text: TextInPieces;
  /** An offset beyond the text or within a line break is moved back to where something can stand. */
  positionAt(offset: number): Position;
  /** A position beyond its line means the line's end, one beyond the text the text's end. */
  offsetAt(position: Position): number;
  rangeOf(span: Span): Range;
  spanOf(range: Range): Span;
  /** The text with other characters in the place of some; lines that stay as they are are not counted again. */
  with(span: Span, inserted: string): Lines;
}

export function createLines(given: Text, encoding: Encoding): Lines {
  const text = inPieces(given);
  const width = widths[encoding];
  const positionAt = (offset: number): Position => {
    const clamped = Math.max(0, Math.min(offset, text.length));
    const line = text.lineAt(clamped);
    const start = text.startOfLine(line) ?? 0;
    return { line, character: measure(text, start, Math.min(clamped, lineEnd(text, line)), width) };
  };
  const offsetAt = ({ line, character }: Position): number => {
    if (line < 0) return 0;
    const start = text.startOfLine(line);
    if (start === undefined) return text.length;
    return advance(text, start, lineEnd(text, line), character, width);
  };
  return {
    text,
    positionAt,
    offsetAt,
    rangeOf: ({ start, end }) => ({ start: positionAt(start), end: positionAt(end) }),
    spanOf: ({ start, end }) => ordered(offsetAt(start), offsetAt(end)),
    with: ({ start, end }, inserted) => createLines(text.with(start, end, inserted), encoding),
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

/** The end of a line before its line break. */
function lineEnd(text: TextInPieces, line: number): number {
  const start = text.startOfLine(line) ?? 0;
  let end = text.startOfLine(line + 1) ?? text.length;
  while (end > start && '\r\n'.includes(text.charAt(end - 1))) end--;
  return end;
}

function measure(text: Text, start: number, end: number, width: Width): number {
  if (width === utf16Width) return end - start;
  let characters = 0;
  for (let at = start; at < end; ) {
    const codePoint = codePointAt(text, at);
    at += utf16Width(codePoint);
    if (at <= end) characters += width(codePoint);
  }
  return characters;
}

/** The offset so many characters on; within a code point it is moved back to its start. */
function advance(text: Text, start: number, end: number, characters: number, width: Width): number {
  if (width === utf16Width) return Math.min(start + Math.max(0, characters), end);
  let left = characters;
  let at = start;
  while (at < end) {
    const codePoint = codePointAt(text, at);
    left -= width(codePoint);
    if (left < 0) break;
    at += utf16Width(codePoint);
  }
  return at;
}

function codePointAt(text: Text, offset: number): number {
  return text.slice(offset, offset + 2).codePointAt(0) ?? 0;
}

function ordered(a: number, b: number): Span {
  return a <= b ? { start: a, end: b } : { start: b, end: a };
}
