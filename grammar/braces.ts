import type { IToken, TokenType } from 'chevrotain';
import type { SyntaxFault } from './ast.ts';
import { canHaveBody, headEnd, headText, startsHead, startsStatementLine } from './heads.ts';
import { kinds } from './kinds.ts';
import { type Place, placesOf, startsLine } from './layout.ts';
import { neverClosed, withoutWidth } from './missing-braces.ts';
import { Equals, endOf, ImportWord, isName, LeftBrace, RightBrace, StringToken } from './tokens.ts';

export interface Balanced {
  /** Tokens in which every brace has its partner. One that was inserted has an empty image. */
  readonly tokens: readonly IToken[];
  readonly faults: readonly SyntaxFault[];
}

/**
 * Gives every brace its partner: inserts those that are missing, leaves out those that close nothing.
 *
 * Where the braces of a file match, its layout says nothing. Where they do not, the file is cut at each kind in column 1
 * that a name follows, so that a missing brace never costs the next declaration; in a piece whose braces do not match,
 * indentation decides. Behind too many that do not match nothing is read.
 */
export function balanceBraces(text: string, tokens: readonly IToken[], lexical: readonly SyntaxFault[]): Balanced {
  if (hasPartners(tokens)) return { tokens, faults: [] };
  const balanced: IToken[] = [];
  const faults: SyntaxFault[] = [];
  let from = 0;
  let misfits = 0;
  for (let to = 1; to <= tokens.length; to++) {
    if (to < tokens.length && !startsTopLevel(text, tokens, to)) continue;
    const { matched, count } = surplus(tokens, from, to);
    const piece = matched
      ? { tokens: tokens.slice(from, to), faults: [], end: to, misfits }
      : pairBraces({ text, tokens, from, to, lexical, places: placesOf(text, tokens, from, to) }, count, misfits);
    // Loops, because a call takes only so many arguments.
    for (const token of piece.tokens) balanced.push(token);
    for (const fault of piece.faults) faults.push(fault);
    if (piece.end < to) break;
    misfits = piece.misfits;
    from = to;
  }
  return { tokens: balanced, faults };
}

/** Whether every brace has its partner as it is written. */
export function hasPartners(tokens: readonly IToken[]): boolean {
  return surplus(tokens, 0, tokens.length).matched;
}

/** So many braces without partner are told of. What has more of them is no text that somebody mends brace by brace. */
const mostFaults = 1000;

/** How far a search for the partner of a brace goes, in tokens or characters: a bound on what a broken file costs. */
const reach = 250;

/** Whether each brace between two tokens has its partner there, and how many openers there are more than closers. */
function surplus(tokens: readonly IToken[], from: number, to: number): { matched: boolean; count: number } {
  let count = 0;
  let lowest = 0;
  for (let i = from; i < to; i++) {
    const type = tokens[i]?.tokenType;
    if (type === LeftBrace) count++;
    else if (type === RightBrace) lowest = Math.min(lowest, --count);
  }
  return { matched: count === 0 && lowest === 0, count };
}

function startsTopLevel(text: string, tokens: readonly IToken[], index: number): boolean {
  const token = tokens[index];
  const next = tokens[index + 1];
  if (!token || !next || !startsLine(text, token.startOffset)) return false;
  if (token.tokenType === ImportWord) return isName(next) || next.tokenType === StringToken;
  return kinds.has(token.image) && isName(next);
}

/** A piece of a file in which braces have no partner. */
interface Piece {
  readonly text: string;
  /** The tokens of the whole file; those of the piece are between `from` and `to`. */
  readonly tokens: readonly IToken[];
  readonly from: number;
  readonly to: number;
  readonly lexical: readonly SyntaxFault[];
  readonly places: readonly Place[];
}

/** An open brace, or the top of the piece, whose opener is −1. */
interface Frame {
  readonly opener: number;
  /** The indentation of the statement that the brace belongs to. */
  readonly indent: number;
  readonly line: number;
  /** The column of the first statement on a line of its own. */
  bodyColumn: number | undefined;
  /** The first tokens of the statements that start lines in it. */
  readonly heads: number[];
}

/** What is known of a piece up to a token. */
interface Pairing extends Piece {
  readonly faults: SyntaxFault[];
  /** The frames around `top`. */
  readonly stack: Frame[];
  /** Braces that are missing, by the index of the token before which they belong. */
  readonly inserted: Map<number, IToken[]>;
  readonly dropped: Set<number>;
  top: Frame;
  /** How many openers are still to be found without partner; negative for closers. */
  surplus: number;
  /** How many have been found, in the whole file. */
  misfits: number;
  /** The indentation of the statement at hand, which may have begun some lines above. */
  indent: number;
}

/** A piece in which every brace has its partner, and the index of the token before which reading has ended. */
interface Paired extends Balanced {
  readonly end: number;
  readonly misfits: number;
}

function pairBraces(piece: Piece, count: number, misfitsBefore: number): Paired {
  const pairing: Pairing = {
    ...piece,
    faults: [],
    stack: [],
    inserted: new Map(),
    dropped: new Set(),
    top: { opener: -1, indent: -1, line: -1, bodyColumn: undefined, heads: [] },
    surplus: count,
    misfits: misfitsBefore,
    indent: 0,
  };
  let end = piece.from;
  for (; end < piece.to; end++) {
    const token = piece.tokens[end];
    if (!token) break;
    const place = placeOf(piece, end);
    if (place.first && startsStatementLine(piece.tokens, end)) startLine(pairing, end, place);
    if (pairing.misfits >= mostFaults) {
      pairing.faults.push({ start: token.startOffset, end: endOf(token), message: tooManyMisfits });
      break;
    }
    if (token.tokenType === LeftBrace) {
      pairing.stack.push(pairing.top);
      pairing.top = { opener: end, indent: pairing.indent, line: place.line, bodyColumn: undefined, heads: [] };
    } else if (token.tokenType === RightBrace) close(pairing, end, place);
  }
  while (pairing.top.opener >= 0) leaveUnclosed(pairing, end);
  return { tokens: pairedTokens(pairing, end), faults: pairing.faults, end, misfits: pairing.misfits };
}

const tooManyMisfits = `More than ${mostFaults.toLocaleString('en')} braces have no partner: from here on the file is not read.`;

/** A statement that is not indented more than the line of an open brace ends what the brace opened. */
function startLine(pairing: Pairing, index: number, place: Place): void {
  const ends = (frame: Frame): boolean => {
    // A body that is not indented at all says nothing by its indentation.
    const flat = frame.bodyColumn !== undefined && frame.bodyColumn <= frame.indent;
    // In column 1 that shows at its first line already.
    const begins = frame.indent === 0 && frame.opener === index - 1;
    return frame.opener >= 0 && place.line > frame.line && place.indent <= frame.indent && !flat && !begins;
  };
  pairing.indent = place.indent;
  while (pairing.surplus > 0 && ends(pairing.top)) leaveUnclosed(pairing, index);
  if (place.line !== pairing.top.line) pairing.top.bodyColumn ??= place.indent;
  pairing.top.heads.push(index);
}

/** A closing brace closes the top, unless its place says that braces before it are missing, or that it is too many. */
function close(pairing: Pairing, index: number, place: Place): void {
  if (place.first && pairing.stack.some((frame) => frame.opener >= 0 && frame.indent <= place.indent)) {
    while (pairing.top.indent > place.indent) leaveUnclosed(pairing, index);
  }
  const { top } = pairing;
  const doubtful = place.first ? place.indent > top.indent : top.line !== place.line;
  if (top.opener >= 0 && !(doubtful && pairing.surplus < 0)) {
    leave(pairing);
    return;
  }
  const head = place.first ? headInColumn(pairing, index, place.indent) : headOnLine(pairing, index, place.line);
  if (head === undefined) drop(pairing, index);
  else open(pairing, head);
}

/** Behind the head of the statement that starts in a column and has no brace where one could be. */
function headInColumn(pairing: Pairing, closer: number, column: number): number | undefined {
  const { text, tokens } = pairing;
  const { heads } = pairing.top;
  let at = heads.length - 1;
  while (at > heads.length - reach && placeOf(pairing, heads[at] ?? 0).indent !== column) at--;
  const head = heads[at];
  if (head === undefined || placeOf(pairing, head).indent !== column || !canHaveBody(tokens, head)) return undefined;
  const end = headEnd(text, tokens, head);
  const behind = tokens[end]?.tokenType;
  // A property has no body, so the closing brace below it is not its own.
  if (end > closer || behind === LeftBrace || behind === Equals) return undefined;
  heads.length = at + 1;
  return end;
}

/** Behind the first `kind Name` or `block name =` on the line of a closing brace that has no opener. */
function headOnLine(pairing: Pairing, closer: number, line: number): number | undefined {
  const { text, tokens } = pairing;
  let found: number | undefined;
  let depth = 0;
  const first = Math.max(pairing.top.opener + 1, pairing.from, closer - reach);
  for (let i = closer - 1; i >= first && placeOf(pairing, i).line === line; i--) {
    const type = tokens[i]?.tokenType;
    if (type === RightBrace) depth++;
    else if (type === LeftBrace) depth--;
    if (depth === 0 && startsHead(tokens, i)) {
      const end = headEnd(text, tokens, i);
      if (end <= closer && tokens[end]?.tokenType !== LeftBrace) found = end;
    }
  }
  return found;
}

/** Inserts an opener, which the closing brace at hand then closes: nothing changes for those around it. */
function open(pairing: Pairing, index: number): void {
  const { text, tokens, from } = pairing;
  const last = tokens[index - 1];
  if (last) {
    const message = `Expected "{" after "${headText(text, tokens, index, from)}".`;
    pairing.faults.push({ start: last.startOffset, end: endOf(last), message });
  }
  insert(pairing, index, LeftBrace);
  pairing.surplus++;
}

function drop(pairing: Pairing, index: number): void {
  const token = pairing.tokens[index];
  if (token) {
    pairing.faults.push({ start: token.startOffset, end: endOf(token), message: 'This "}" closes nothing.' });
  }
  pairing.dropped.add(index);
  pairing.misfits++;
  pairing.surplus++;
}

function leaveUnclosed(pairing: Pairing, before: number): void {
  const { text, tokens, from, lexical, top } = pairing;
  const fault = neverClosed(text, tokens, top.opener, lexical, from);
  if (fault) pairing.faults.push(fault);
  insert(pairing, before, RightBrace);
  pairing.surplus--;
  leave(pairing);
}

function leave(pairing: Pairing): void {
  const outer = pairing.stack.pop();
  if (outer) pairing.top = outer;
}

function insert({ tokens, inserted }: Pairing, before: number, tokenType: TokenType): void {
  const token = withoutWidth(tokens, before, tokenType);
  const there = inserted.get(before);
  if (there) there.push(token);
  else inserted.set(before, [token]);
}

function placeOf({ places, from }: Piece, index: number): Place {
  return places[index - from] ?? { first: false, indent: 0, line: 0 };
}

function pairedTokens({ tokens, from, inserted, dropped }: Pairing, to: number): readonly IToken[] {
  const paired: IToken[] = [];
  for (let i = from; i <= to; i++) {
    for (const brace of inserted.get(i) ?? []) paired.push(brace);
    const token = tokens[i];
    if (i < to && token && !dropped.has(i)) paired.push(token);
  }
  return paired;
}
