import type { IToken, TokenType } from 'chevrotain';
import { hasNewline } from './layout.ts';
import { shorten } from './messages.ts';
import {
  AllowWord,
  AsWord,
  Colon,
  Comma,
  Dot,
  DoubleDash,
  Equals,
  endOf,
  ImportWord,
  isName,
  LeftBrace,
  LeftBracket,
  LeftParen,
  LetWord,
  LinkWord,
  NumberToken,
  RightBrace,
  RightBracket,
  ViaWord,
  WhereWord,
} from './tokens.ts';

/**
 * The index behind the head of the statement that starts at a token: where its brace is or would be. `rack A : B`,
 * `port down[4]`, `power`, or a whole link.
 */
export function headEnd(text: string, tokens: readonly IToken[], start: number): number {
  const at = (index: number) => tokens[index]?.tokenType;
  if (at(start) === LinkWord && isNameAt(tokens, start + 1)) return boundAfter(tokens, start);
  let end = start + 1;
  const head = tokens[start];
  const second = tokens[end];
  const sameLine = head && second && !hasNewline(text, endOf(head), second.startOffset);
  if (sameLine && isName(second) && at(end + 1) !== Equals) end++;
  if (at(end) === LeftBracket) {
    const bound = boundAfter(tokens, end);
    while (end < bound && at(end) !== RightBracket) end++;
    end++;
  }
  if (at(end) !== Colon) return end;
  end++;
  while (isNameAt(tokens, end) && at(end + 1) === Dot) end += 2;
  return isNameAt(tokens, end) ? end + 1 : end;
}

/** Whether the first token on a line starts a statement, and does not go on with the one on the line above. */
export function startsStatementLine(tokens: readonly IToken[], index: number): boolean {
  const token = tokens[index];
  const before = tokens[index - 1];
  if (!token || !isName(token) || (before && expectsMore.has(before.tokenType))) return false;
  const isClause = token.tokenType === ViaWord || token.tokenType === WhereWord;
  return !isClause || isAfterFirstName(tokens[index + 1]);
}

/** Whether the statement that starts at a token is of a sort that has a body. */
export function canHaveBody(tokens: readonly IToken[], index: number): boolean {
  const token = tokens[index];
  return !token || !bodiless.has(token.tokenType) || isAfterFirstName(tokens[index + 1]);
}

/** Whether two names in a row start the head of a body. */
export function startsHead(tokens: readonly IToken[], index: number): boolean {
  const before = tokens[index - 1]?.tokenType;
  if (!isNameAt(tokens, index) || !isNameAt(tokens, index + 1)) return false;
  return canHaveBody(tokens, index) && (before === undefined || !expectsMore.has(before));
}

/** The text of the head that ends before a token, for a message; empty when there is none on that line. */
export function headText(text: string, tokens: readonly IToken[], end: number, from: number): string {
  let start = end;
  for (; start > from; start--) {
    const token = tokens[start - 1];
    const after = tokens[start];
    if (!token || !(headTypes.has(token.tokenType) || isName(token))) break;
    if (start < end && after && hasNewline(text, endOf(token), after.startOffset)) break;
  }
  const first = tokens[start];
  const last = tokens[end - 1];
  // A message stands on one line, and repeats only so much.
  return start < end && first && last ? shorten(text.slice(first.startOffset, endOf(last)).replace(/\s+/g, ' ')) : '';
}

/** The index of the next brace, or of the name before the next `=`, behind a token: no head goes on past it. */
function boundAfter(tokens: readonly IToken[], start: number): number {
  let end = start + 1;
  for (let token = tokens[end]; token && !bounds.has(token.tokenType); token = tokens[end]) end++;
  return tokens[end]?.tokenType === Equals ? end - 1 : end;
}

function isNameAt(tokens: readonly IToken[], index: number): boolean {
  const token = tokens[index];
  return token !== undefined && isName(token);
}

function isAfterFirstName(token: IToken | undefined): boolean {
  return token !== undefined && afterFirstName.has(token.tokenType);
}

/** Statements with these words have no body. */
const bodiless: ReadonlySet<TokenType> = new Set([ImportWord, LetWord, AllowWord]);

/** What makes a name the first of a statement, even if it is a keyword elsewhere. */
const afterFirstName: ReadonlySet<TokenType> = new Set([Equals, Colon, LeftBracket, LeftBrace]);

const bounds: ReadonlySet<TokenType> = new Set([LeftBrace, RightBrace, Equals]);

/** What a head is made of, besides names. */
const headTypes: ReadonlySet<TokenType> = new Set([Dot, Colon, LeftBracket, RightBracket, NumberToken, Comma]);

/** Behind these a statement is not finished, and the next line goes on with it. */
const expectsMore: ReadonlySet<TokenType> = new Set([
  ...[Dot, Colon, Equals, Comma, DoubleDash, LeftBracket, LeftParen, ViaWord, WhereWord],
  ...[LinkWord, LetWord, AllowWord, ImportWord, AsWord],
]);
