import { EmbeddedActionsParser, type IToken, type TokenType } from 'chevrotain';
import type { Name, Span, SyntaxFault } from './ast.ts';
import { kinds } from './kinds.ts';
import { columnOf, hasNewline } from './layout.ts';
import { hyphenated, unexpected, writtenSoFar } from './messages.ts';
import { firstFrom } from './spans.ts';
import type { Text } from './text.ts';
import {
  AllowWord,
  AndWord,
  AsWord,
  Colon,
  Comma,
  Dot,
  DotDot,
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
  Minus,
  NotWord,
  NumberToken,
  OrWord,
  PlainLinks,
  RightBrace,
  RightBracket,
  StringToken,
  ViaWord,
  WhereWord,
} from './tokens.ts';

/**
 * The lowest layer of the parser: where it stands, what may stand there, and how faults are reported and skipped.
 *
 * Chevrotain's own recovery is off. It guesses from the grammar alone, and this language has better signs: a name that
 * is the first on its line, and what follows it. So no rule ever fails: where something is missing, it is reported and
 * an empty node stands for it.
 */
export abstract class Cursor extends EmbeddedActionsParser {
  protected text: Text = '';
  protected faults: SyntaxFault[] = [];
  /** Whether the present statement's own text has a fault. */
  protected broken = false;
  /** Where the present statement starts. */
  protected statementStart = 0;
  private lexical: readonly SyntaxFault[] = [];
  /** Where the piece that is parsed begins. */
  private start = 0;
  /** The end of the last token before the last fault: no second one is reported before the parser gets on. */
  private faultAfter = -1;

  /** Forgets the file before. `lexical` is what in the text is no token, sorted, and reported already. */
  protected begin(text: Text, tokens: readonly IToken[], lexical: readonly SyntaxFault[], start = 0): void {
    this.text = text;
    this.start = start;
    this.faults = [];
    this.broken = false;
    this.statementStart = 0;
    this.lexical = lexical;
    this.faultAfter = -1;
    this.input = [...tokens];
  }

  /** The end of what is parsed so far. The token before the first and that after the last have no offset. */
  protected get lastEnd(): number {
    const last = this.LA(0);
    return isEnd(last) ? this.start : endOf(last);
  }

  protected is(ahead: number, type: TokenType): boolean {
    return this.LA(ahead).tokenType === type;
  }

  protected isOneOf(ahead: number, types: ReadonlySet<TokenType>): boolean {
    return types.has(this.LA(ahead).tokenType);
  }

  protected isNameAt(ahead: number): boolean {
    return isName(this.LA(ahead));
  }

  /** Whether a token is the first on its line, or there is none. */
  protected opensLine(ahead: number): boolean {
    const token = this.LA(ahead);
    const before = this.LA(ahead - 1);
    if (isEnd(token) || isEnd(before)) return true;
    return hasNewline(this.text, endOf(before), token.startOffset);
  }

  /** Whether a token makes the name before it the first of a statement, even if that is a keyword elsewhere. */
  protected goesOn(ahead: number): boolean {
    return this.isOneOf(ahead, afterFirstName);
  }

  /** A name that goes on as no value, type or endpoint does: `name =`, `name :`, `name[…] :`. */
  protected surelyStarts(ahead: number): boolean {
    if (!this.isNameAt(ahead)) return false;
    const next = this.LA(ahead + 1).tokenType;
    if (next === Equals || next === Colon) return !this.opensLine(ahead + 1);
    return next === LeftBracket && this.hasColonAfterDims(ahead + 1);
  }

  /**
   * Whether the piece that is expected here is missing, because a statement starts on this new line.
   * A name before `{` could be a type with its body: it is one if it is indented more than the statement. Where a
   * fault was just reported, the next line is not taken for the rest.
   */
  protected isMissing(ahead = 1): boolean {
    if (!this.isNameAt(ahead)) return true;
    if (this.surelyStarts(ahead)) return true;
    if (this.opensLine(ahead) && this.faultAfter === this.lastEnd) return true;
    if (!this.opensLine(ahead) || this.opensLine(ahead + 1)) return false;
    if (this.is(ahead + 1, LeftBrace)) return !this.isIndented(ahead);
    return this.beginsWithWord(ahead) || this.isImportOfFile(ahead);
  }

  /** Whether a declared name is missing: on this new line, not indented more, stands another statement. */
  protected isNameMissing(ahead: number): boolean {
    if (!this.isNameAt(ahead)) return true;
    if (!this.opensLine(ahead)) return false;
    const goesOn = this.goesOn(ahead + 1);
    if (this.opensLine(ahead + 1)) return !goesOn && !this.isIndented(ahead);
    if (this.isNameAt(ahead + 1) || this.isImportOfFile(ahead)) return true;
    return goesOn && !this.isIndented(ahead);
  }

  /** Whether a kind or keyword and a name begin a statement on one line. */
  protected beginsWithWord(ahead: number): boolean {
    return isWordOfStatement(this.LA(ahead)) && this.isNameAt(ahead + 1) && !this.opensLine(ahead + 1);
  }

  /** `via` and `where` are keywords unless they start a statement. */
  protected isClause(word: TokenType): boolean {
    return this.is(1, word) && !this.goesOn(2);
  }

  /** Whether a statement, or the end of a body, can be found here by a parser that has lost its way. */
  protected isBoundary(): boolean {
    const token = this.LA(1);
    if (bounds.has(token.tokenType) || isEnd(token)) return true;
    if (!isName(token)) return false;
    const goesOn = !this.opensLine(1) && this.isOneOf(0, joints);
    if (this.surelyStarts(1) || (this.is(2, LeftBrace) && !goesOn)) return true;
    if (this.beginsWithWord(1) || this.isImportOfFile(1)) return true;
    if (this.isNameAt(2) && !this.opensLine(2) && this.isOneOf(3, afterDeclaredName)) return true;
    return this.opensLine(1) && !clauses.has(token.tokenType) && !this.isOneOf(0, unfinished);
  }

  /** Goes on to where a statement starts or the body ends. */
  protected skipToBoundary(): void {
    while (!this.isBoundary()) this.skip();
  }

  /** After a fault, goes on to a body or a statement on the same line. */
  protected skipBrokenLine(): void {
    while (this.broken && !this.opensLine(1) && !this.isBoundary()) this.skip();
  }

  protected skip(): void {
    this.SKIP_TOKEN();
    this.faultAfter = this.lastEnd;
    this.broken = true;
  }

  /** Reports what is missing after the last token, where the user can see it. */
  protected expected(what: string): void {
    const last = this.LA(0);
    if (isEnd(last)) this.report(this.LA(1), `Expected ${what}.`);
    else this.report(last, `Expected ${what} after ${writtenSoFar(this.text, this.statementStart, last)}.`);
  }

  /** Reports the next token as one that has no place here. */
  protected unexpected(): void {
    this.report(this.LA(1), unexpected(this.LA(1)));
  }

  /** Reports a fault at a token, unless one was reported since the parser last got on, or the place is excused. */
  protected report(at: IToken, message: string): void {
    this.reportSpan({ start: at.startOffset, end: endOf(at) }, message);
  }

  private reportSpan({ start, end }: Span, message: string): void {
    this.broken = true;
    const after = this.lastEnd;
    // An inserted brace has no width, and nothing could be underlined there.
    const visible = end > start ? start : Math.max(0, start - 1);
    if (after !== this.faultAfter && !this.isExcused()) this.faults.push({ start: visible, end, message });
    this.faultAfter = after;
  }

  /** The name of a token. `rack-a` is a mistake that everybody makes once: it is one name with a fault. */
  protected nameOf(token: IToken): Name {
    const start = token.startOffset;
    if (!this.hyphenAt(1)) return { start, end: endOf(token), text: token.image };
    let pieces = 0;
    while (this.hyphenAt(1 + pieces)) pieces += 2;
    const end = endOf(this.LA(pieces));
    const text = this.text.slice(start, end);
    this.reportSpan({ start, end }, hyphenated(text));
    for (; pieces > 0; pieces--) this.skip();
    return { start, end, text };
  }

  /** A name that is not there: empty, behind the last token. */
  protected noName(): Name {
    return { start: this.lastEnd, end: this.lastEnd, text: '' };
  }

  /** Whether a hyphen and more of a name are glued to the name before. */
  protected hyphenAt(ahead: number): boolean {
    const hyphen = this.LA(ahead);
    if (hyphen.tokenType !== Minus || endOf(this.LA(ahead - 1)) !== hyphen.startOffset) return false;
    const rest = this.LA(ahead + 1);
    return rest.startOffset === hyphen.startOffset + 1 && (isName(rest) || rest.tokenType === NumberToken);
  }

  /** Whether something between two offsets is no token, and is reported already. */
  protected hasLexicalFault(start: number, end: number): boolean {
    const fault = this.lexical[firstFrom(this.lexical, start)];
    return fault !== undefined && fault.start < end;
  }

  private isImportOfFile(ahead: number): boolean {
    return this.is(ahead, ImportWord) && this.is(ahead + 1, StringToken) && !this.opensLine(ahead + 1);
  }

  /** Whether `[…]` and a colon follow; the closing bracket may be missing on the same line. */
  private hasColonAfterDims(ahead: number): boolean {
    let depth = 0;
    let sameLine = true;
    for (let k = ahead; k < ahead + longestDims; k++) {
      const type = this.LA(k).tokenType;
      sameLine &&= !this.opensLine(k);
      if (type === Colon) return sameLine && depth === 1;
      if (notInDims.has(type)) return false;
      if (type === LeftBracket) depth++;
      else if (type === RightBracket && --depth === 0) return this.is(k + 1, Colon);
    }
    return false;
  }

  private isIndented(ahead: number): boolean {
    return columnOf(this.text, this.LA(ahead).startOffset) > columnOf(this.text, this.statementStart);
  }

  /** Whether a character or string that is already reported lies between the last and the next token. */
  private isExcused(): boolean {
    const last = this.LA(0).startOffset;
    const next = this.LA(1);
    const from = Math.max(0, last);
    const to = isEnd(next) ? this.text.length : endOf(next);
    return this.hasLexicalFault(from, to);
  }
}

/** Whether a token is none: Chevrotain gives those before the first and after the last the offset −1. */
export function isEnd(token: IToken): boolean {
  return token.startOffset < 0;
}

function isWordOfStatement(token: IToken): boolean {
  return statementWords.has(token.tokenType) || kinds.has(token.image);
}

/** How many tokens of dimensions are looked at: a bound on what a line of open brackets costs. */
const longestDims = 256;

const statementWords: ReadonlySet<TokenType> = new Set([ImportWord, LetWord, LinkWord, AllowWord]);

/** What follows the first name of a member, property or block. */
const afterFirstName: ReadonlySet<TokenType> = new Set([Equals, Colon, LeftBracket, LeftBrace]);

const afterDeclaredName: ReadonlySet<TokenType> = new Set([Colon, LeftBracket, LeftBrace]);
const bounds: ReadonlySet<TokenType> = new Set([LeftBrace, RightBrace, PlainLinks]);

/** Words that go on with a statement of the line above. */
const clauses: ReadonlySet<TokenType> = new Set([ViaWord, WhereWord, AsWord, AndWord, OrWord, NotWord]);

const notInDims: ReadonlySet<TokenType> = new Set([Equals, LeftBrace, RightBrace, DoubleDash, PlainLinks]);

/** Behind these a name goes on with a path. */
const joints: ReadonlySet<TokenType> = new Set([Dot, DotDot]);

/** Behind these a statement goes on, on whatever line. */
const unfinished: ReadonlySet<TokenType> = new Set([
  ...[Dot, DotDot, Colon, Equals, Comma, DoubleDash, LeftBracket, LeftParen, ViaWord, WhereWord],
]);
