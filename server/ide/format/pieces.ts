import type { Span } from '../../../grammar/ast.ts';
import { tokenize } from '../../../grammar/lexing.ts';
import type { PlainLink } from '../../../grammar/plain-link.ts';
import type { Text } from '../../../grammar/text.ts';
import { endOf } from '../../../grammar/tokens.ts';
import { colonOf } from './tidy-link.ts';

/** A token, tokens that already stand as they should, or a comment: what formatting moves and never changes. */
export interface Piece extends Span {
  /** The token with which it begins; undefined for a comment, and for characters that are no token. */
  readonly image: string | undefined;
  readonly what: 'token' | 'line comment' | 'block comment' | 'foreign';
  /** Line breaks between it and the piece before. */
  readonly breaks: number;
}

const byteOrderMark = '\uFEFF';
/** White space, a comment to the end of its line, a closed comment, or a run of anything else. */
const trivia = /\s+|\/\/[^\r\n]*|\/\*[\s\S]*?\*\/|[^\s]+/g;
/** The same where no comment is closed: looking for the end of each would take the square of their number. */
const triviaBehind = /\s+|\/\/[^\r\n]*|[^\s]+/g;

/** All pieces of a text, in order, of which a tidy link is two. Between them is nothing but white space. */
export function piecesOf(text: Text, tidy: readonly PlainLink[]): readonly Piece[] {
  const pieces: Piece[] = [];
  let at = text.startsWith(byteOrderMark) ? 1 : 0;
  const addTrivia = (until: number): number => {
    const between = text.slice(at, until);
    if (between.trim() === '') return lineBreaks(between);
    let breaks = 0;
    for (const { start, found } of triviaIn(between)) {
      if (found.trim() === '') {
        breaks += lineBreaks(found);
        continue;
      }
      const piece = { start: at + start, end: at + start + found.trimEnd().length };
      pieces.push({ ...piece, image: undefined, what: sortOf(found), breaks });
      breaks = 0;
    }
    return breaks;
  };
  const add = (start: number, end: number, image: string): void => {
    const breaks = addTrivia(start);
    pieces.push({ start, end, image, what: 'token', breaks });
    at = end;
  };
  const addTokens = (from: number, until: number): void => {
    const between = text.slice(from, until);
    if (between.trim() === '') return;
    for (const token of tokenize(between).tokens) add(from + token.startOffset, from + endOf(token), token.image);
  };
  let from = 0;
  for (const link of tidy) {
    addTokens(from, link.start);
    add(link.start, link.start + link.nameEnd, 'link');
    add(colonOf(link), link.end, ':');
    from = link.end;
  }
  addTokens(from, text.length);
  addTrivia(text.length);
  return pieces;
}

function* triviaIn(between: string): Generator<{ readonly start: number; readonly found: string }> {
  const close = between.lastIndexOf('*/');
  const behind = close < 0 ? 0 : close + '*/'.length;
  for (const { index, 0: found } of between.slice(0, behind).matchAll(trivia)) yield { start: index, found };
  for (const { index, 0: found } of between.slice(behind).matchAll(triviaBehind))
    yield { start: behind + index, found };
}

function sortOf(found: string): Piece['what'] {
  if (found.startsWith('//')) return 'line comment';
  return found.startsWith('/*') && found.endsWith('*/') ? 'block comment' : 'foreign';
}

function lineBreaks(blank: string): number {
  return blank.length < 2 && blank !== '\n' && blank !== '\r' ? 0 : (blank.match(/\r\n|\n|\r/g)?.length ?? 0);
}
