import type { Span } from './ast.ts';
import { tokenize } from './lexing.ts';
import { endOf } from './tokens.ts';

/** Every comment of a text, in order. A comment that is never closed ends with its line. */
export function commentsIn(text: string): readonly Span[] {
  const comments: Span[] = [];
  let from = 0;
  for (const token of tokenize(text).tokens) {
    if (token.startOffset > from) comments.push(...commentsBetween(text, from, token.startOffset));
    from = endOf(token);
  }
  return [...comments, ...commentsBetween(text, from, text.length)];
}

/** The comments between two tokens: there nothing else begins with a slash. */
function commentsBetween(text: string, from: number, to: number): readonly Span[] {
  const found = text.slice(from, to).matchAll(/\/\/[^\r\n]*|\/\*[\s\S]*?\*\/|\/\*[^\r\n]*/g);
  return [...found].map(({ index, 0: comment }) => ({ start: from + index, end: from + index + comment.length }));
}
