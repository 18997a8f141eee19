import type { IToken } from 'chevrotain';
import type { Span } from './ast.ts';
import { commentsIn } from './comments.ts';
import { type Expected, follow } from './follow.ts';
import { tokenize, unquote } from './lexing.ts';
import type { Text } from './text.ts';
import {
  Dot,
  endOf,
  isName,
  LeftBrace,
  NumberToken,
  Quantity,
  RightBrace,
  StringToken,
  UnclosedString,
} from './tokens.ts';

/** A statement cut at a place: what was being written there, and what may be. */
export interface Cut {
  readonly expected: readonly Expected[];
  /** Whether nothing stands before the place on its line. */
  readonly onNewLine: boolean;
  /** The name or number at the place, whole; empty where there is none. */
  readonly word: Span;
  /** The names and dots directly before and behind the word, with it: a path is replaced as a whole. */
  readonly path: Span;
  /** The names before the word in its path. */
  readonly qualifier: readonly string[];
  /** What goes on behind the word in the same line or statement, at most three tokens, up to a brace. */
  readonly rest: readonly Rest[];
  /** The text within quotes where the place is in one, up to the place. */
  readonly string: (Span & { readonly typed: string }) | undefined;
}

export interface Rest {
  readonly image: string;
  readonly isName: boolean;
}

/**
 * Cuts a text at a place. `from` is where the statement starts in which the place lies, `until` where its own text ends;
 * undefined in a comment or sign.
 */
export function cutAt(text: Text, from: number, place: number, until: number): Cut | undefined {
  const lineEnd = lineEndOf(text, Math.max(place, until));
  const tokens = tokenize(text.slice(from, lineEnd)).tokens.map((token) => shifted(token, from));
  if (isInComment(text, tokens, from, place) || isInSign(tokens, place)) return undefined;
  const touched = tokens.find((token) => token.startOffset <= place && place <= endOf(token) && isWord(token));
  const string = tokens.find((token) => isString(token) && token.startOffset < place && isWithin(token, place));
  const word = touched ? { start: touched.startOffset, end: endOf(touched) } : { start: place, end: place };
  const before = tokens.filter((token) => endOf(token) <= word.start && token !== string);
  const behind = tokens.filter((token) => token.startOffset >= word.end && token !== string);
  const path = pathAround(before, behind, touched);
  return {
    expected: follow(string ? before.filter((token) => token.startOffset < string.startOffset) : before),
    onNewLine: text.slice(text.lastIndexOf('\n', word.start - 1) + 1, word.start).trim() === '',
    word,
    path: onOneLine(text, { start: path.start ?? word.start, end: path.end ?? word.end }) ?? word,
    qualifier: path.qualifier,
    rest: restOf(behind, text, Math.max(until, lineEndOf(text, place))),
    string: string && insideOf(string, place),
  };
}

function shifted(token: IToken, by: number): IToken {
  return Object.assign(token, { startOffset: token.startOffset + by });
}

function lineEndOf(text: Text, offset: number): number {
  const end = text.indexOf('\n', offset);
  return end < 0 ? text.length : end;
}

function isWord(token: IToken): boolean {
  return isName(token) || token.tokenType === NumberToken || token.tokenType === Quantity;
}

function isString(token: IToken): boolean {
  return token.tokenType === StringToken || token.tokenType === UnclosedString;
}

/** Behind the closing quote a place is no more in the string. */
function isWithin(token: IToken, place: number): boolean {
  return token.tokenType === UnclosedString ? place <= endOf(token) : place < endOf(token);
}

function insideOf(token: IToken, place: number): Span & { readonly typed: string } {
  const start = token.startOffset + 1;
  const end = token.tokenType === UnclosedString ? endOf(token) : endOf(token) - 1;
  return { start, end, typed: unquote(`${token.image.slice(0, place - token.startOffset)}"`) };
}

/** Between two tokens only blanks and comments stand. */
function isInComment(text: Text, tokens: readonly IToken[], from: number, place: number): boolean {
  const last = tokens.findLast((token) => endOf(token) <= place);
  const holding = tokens.some((token) => token.startOffset < place && place < endOf(token));
  const between = text.slice(last ? endOf(last) : from, place);
  const opens = ['//', '/*'].includes(text.slice(place - 1, place + 1));
  return !holding && (opens || endsInComment(between));
}

function endsInComment(text: string): boolean {
  const last = commentsIn(text).at(-1);
  if (last?.end !== text.length) return false;
  const isClosed = text.startsWith('/*', last.start) && text.endsWith('*/') && last.end - last.start >= '/**/'.length;
  return !isClosed;
}

/** Whether a place is within `--` or the like. */
function isInSign(tokens: readonly IToken[], place: number): boolean {
  const holding = tokens.find((token) => token.startOffset < place && place < endOf(token));
  return holding !== undefined && !isWord(holding) && !isString(holding);
}

function pathAround(
  before: readonly IToken[],
  behind: readonly IToken[],
  word: IToken | undefined,
): { readonly start?: number; readonly end?: number; readonly qualifier: readonly string[] } {
  const qualifier: string[] = [];
  let first = before.length;
  while (before[first - 1]?.tokenType === Dot && isNameToken(before[first - 2])) {
    first -= 2;
    qualifier.unshift(before[first]?.image ?? '');
  }
  let last = -1;
  if (word && isName(word)) while (behind[last + 1]?.tokenType === Dot && isNameToken(behind[last + 2])) last += 2;
  const start = before[first]?.startOffset;
  const end = behind[last];
  return {
    qualifier,
    ...(qualifier.length > 0 && start !== undefined ? { start } : {}),
    ...(end ? { end: endOf(end) } : {}),
  };
}

/** An editor replaces nothing that goes over several lines. */
function onOneLine(text: Text, span: Span): Span | undefined {
  return text.slice(span.start, span.end).includes('\n') ? undefined : span;
}

function isNameToken(token: IToken | undefined): boolean {
  return token !== undefined && isName(token);
}

function restOf(behind: readonly IToken[], text: Text, until: number): readonly Rest[] {
  const rest: Rest[] = [];
  for (const token of behind) {
    if (token.startOffset >= until || rest.length === 3 || token.tokenType === RightBrace) break;
    rest.push({ image: text.slice(token.startOffset, endOf(token)), isName: isName(token) });
    if (token.tokenType === LeftBrace) break;
  }
  return rest;
}
