import { type CustomPatternMatcherFunc, createToken, type IToken, Lexer, type TokenType } from 'chevrotain';

/** Every word is a name: keywords are contextual, and each of them is in the category of names. */
export const Name = createToken({ name: 'Name', pattern: /[A-Za-z_][A-Za-z0-9_]*/ });

/** All that can stand between two operands; the parser reads them as a chain, and `fold` gives them their levels. */
export const Operator = createToken({ name: 'Operator', pattern: Lexer.NA });

/** Stands for a row of plain links, which are read without the grammar. */
export const PlainLinks = createToken({ name: 'PlainLinks', pattern: Lexer.NA });

export const ImportWord = keyword('import');
export const AsWord = keyword('as');
export const LetWord = keyword('let');
export const LinkWord = keyword('link');
export const ViaWord = keyword('via');
export const WhereWord = keyword('where');
export const AllowWord = keyword('allow');
export const TrueWord = keyword('true');
export const FalseWord = keyword('false');
export const NotWord = keyword('not');
export const AndWord = keyword('and', Operator);
export const OrWord = keyword('or', Operator);

/**
 * A number with a unit glued to it. Whether the unit exists is for the model to say. `%` is a unit unless an operand
 * follows at once: `10%` is a tenth, and `7%4` a remainder.
 */
export const Quantity = createToken({
  name: 'Quantity',
  pattern: /\d[\d_]*(?:\.\d[\d_]*)?(?:[A-Za-z]+\d?(?:\/[A-Za-z]+\d?)?|%(?![A-Za-z0-9_(]))/,
});

/** A dot belongs to a number only if a digit follows, so that `0..3` is a range. */
export const NumberToken = createToken({ name: 'Number', pattern: /\d[\d_]*(?:\.\d[\d_]*)?/ });

export const StringToken = createToken({
  name: 'String',
  pattern: closedString,
  start_chars_hint: ['"'],
  line_breaks: false,
});

/** A string ends with its line, so that a missing quote costs one line and not the rest of the file. */
export const UnclosedString = createToken({
  name: 'UnclosedString',
  pattern: unclosedString,
  start_chars_hint: ['"'],
  line_breaks: false,
  categories: [StringToken],
});

export const LeftBrace = symbol('LeftBrace', '{');
export const RightBrace = symbol('RightBrace', '}');
export const LeftBracket = symbol('LeftBracket', '[');
export const RightBracket = symbol('RightBracket', ']');
export const LeftParen = symbol('LeftParen', '(');
export const RightParen = symbol('RightParen', ')');
export const Comma = symbol('Comma', ',');
export const Colon = symbol('Colon', ':');
export const DotDot = symbol('DotDot', '..');
export const Dot = symbol('Dot', '.');
export const DoubleDash = symbol('DoubleDash', '--');
export const Minus = symbol('Minus', '-', Operator);
export const Star = symbol('Star', '*', Operator);
export const Equals = symbol('Equals', '=');
export const Less = symbol('Less', '<', Operator);
export const Greater = symbol('Greater', '>', Operator);
const EqualEqual = symbol('EqualEqual', '==', Operator);
const BangEqual = symbol('BangEqual', '!=', Operator);
const LessEqual = symbol('LessEqual', '<=', Operator);
const GreaterEqual = symbol('GreaterEqual', '>=', Operator);
const Plus = symbol('Plus', '+', Operator);
const Slash = symbol('Slash', '/', Operator);
const Percent = symbol('Percent', '%', Operator);

const Blank = createToken({ name: 'Blank', pattern: /[ \t\r\n\f\v]+/, group: Lexer.SKIPPED });
const ByteOrderMark = createToken({
  name: 'ByteOrderMark',
  pattern: atFileStart,
  start_chars_hint: ['\uFEFF'],
  line_breaks: false,
  group: Lexer.SKIPPED,
});
const LineComment = createToken({ name: 'LineComment', pattern: /\/\/[^\r\n]*/, group: Lexer.SKIPPED });
const BlockComment = createToken({
  name: 'BlockComment',
  pattern: blockComment,
  start_chars_hint: ['/'],
  line_breaks: true,
  group: Lexer.SKIPPED,
});
/** It ends with its line, so that the text below is read while the comment is being written. */
const UnclosedComment = createToken({ name: 'UnclosedComment', pattern: /\/\*[^\r\n]*/, group: 'unclosed' });

const words: readonly TokenType[] = [
  ...[ImportWord, AsWord, LetWord, LinkWord, ViaWord, WhereWord, AllowWord, TrueWord, FalseWord],
  ...[NotWord, AndWord, OrWord, Name],
];

/** Of two that begin alike the longer stands first. */
const symbols: readonly TokenType[] = [
  ...[LeftBrace, RightBrace, LeftBracket, RightBracket, LeftParen, RightParen, Comma, Colon, DotDot, Dot],
  ...[DoubleDash, Minus, Star, EqualEqual, Equals, BangEqual, LessEqual, GreaterEqual, Less, Greater, Plus],
  ...[Slash, Percent],
];

/** All tokens, in the order in which they are tried. */
export const vocabulary: readonly TokenType[] = [
  ...[Blank, LineComment, BlockComment, UnclosedComment, ...words, Quantity, NumberToken, StringToken, UnclosedString],
  ...[...symbols, Operator, PlainLinks, ByteOrderMark],
];

/** The one lexer. A test constructs another with validations, which take longer than a small file. */
export const lexer = new Lexer([...vocabulary], {
  positionTracking: 'onlyOffset',
  ensureOptimizations: true,
  skipValidations: true,
});

const nameTypes: ReadonlySet<TokenType> = new Set(words);

/** Whether a token is a name, which a keyword is too. */
export function isName(token: IToken): boolean {
  return nameTypes.has(token.tokenType);
}

/** The offset behind a token; the lexer counts only starts. */
export function endOf(token: IToken): number {
  return token.startOffset + token.image.length;
}

function keyword(word: string, ...categories: readonly TokenType[]): TokenType {
  const name = `${word.charAt(0).toUpperCase()}${word.slice(1)}Word`;
  return createToken({ name, pattern: new RegExp(word), longer_alt: Name, categories: [Name, ...categories] });
}

function symbol(name: string, image: string, ...categories: readonly TokenType[]): TokenType {
  return createToken({ name, pattern: image, categories: [...categories] });
}

function atFileStart(text: string, offset: number): [string] | null {
  return offset === 0 && text.startsWith('\uFEFF') ? ['\uFEFF'] : null;
}

function closedString(text: string, offset: number): [string] | null {
  const string = stringAt(text, offset);
  return string?.isClosed ? [string.image] : null;
}

function unclosedString(text: string, offset: number): [string] | null {
  const string = stringAt(text, offset);
  return string ? [string.image] : null;
}

/** A string up to its closing quote, else to the end of its line. A pattern runs out of stack in one of some megabytes. */
function stringAt(text: string, offset: number): { readonly image: string; readonly isClosed: boolean } | undefined {
  if (text[offset] !== '"') return undefined;
  let at = offset + 1;
  for (; at < text.length && !isLineEnd(text[at]); at++) {
    if (text[at] === '"') return { image: text.slice(offset, at + 1), isClosed: true };
    if (text[at] === '\\' && !isLineEnd(text[at + 1])) at++;
  }
  return { image: text.slice(offset, at), isClosed: false };
}

function isLineEnd(character: string | undefined): boolean {
  return character === '\n' || character === '\r';
}

/**
 * A pattern would look for the end of each unclosed comment again through the whole file. Once one is found unclosed,
 * none behind it can be closed.
 */
function blockComment(
  text: string,
  offset: number,
  _matched: IToken[],
  groups: Parameters<CustomPatternMatcherFunc>[3],
): [string] | null {
  if (!text.startsWith('/*', offset) || (groups.unclosed?.length ?? 0) > 0) return null;
  const close = text.indexOf('*/', offset + 2);
  return close < 0 ? null : [text.slice(offset, close + 2)];
}
