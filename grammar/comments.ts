import type { Span } from './ast.ts';
import { tokenize } from './lexing.ts';
import { endOf } from './tokens.ts';

/**
 * Every comment of a text, in order. A comment that is never closed ends with its line. Only lines in which one may begin
 * are cut into tokens, to tell what stands in a string.
 */
export function commentsIn(text: string): readonly Span[] {
  const comments: Span[] = [];
  // Behind the last closing sign no comment can be closed.
  const lastClose = text.lastIndexOf('*/');
  let from = 0;
  for (;;) {
    const start = beginningFrom(text, from);
    if (start === undefined) return comments;
    const lineStart = Math.max(from, text.lastIndexOf('\n', start) + 1);
    const string = stringAround(text, lineStart, start);
    const end = string ? string.end : endOfComment(text, start, lastClose);
    if (!string) comments.push({ start, end });
    from = end;
  }
}

/** The next place at which a comment begins, unless it is in a string. */
function beginningFrom(text: string, from: number): number | undefined {
  for (let at = text.indexOf('/', from); at >= 0; at = text.indexOf('/', at + 1)) {
    if (text[at + 1] === '/' || text[at + 1] === '*') return at;
  }
  return undefined;
}

/** The string in which a place lies; strings end with their line. */
function stringAround(text: string, lineStart: number, place: number): Span | undefined {
  if (!text.slice(lineStart, place).includes('"')) return undefined;
  const { tokens } = tokenize(text.slice(lineStart, lineEnd(text, place)));
  const holding = tokens.find((token) => token.startOffset + lineStart < place && place < endOf(token) + lineStart);
  return holding && { start: holding.startOffset + lineStart, end: endOf(holding) + lineStart };
}

function endOfComment(text: string, start: number, lastClose: number): number {
  const close = text[start + 1] === '*' && start + 2 <= lastClose ? text.indexOf('*/', start + 2) : -1;
  return close < 0 ? lineEnd(text, start) : close + 2;
}

function lineEnd(text: string, from: number): number {
  const end = text.indexOf('\n', from);
  if (end < 0) return text.length;
  return text[end - 1] === '\r' ? end - 1 : end;
}
