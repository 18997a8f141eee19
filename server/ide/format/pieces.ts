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
/** The same where no comment is closed: looking for the end of each would take the square of their number. */
const triviaBehind = /\s+|\/\/[^\r\n]*|[^\s]+/g;

/** All pieces of a text, in order. Between them is nothing but white space. */
export function piecesOf(text: string): readonly Piece[] {
  const pieces: Piece[] = [];
  let at = text.startsWith(byteOrderMark) ? 1 : 0;
  const addTrivia = (until: number): number => {
    let breaks = 0;
    for (const { start, found } of triviaIn(text, at, until)) {
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

function* triviaIn(text: string, from: number, until: number): Generator<{ start: number; found: string }> {
  const between = text.slice(from, until);
  const close = between.lastIndexOf('*/');
  const behind = close < 0 ? 0 : close + '*/'.length;
  for (const { index, 0: found } of between.slice(0, behind).matchAll(trivia)) yield { start: from + index, found };
  for (const { index, 0: found } of between.slice(behind).matchAll(triviaBehind))
    yield { start: from + behind + index, found };
}

function sortOf(found: string): Piece['what'] {
  if (found.startsWith('//')) return 'line comment';
  return found.startsWith('/*') && found.endsWith('*/') ? 'block comment' : 'foreign';
}

function lineBreaks(blank: string): number {
  return blank.match(/\r\n|\n|\r/g)?.length ?? 0;
}
