import type { IToken, TokenType } from 'chevrotain';
import { Cursor, isEnd } from './cursor.ts';
import {
  Colon,
  Comma,
  DoubleDash,
  Equals,
  LeftBrace,
  LeftBracket,
  LeftParen,
  PlainLinks,
  RightBrace,
  RightBracket,
  RightParen,
} from './tokens.ts';

/** Square and round brackets: how they end when what is in them, or their end, is broken. */
export abstract class BracketParser extends Cursor {
  /** The end of brackets. Arguments are undefined while the grammar is recorded. */
  protected readonly rightBracket = this.RULE('rightBracket', (open?: IToken): void => {
    this.OR([
      { ALT: () => this.CONSUME(RightBracket) },
      { ALT: () => this.ACTION(() => open && this.report(open, 'This "[" is never closed.')) },
    ]);
  });

  /** Between brackets, goes on to the next comma or the closing bracket, if there is one. */
  protected skipInBrackets(close: TokenType, commas = true): void {
    if ((commas && this.is(1, Comma)) || this.is(1, close)) return;
    let depth = 0;
    for (let k = 1; ; k++) {
      const type = this.LA(k).tokenType;
      if (notInBrackets.has(type) || isEnd(this.LA(k)) || this.isMissingOnNewLine(k)) return;
      if (depth === 0 && ((commas && type === Comma) || type === close)) {
        this.skipUnexpected(k - 1);
        return;
      }
      if (type === LeftBracket || type === LeftParen) depth++;
      else if (depth > 0 && (type === RightBracket || type === RightParen)) depth--;
    }
  }

  private skipUnexpected(count: number): void {
    this.unexpected();
    for (let i = 0; i < count; i++) this.skip();
  }

  private isMissingOnNewLine(ahead: number): boolean {
    return this.isNameAt(ahead) && this.isMissing(ahead);
  }
}

/** No brackets go on past these. */
const notInBrackets: ReadonlySet<TokenType> = new Set([LeftBrace, RightBrace, Equals, Colon, DoubleDash, PlainLinks]);
