import type { IToken } from 'chevrotain';
import type { Span, SyntaxFault } from './ast.ts';
import {
  Colon,
  Equals,
  endOf,
  LeftBrace,
  LeftBracket,
  LeftParen,
  RightBrace,
  RightBracket,
  RightParen,
} from './tokens.ts';

/** How deep brackets of all sorts may be nested. */
export const deepest = 64;

export interface Shallow {
  /** The tokens without those that are nested too deep. */
  readonly tokens: readonly IToken[];
  /** One for each run of tokens that was left out. */
  readonly faults: readonly SyntaxFault[];
  /** The outermost brackets around what was left out: other faults in them follow from that, and are not worth saying. */
  readonly excused: readonly Span[];
}

/**
 * Leaves out what is nested too deep, so that neither the parser nor anybody who walks its tree runs out of stack.
 * Found on the tokens, because the parser would be too deep already. Takes tokens in which every brace has its partner;
 * round and square brackets may have none, and end with the value or body that they stand in.
 */
export function limitDepth(tokens: readonly IToken[]): Shallow {
  const kept: IToken[] = [];
  const faults: SyntaxFault[] = [];
  const excused: Span[] = [];
  let braces = 0;
  let brackets = 0;
  let outermost = 0;
  let deep = false;
  for (const token of tokens) {
    const type = token.tokenType;
    if (type === LeftBrace || type === RightBrace || type === Equals || type === Colon) brackets = 0;
    if (type === LeftBrace || type === LeftBracket || type === LeftParen) {
      if (braces + brackets === 0) outermost = token.startOffset;
      if (type === LeftBrace) braces++;
      else brackets++;
    }
    if (braces + brackets <= deepest) {
      if (deep) excused.push({ start: outermost, end: token.startOffset });
      deep = false;
      kept.push(token);
    } else if (!deep) {
      deep = true;
      const message = `Brackets are nested deeper than ${deepest}.`;
      faults.push({ start: token.startOffset, end: endOf(token), message });
    }
    if (type === RightBrace) braces = Math.max(0, braces - 1);
    else if (type === RightBracket || type === RightParen) brackets = Math.max(0, brackets - 1);
  }
  if (deep) excused.push({ start: outermost, end: Number.POSITIVE_INFINITY });
  return { tokens: kept, faults, excused };
}

/** How many brackets of all sorts may stand in each other, at most. */
export function nesting(tokens: readonly IToken[]): number {
  let open = 0;
  let most = 0;
  for (const { tokenType } of tokens) {
    if (tokenType === LeftBrace || tokenType === LeftBracket || tokenType === LeftParen) most = Math.max(most, ++open);
    else if (tokenType === RightBrace || tokenType === RightBracket || tokenType === RightParen) open--;
  }
  return most;
}
