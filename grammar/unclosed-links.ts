import type { IToken, TokenType } from 'chevrotain';
import type { SyntaxFault } from './ast.ts';
import type { Balanced } from './braces.ts';
import { startsStatementLine } from './heads.ts';
import { hasNewline } from './layout.ts';
import { neverClosed, withoutWidth } from './missing-braces.ts';
import {
  AndWord,
  Colon,
  endOf,
  isName,
  LeftBrace,
  LeftBracket,
  LinkWord,
  NotWord,
  OrWord,
  PlainLinks,
  RightBrace,
  ViaWord,
  WhereWord,
} from './tokens.ts';

/**
 * Closes the bodies of links that are open where a line begins another link: no link stands in a link. This rests on
 * nothing but the link and the line behind it, so that a brace that is being typed costs one line of a long list. A piece
 * of a text may begin within a line.
 */
export function closeLinks(
  text: string,
  tokens: readonly IToken[],
  lexical: readonly SyntaxFault[],
  isPiece = false,
): Balanced {
  const closed: IToken[] = [];
  const faults: SyntaxFault[] = [];
  /** The open braces: their indexes, and −1 for those that are not of links. */
  const open: number[] = [];
  let isInHead = false;
  for (const [i, token] of tokens.entries()) {
    const type = token.tokenType;
    if (beginsLine(text, tokens, i, isPiece)) {
      if (beginsLink(tokens, i)) {
        for (let top = open.at(-1) ?? -1; top >= 0; top = open.at(-1) ?? -1) {
          const fault = neverClosed(text, tokens, top, lexical);
          if (fault) faults.push(fault);
          closed.push(withoutWidth(tokens, i, RightBrace));
          open.pop();
        }
        isInHead = type === LinkWord;
      } else if (startsStatementLine(tokens, i)) isInHead = false;
    }
    if (type === LeftBrace) open.push(isInHead && endsHead(tokens, i) ? i : -1);
    else if (type === RightBrace) open.pop();
    if (type === LeftBrace || type === RightBrace) isInHead = false;
    closed.push(token);
  }
  return faults.length === 0 && closed.length === tokens.length ? { tokens, faults } : { tokens: closed, faults };
}

function beginsLine(text: string, tokens: readonly IToken[], index: number, isPiece: boolean): boolean {
  const token = tokens[index];
  const before = tokens[index - 1];
  if (!token || !(isName(token) || token.tokenType === PlainLinks)) return false;
  if (!before && !isPiece) return true;
  return hasNewline(text, before ? endOf(before) : 0, token.startOffset);
}

/** `link a :`, or `link a[`. */
function beginsLink(tokens: readonly IToken[], index: number): boolean {
  const [token, name, next] = [tokens[index], tokens[index + 1], tokens[index + 2]?.tokenType];
  if (token?.tokenType === PlainLinks) return true;
  return (
    token?.tokenType === LinkWord && name !== undefined && isName(name) && (next === Colon || next === LeftBracket)
  );
}

/** Whether a brace belongs to the link before it, and not to a name or two between them: `link x : a -- b  power {`. */
function endsHead(tokens: readonly IToken[], brace: number): boolean {
  const last = tokens[brace - 1];
  const before = tokens[brace - 2];
  if (!last || !before || !isName(last)) return true;
  return words.has(before.tokenType) || !(isName(before) || closers.has(before.image));
}

/** Names that go on with a link. */
const words: ReadonlySet<TokenType> = new Set([ViaWord, WhereWord, AndWord, OrWord, NotWord]);

const closers: ReadonlySet<string> = new Set([']', ')', '}']);
