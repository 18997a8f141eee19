import type { IToken } from 'chevrotain';
import type { Text } from './text.ts';
import { endOf } from './tokens.ts';

/** Where a token stands among the lines that have tokens. */
export interface Place {
  /** Whether it is the first token on its line. */
  readonly first: boolean;
  /** The column of the first token on its line. */
  readonly indent: number;
  /** The number of its line, counting only lines on which a token starts. */
  readonly line: number;
}

const newline = 10;
const byteOrderMark = 0xfeff;

/** The places of the tokens from one index up to another; only broken files need them. */
export function placesOf(text: Text, tokens: readonly IToken[], from: number, to: number): readonly Place[] {
  const places: Place[] = [];
  let line = -1;
  let indent = 0;
  for (let i = from; i < to; i++) {
    const token = tokens[i];
    const before = tokens[i - 1];
    if (!token) break;
    const first = i === from || !before || hasNewline(text, endOf(before), token.startOffset);
    if (first) {
      line++;
      indent = columnOf(text, token.startOffset);
    }
    places.push({ first, indent, line });
  }
  return places;
}

/** The number of characters before an offset on its line. A byte order mark is not seen, and not counted. */
export function columnOf(text: Text, offset: number): number {
  const lineStart = offset === 0 ? 0 : text.lastIndexOf('\n', offset - 1) + 1;
  return offset - lineStart - (lineStart === 0 && text.charCodeAt(0) === byteOrderMark ? 1 : 0);
}

/** Whether an offset is in column 1. */
export function startsLine(text: Text, offset: number): boolean {
  return (
    offset === 0 || text.charCodeAt(offset - 1) === newline || (offset === 1 && text.charCodeAt(0) === byteOrderMark)
  );
}

/** Whether a line ends between two offsets. A loop, because a slice of the text for each token would cost more. */
export function hasNewline(text: Text, start: number, end: number): boolean {
  for (let i = start; i < end; i++) if (text.charCodeAt(i) === newline) return true;
  return false;
}

/**
 * The documentation of a statement that starts at an offset: the run of `///` lines directly above it, without the
 * slashes. `from` is the end of the token before, whose own line may end with a comment that is no documentation.
 */
export function docAbove(text: Text, from: number, start: number): string {
  const trivia = text.slice(from, start);
  if (!trivia.includes('///')) return '';
  const lines = trivia.split('\n');
  if (lines.pop()?.trim() !== '') return '';
  if (from > 0) lines.shift();
  const firstOfRun = lines.findLastIndex((line) => !/^\s*\/\/\/(?!\/)/.test(line)) + 1;
  return lines
    .slice(firstOfRun)
    .map((line) => line.trim().replace(/^\/\/\/ ?/, ''))
    .join('\n');
}
