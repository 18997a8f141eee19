import type { IToken, TokenType } from 'chevrotain';
import type { SyntaxFault } from './ast.ts';
import { headText } from './heads.ts';
import { hasNewline } from './layout.ts';
import { firstFrom } from './spans.ts';
import { endOf } from './tokens.ts';

/** A fault that is farther behind a brace, in characters, has nothing to do with it. */
const reach = 250;

/** What is said of a brace that is never closed; undefined where that follows from what is said already. */
export function neverClosed(
  text: string,
  tokens: readonly IToken[],
  opener: number,
  lexical: readonly SyntaxFault[],
  from = 0,
): SyntaxFault | undefined {
  const token = tokens[opener];
  if (!token || isSwallowed(text, lexical, token)) return undefined;
  const head = headText(text, tokens, opener, from);
  const message = head === '' ? 'This "{" is never closed.' : `The "{" of "${head}" is never closed.`;
  return { start: token.startOffset, end: endOf(token), message };
}

/** The closing brace may be part of an unclosed string or comment on the line, which is reported already. */
function isSwallowed(text: string, lexical: readonly SyntaxFault[], opener: IToken): boolean {
  const fault = lexical[firstFrom(lexical, opener.startOffset)];
  if (!fault || fault.start - opener.startOffset > reach) return false;
  return !hasNewline(text, opener.startOffset, fault.start);
}

/** An inserted brace stands, without width, behind the last token before it. */
export function withoutWidth(tokens: readonly IToken[], before: number, tokenType: TokenType): IToken {
  const last = tokens[before - 1];
  return {
    image: '',
    startOffset: last ? endOf(last) : 0,
    tokenType,
    tokenTypeIdx: tokenType.tokenTypeIdx ?? 0,
  };
}
