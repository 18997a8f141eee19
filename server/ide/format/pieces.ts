import type { Span } from '../../../grammar/ast.ts';
import { tokenize } from '../../../grammar/lexing.ts';
import { endOf } from '../../../grammar/tokens.ts';

type Token = ReturnType<typeof tokenize>['tokens'][number];

/** A token or a comment: what formatting moves and never changes. */
export interface Piece extends Span {
  /** Undefined for a comment, and for characters that are no token. */
  readonly token: Token | undefined;
  readonly what: 'token' | 'line comment' | 'block comment' | 'foreign';
  /** Line breaks between it and the piece before. */
  readonly breaks: number;
}

const byteOrderMark = '\uFEFF';
/** White space, a comment to the end of its line, a closed comment, or a run of anything else. */
const trivia = /\s+|\/\/[^\r\n]*|\/\*[\s\S]*?\*\/|[^\s]+/g;

/** All pieces of a text, in order. Between them is nothing but white space. */
export function piecesOf(text: string): readonly Piece[] {
  const pieces: Piece[] = [];
  let at = text.startsWith(byteOrderMark) ? 1 : 0;
  const addTrivia = (until: number): number => {
    let breaks = 0;
    for (const { index, 0: found } of text.slice(at, until).matchAll(trivia)) {
      const start = at + index;
      if (found.trim() === '') {
        breaks += lineBreaks(found);
        continue;
      }
      pieces.push({ start, end: start + found.trimEnd().length, token: undefined, what: sortOf(found), breaks });
      breaks = 0;
    }
    return breaks;
  };
  for (const token of tokenize(text).tokens) {
    const breaks = addTrivia(token.startOffset);
    pieces.push({ start: token.startOffset, end: endOf(token), token, what: 'token', breaks });
    at = endOf(token);
  }
  addTrivia(text.length);
  return pieces;
}

function sortOf(found: string): Piece['what'] {
  if (found.startsWith('//')) return 'line comment';
  return found.startsWith('/*') && found.endsWith('*/') ? 'block comment' : 'foreign';
}

function lineBreaks(blank: string): number {
  return blank.match(/\r\n|\n|\r/g)?.length ?? 0;
}
