import type { IToken, TokenType } from 'chevrotain';
import { deepest, nesting } from './depth.ts';
import {
  AllowWord,
  AsWord,
  Colon,
  Comma,
  Dot,
  DotDot,
  DoubleDash,
  Equals,
  ImportWord,
  isName,
  LeftBracket,
  LeftParen,
  LetWord,
  LinkWord,
  Minus,
  NotWord,
  NumberToken,
  Operator,
  Quantity,
  RightBracket,
  RightParen,
  Star,
  StringToken,
  ViaWord,
  WhereWord,
} from './tokens.ts';

/** What may stand where a statement that is being written breaks off. */
export type Expected =
  /** Another statement. */
  | { readonly what: 'statement' }
  /** A word or sign that goes on with this one. */
  | { readonly what: 'word'; readonly word: '=' | '{' | '--' | 'via' | 'where' | 'as'; readonly of: Owner }
  /** A name that is declared. */
  | { readonly what: 'name'; readonly of: 'constant' | 'other' }
  | { readonly what: 'module' }
  | { readonly what: 'rule' }
  | { readonly what: 'type'; readonly of: 'base' | 'member' | 'cable'; readonly keyword: string }
  /** A member or port of a path of a link; `before` are the names in front of it. */
  | { readonly what: 'segment'; readonly side: Side; readonly before: readonly string[] }
  /** An index of the last name of `path`; `whole` where nothing of it is written. */
  | {
      readonly what: 'index';
      readonly side: Side;
      readonly path: readonly string[];
      readonly position: number;
      readonly whole: boolean;
    }
  /** A sign behind an index: an operator, a comma, the closing bracket. */
  | { readonly what: 'bracket'; readonly side: Side; readonly path: readonly string[]; readonly position: number }
  /** A value; `whole` where nothing of it is written, `inList` in brackets. */
  | {
      readonly what: 'value';
      readonly of: ValueOf;
      readonly name: string;
      readonly whole: boolean;
      readonly inList: boolean;
    };

type Side = 'left' | 'right';
/** The sort of statement that a word goes on with. */
type Owner = 'property' | 'member' | 'declaration' | 'link' | 'import';
/** What a value is for: `name` is that of the property or constant. */
type ValueOf = 'property' | 'constant' | 'size' | 'condition';

/**
 * Follows the grammar along the tokens of a statement up to where they end, and says what may come next: nothing where
 * they leave the grammar. A test holds it against the parser on every text that parses.
 */
export function follow(tokens: readonly IToken[]): readonly Expected[] {
  // Deeper there is nothing that is read, and following it would run out of stack.
  if (nesting(tokens) > deepest) return [];
  const walk = createWalk(tokens);
  while (!walk.ended()) if (statement(walk)) return walk.result;
  return [{ what: 'statement' }];
}

/** A place among tokens. What follows a rule returns true when the tokens end in it, or leave it. */
interface Walk {
  ended(): boolean;
  is(type: TokenType, ahead?: number): boolean;
  isNameAt(ahead?: number): boolean;
  image(): string;
  take(type: TokenType): boolean;
  takeName(): boolean;
  takeOperator(): boolean;
  /** Ends the walk with what is expected. */
  stop(...expected: readonly Expected[]): true;
  readonly result: readonly Expected[];
}

function createWalk(tokens: readonly IToken[]): Walk {
  let at = 0;
  let result: readonly Expected[] = [];
  const takeIf = (isIt: boolean): boolean => {
    if (isIt) at++;
    return isIt;
  };
  const token = (ahead = 0): IToken | undefined => tokens[at + ahead];
  const isNameAt = (ahead = 0): boolean => {
    const next = token(ahead);
    return next !== undefined && isName(next);
  };
  return {
    ended: () => at >= tokens.length,
    is: (type, ahead = 0) => isOf(token(ahead), type),
    isNameAt,
    image: () => token()?.image ?? '',
    take: (type) => takeIf(isOf(token(), type)),
    takeName: () => takeIf(isNameAt()),
    takeOperator: () => takeIf(isOf(token(), Operator)),
    stop(...expected) {
      result = expected;
      return true;
    },
    get result() {
      return result;
    },
  };
}

function isOf(token: IToken | undefined, type: TokenType): boolean {
  return token !== undefined && (token.tokenType === type || (token.tokenType.CATEGORIES?.includes(type) ?? false));
}

function statement(walk: Walk): boolean {
  if (!walk.isNameAt()) return walk.stop();
  if (walk.is(Equals, 1)) return property(walk);
  if (walk.is(Colon, 1) || walk.is(LeftBracket, 1)) return member(walk);
  if (walk.take(ImportWord)) return importing(walk);
  if (walk.take(LetWord)) return constant(walk);
  if (walk.take(LinkWord)) return link(walk);
  if (walk.take(AllowWord)) return allow(walk);
  return declaration(walk);
}

function property(walk: Walk): boolean {
  const name = walk.image();
  walk.takeName();
  walk.take(Equals);
  return value(walk, name, false) || after(walk);
}

/** Behind a whole statement there may be another, on whatever line. */
function after(walk: Walk, ...expected: readonly Expected[]): boolean {
  return walk.ended() && walk.stop(...expected, { what: 'statement' });
}

function value(walk: Walk, name: string, inList: boolean): boolean {
  if (walk.take(StringToken)) return false;
  if (!walk.take(LeftBracket)) return expression(walk, { what: 'value', of: 'property', name, whole: true, inList });
  if (walk.take(RightBracket)) return false;
  do if (value(walk, name, true)) return true;
  while (walk.take(Comma));
  return closing(walk, RightBracket);
}

/** A closing bracket; before it, where it is missing, nothing is offered. */
function closing(walk: Walk, type: TokenType): boolean {
  return !walk.take(type) && walk.stop();
}

function member(walk: Walk): boolean {
  walk.takeName();
  if (dims(walk)) return true;
  if (!walk.take(Colon)) return walk.stop();
  return type(walk, 'member', '') || after(walk, { what: 'word', word: '{', of: 'member' });
}

function dims(walk: Walk): boolean {
  if (!walk.take(LeftBracket)) return false;
  do if (expression(walk, { what: 'value', of: 'size', name: '', whole: true, inList: false })) return true;
  while (walk.take(Comma));
  return closing(walk, RightBracket);
}

function importing(walk: Walk): boolean {
  if (walk.ended()) return walk.stop({ what: 'module' });
  if (!walk.take(StringToken) && !walk.takeName()) return walk.stop();
  if (walk.ended()) return after(walk, { what: 'word', word: 'as', of: 'import' });
  if (!walk.take(AsWord)) return false;
  if (walk.ended()) return walk.stop({ what: 'name', of: 'other' });
  return !walk.takeName() && walk.stop();
}

function constant(walk: Walk): boolean {
  if (walk.ended()) return walk.stop({ what: 'name', of: 'constant' });
  const name = walk.image();
  if (!walk.takeName()) return walk.stop();
  if (!walk.take(Equals)) return walk.stop();
  return expression(walk, { what: 'value', of: 'constant', name, whole: true, inList: false }) || after(walk);
}

function link(walk: Walk): boolean {
  if (walk.ended()) return walk.stop({ what: 'name', of: 'other' });
  if (!walk.takeName() || dims(walk) || !walk.take(Colon)) return walk.result.length > 0 || walk.stop();
  if (endpoint(walk, 'left')) return true;
  if (walk.ended()) return walk.stop({ what: 'word', word: '--', of: 'link' });
  if (!walk.take(DoubleDash)) return walk.stop();
  if (endpoint(walk, 'right')) return true;
  const body: Expected = { what: 'word', word: '{', of: 'link' };
  const where: Expected = { what: 'word', word: 'where', of: 'link' };
  if (walk.ended()) return after(walk, { what: 'word', word: 'via', of: 'link' }, where, body);
  if (walk.take(ViaWord)) {
    if (type(walk, 'cable', 'cable')) return true;
    if (walk.ended()) return after(walk, where, body);
  }
  if (!walk.take(WhereWord)) return false;
  const condition: Expected = { what: 'value', of: 'condition', name: '', whole: true, inList: false };
  return expression(walk, condition) || after(walk, body);
}

function endpoint(walk: Walk, side: Side): boolean {
  const path: string[] = [];
  do {
    if (walk.ended()) return walk.stop({ what: 'segment', side, before: path });
    path.push(walk.image());
    if (!walk.takeName() || indexes(walk, side, path)) return walk.result.length > 0 || walk.stop();
  } while (walk.take(Dot));
  return false;
}

function indexes(walk: Walk, side: Side, path: readonly string[]): boolean {
  if (!walk.take(LeftBracket)) return false;
  let position = 0;
  do {
    // Brackets in which nothing stands are a fault, and no reason to lose the way.
    if (walk.take(Star) || walk.is(RightBracket)) continue;
    if (expression(walk, { what: 'index', side, path, position, whole: true })) return true;
    if (walk.take(DotDot) && expression(walk, { what: 'index', side, path, position, whole: false })) return true;
  } while (walk.take(Comma) && ++position);
  if (walk.ended()) return walk.stop({ what: 'bracket', side, path, position });
  return closing(walk, RightBracket);
}

function allow(walk: Walk): boolean {
  if (walk.ended()) return walk.stop({ what: 'rule' });
  if (!walk.takeName()) return walk.stop();
  if (!walk.take(Dot)) return walk.stop();
  if (walk.ended()) return walk.stop({ what: 'rule' });
  if (!walk.takeName() || !walk.take(StringToken)) return walk.stop();
  return after(walk);
}

function declaration(walk: Walk): boolean {
  const keyword = walk.image();
  walk.takeName();
  if (walk.ended()) {
    const assign: Expected = { what: 'word', word: '=', of: 'property' };
    return walk.stop({ what: 'name', of: 'other' }, assign, { what: 'word', word: '{', of: 'declaration' });
  }
  if (!walk.takeName() || dims(walk)) return walk.result.length > 0 || walk.stop();
  if (walk.take(Colon) && type(walk, 'base', keyword)) return true;
  return walk.ended() ? walk.stop({ what: 'word', word: '{', of: 'declaration' }) : walk.stop();
}

function type(walk: Walk, of: 'base' | 'member' | 'cable', keyword: string): boolean {
  do {
    if (walk.ended()) return walk.stop({ what: 'type', of, keyword });
    if (!walk.takeName()) return walk.stop();
  } while (walk.take(Dot));
  return false;
}

/** An expression: behind its first sign nothing but an operand is expected. */
function expression(walk: Walk, whole: Expected): boolean {
  const operand: Expected = 'whole' in whole ? { ...whole, whole: false } : whole;
  for (let expected = whole; ; expected = operand) {
    let next = expected;
    while (walk.take(NotWord) || walk.take(Minus)) next = operand;
    if (walk.ended()) return walk.stop(next);
    if (walk.take(LeftParen)) {
      if (expression(walk, operand) || closing(walk, RightParen)) return true;
    } else if (!walk.take(NumberToken) && !walk.take(Quantity) && path(walk, operand)) return true;
    if (!walk.takeOperator()) return false;
  }
}

function path(walk: Walk, expected: Expected): boolean {
  do {
    if (walk.ended()) return walk.stop(expected);
    if (!walk.takeName()) return walk.stop();
  } while (walk.take(Dot));
  return false;
}
