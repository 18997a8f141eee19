import type { IToken } from 'chevrotain';
import type { FileNode, Parsed, Statement, SyntaxFault } from './ast.ts';
import { BodyParser } from './bodies.ts';
import { type Balanced, balanceBraces, hasPartners } from './braces.ts';
import { limitDepth, nesting } from './depth.ts';
import { type Lexed, linksIn, tokenize, tokenizeInRows } from './lexing.ts';
import { misplaced } from './misplaced.ts';
import { moveFrom } from './move.ts';
import { copied } from './plain-scan.ts';
import type { Text } from './text.ts';
import { RightBrace } from './tokens.ts';
import { closeLinks } from './unclosed-links.ts';

/**
 * Reads a text. It never throws, and gives a tree for any text; what is broken in it is said in the faults, which are
 * sorted and of which at most one starts at each place.
 *
 * The steps are ordered by what they have to trust: braces get their partners on the tokens, before anything is parsed,
 * because they alone say to which body a statement belongs; so the parser can take them for certain, and a broken
 * statement costs itself and nothing else.
 */
export function parse(text: string): Parsed {
  if (isTooLong(text)) return unread(text);
  const lexed = tokenizeInRows(text, new Map());
  const closed = closeLinks(text, lexed.tokens, lexed.faults);
  const matched = matchedBraces(lexed.tokens, closed);
  if (matched) {
    const shallow = limitDepth(matched.tokens);
    if (shallow.faults.length === 0) {
      const { file, faults } = parser.parse(text, shallow.tokens, lexed.faults);
      const isRegular = !lexed.isOpen && matched.tokens === closed.tokens;
      return { file, faults: sorted([...lexed.faults, ...matched.faults, ...faults, ...misplaced(file)]), isRegular };
    }
  }
  return parseUnmatched(text, tokenizeInRows(text, new Map(), MARGIN));
}

/**
 * Of a row of links so many at each end are read token by token where braces have no partner: whatever looks for the
 * partner of one looks no farther, and behind two lines that are alike a third tells it nothing more.
 */
const MARGIN = 300;

/** Tokens in which each brace has its partner, as they are written or when links are closed; undefined if neither is so. */
function matchedBraces(tokens: readonly IToken[], closed: Balanced): Balanced | undefined {
  if (hasPartners(tokens)) return { tokens, faults: [] };
  return hasPartners(closed.tokens) ? closed : undefined;
}

/** Reads a text without taking rows of links at once. */
export function parseTokenByToken(text: string): Parsed {
  return parseUnmatched(text, tokenize(text));
}

/** Reads a text in which braces may have no partner. */
function parseUnmatched(text: string, lexed: Lexed): Parsed {
  const closed = closeLinks(text, lexed.tokens, lexed.faults);
  const balanced = matchedBraces(lexed.tokens, closed) ?? balanceBraces(text, lexed.tokens, lexed.faults);
  const shallow = limitDepth(balanced.tokens);
  const { file, faults } = parser.parse(text, shallow.tokens, lexed.faults);
  const worthSaying = [...balanced.faults, ...faults, ...misplaced(file)].filter(
    ({ start }) => !shallow.excused.some((span) => span.start <= start && start < span.end),
  );
  return { file, faults: sorted([...lexed.faults, ...shallow.faults, ...worthSaying]), isRegular: false };
}

/** Nobody writes longer texts, and the tree of one could be larger than the memory there is. */
const LONGEST_TEXT = 2 ** 23;

/** Whether a text is not read at all. */
export function isTooLong(text: Text): boolean {
  return text.length > LONGEST_TEXT;
}

function unread(text: string): Parsed {
  const message = `This file has more than ${LONGEST_TEXT.toLocaleString('en')} characters and is not read.`;
  const file: FileNode = { node: 'file', start: 0, end: text.length, statements: [] };
  return { file, faults: [{ start: 0, end: 1, message }], isRegular: false };
}

/** A piece of a file, read as it is read in the whole. */
export interface Piece {
  readonly statements: readonly Statement[];
  readonly faults: readonly SyntaxFault[];
}

/**
 * Reads a run of whole statements of one body from one offset up to another, behind which the closing brace of the body
 * may follow. Undefined where it may come to something else than in the whole file: where its braces have no partner in
 * it, or a comment is not closed in it. `depth` is the number of bodies around.
 */
export function parsePiece(text: Text, start: number, end: number, closes: boolean, depth: number): Piece | undefined {
  const piece = copied(text.slice(start, closes ? end + 1 : end));
  if (piece.includes('\uFEFF')) return undefined;
  const lexed = tokenizeInRows(piece, new Map());
  if (lexed.isOpen) return undefined;
  const { tokens: inner, faults: unclosed } = closeLinks(
    piece,
    closes ? lexed.tokens.slice(0, -1) : lexed.tokens,
    lexed.faults,
    true,
  );
  const last = lexed.tokens.at(-1);
  if (closes && (last?.tokenType !== RightBrace || last.startOffset !== piece.length - 1)) return undefined;
  if (!hasPartners(inner) || nesting(inner) + depth > DEEPEST) return undefined;
  const tokens = closes && last ? [...inner, last] : inner;
  for (const token of tokens) {
    token.startOffset += start;
    moveFrom(linksIn(token), 0, start);
  }
  const moved = (fault: SyntaxFault) => ({ ...fault, start: fault.start + start, end: fault.end + start });
  const lexical = lexed.faults.map(moved);
  const { statements, faults } = parser.parsePiece(text, tokens, lexical, start);
  return { statements, faults: sorted([...lexical, ...unclosed.map(moved), ...faults]) };
}

/** Pieces nested deeper are read with the whole. */
const DEEPEST = 60;

function sorted(faults: SyntaxFault[]): readonly SyntaxFault[] {
  const all = faults.sort((a, b) => a.start - b.start || a.end - b.end);
  return all.filter(({ start }, i) => all[i - 1]?.start !== start);
}

/** The one parser: making one analyses the grammar, which takes longer than to parse most files. */
const parser = new BodyParser(false);
