import type { IToken, TokenType } from 'chevrotain';
import type {
  BooleanLiteral,
  Expr,
  List,
  Missing,
  Name as NameNode,
  NumberLiteral,
  QuantityLiteral,
  Reference,
  StringLiteral,
  TypeRef,
  Value,
} from './ast.ts';
import { BracketParser } from './brackets.ts';
import { fold, type Operand } from './fold.ts';
import { unquote } from './lexing.ts';
import {
  AndWord,
  Comma,
  Dot,
  endOf,
  FalseWord,
  LeftBracket,
  LeftParen,
  Minus,
  Name,
  NotWord,
  NumberToken,
  Operator,
  OrWord,
  Quantity,
  RightBracket,
  RightParen,
  StringToken,
  TrueWord,
  ViaWord,
  WhereWord,
} from './tokens.ts';

/** What stands behind `=` or `:` and in brackets: values, expressions, types. */
export abstract class ExpressionParser extends BracketParser {
  private operatorCount = 0;
  private parentheses = 0;

  protected readonly string = this.RULE('string', (): StringLiteral => {
    const token = this.CONSUME(StringToken);
    return { node: 'string', start: token.startOffset, end: endOf(token), value: unquote(token.image) };
  });

  protected readonly value = this.RULE('value', (): Value => this.OR(this.values));

  /** Made once, like those of `primary`, because making them each time takes as long as the parsing. */
  private readonly values = {
    IGNORE_AMBIGUITIES: true,
    DEF: [
      { ALT: (): Value => this.SUBRULE(this.string) },
      { ALT: (): Value => this.SUBRULE(this.list) },
      { ALT: (): Value => this.SUBRULE(this.expression) },
      { ALT: (): Value => this.ACTION(() => this.missingValue()) },
    ],
  };

  private readonly list = this.RULE('list', (): List => {
    const open = this.CONSUME(LeftBracket);
    const items: Value[] = [];
    this.OPTION({
      GATE: () => !this.is(1, RightBracket),
      DEF: () => {
        items.push(this.SUBRULE(this.value));
        this.ACTION(() => this.skipInBrackets(RightBracket));
        this.MANY(() => {
          this.CONSUME(Comma);
          items.push(this.SUBRULE1(this.value));
          this.ACTION(() => this.skipInBrackets(RightBracket));
        });
      },
    });
    this.SUBRULE(this.rightBracket, { ARGS: [open] });
    return this.ACTION(() => ({ node: 'list', start: open.startOffset, end: this.lastEnd, items }));
  });

  /** `[4, 4, 4]` behind a name. */
  protected readonly dims = this.RULE('dims', (): readonly Expr[] => {
    const open = this.CONSUME(LeftBracket);
    const sizes = [this.SUBRULE(this.expression)];
    this.ACTION(() => this.skipInBrackets(RightBracket));
    this.MANY(() => {
      this.CONSUME(Comma);
      sizes.push(this.SUBRULE1(this.expression));
      this.ACTION(() => this.skipInBrackets(RightBracket));
    });
    this.SUBRULE(this.rightBracket, { ARGS: [open] });
    return sizes;
  });

  /** `nvidia.DgxH100`; undefined, and reported, when there is none. */
  protected readonly type = this.RULE('type', (inLink = false): TypeRef | undefined =>
    this.OR([
      {
        GATE: () => !this.isMissing() && !(inLink && this.isClauseAhead()),
        ALT: (): TypeRef => {
          const path = this.SUBRULE(this.path, { ARGS: [true] });
          return this.ACTION(() => ({ node: 'type', start: this.startOf(path), end: this.lastEnd, path }));
        },
      },
      { ALT: () => this.ACTION(() => this.missingType()) },
    ]),
  );

  /** `NAME { "." NAME }`. A name that is missing after a dot is reported and left out; outside of sums, `-` joins names. */
  private readonly path = this.RULE('path', (joined = false): readonly NameNode[] => {
    const first = this.CONSUME(Name);
    const names = [this.ACTION(() => this.pathName(first, joined))];
    this.MANY(() => {
      this.CONSUME(Dot);
      this.OR([
        {
          GATE: () => !this.isMissing(),
          ALT: () => {
            const name = this.CONSUME1(Name);
            names.push(this.ACTION(() => this.pathName(name, joined)));
          },
        },
        { ALT: () => this.ACTION(() => this.expected('a name')) },
      ]);
    });
    return names;
  });

  /** A chain of operands, read flat: `fold` gives the operators their levels. */
  protected readonly expression = this.RULE('expression', (): Expr => {
    this.ACTION(() => {
      if (this.parentheses === 0) this.operatorCount = 0;
    });
    const operators: IToken[] = [];
    const operands = [this.SUBRULE(this.operand)];
    this.MANY({
      GATE: () => this.isOperator(),
      DEF: () => {
        const operator = this.CONSUME(Operator);
        const counted = this.ACTION(() => this.countOperator(operator));
        const operand = this.SUBRULE1(this.operand);
        if (!counted) return;
        operators.push(operator);
        operands.push(operand);
      },
    });
    const only = operands[0];
    // While the grammar is recorded, an operand has no `nots`.
    if (only && operands.length === 1 && only.nots?.length === 0) return only.value;
    return this.ACTION(() => fold({ operands, operators }, (at, message) => this.report(at, message)));
  });

  private readonly operand = this.RULE('operand', (): Operand => {
    const nots: IToken[] = [];
    const signs: IToken[] = [];
    this.MANY({
      GATE: () => this.is(1, NotWord) && !this.surelyStarts(1),
      DEF: () => this.prefix(nots, this.CONSUME(NotWord)),
    });
    this.MANY1(() => this.prefix(signs, this.CONSUME(Minus)));
    const start = this.ACTION(() => this.LA(1).startOffset);
    const value = this.SUBRULE(this.primary);
    return this.ACTION(() => {
      const end = this.lastEnd;
      const signed = signs.reduceRight<Expr>(
        (operand, sign) => ({ node: 'unary', start: sign.startOffset, end, operator: '-', operand }),
        value,
      );
      const bare = value.node === 'missing' ? value.start : start;
      return { nots, value: signed, start: signs[0]?.startOffset ?? bare, end };
    });
  });

  private readonly primary = this.RULE('primary', (): Expr => this.OR(this.primaries));

  private readonly primaries = {
    IGNORE_AMBIGUITIES: true,
    DEF: [
      { ALT: (): Expr => this.SUBRULE(this.number) },
      { ALT: (): Expr => this.SUBRULE(this.quantity) },
      { GATE: () => this.isBoolean(), ALT: (): Expr => this.boolean(this.CONSUME(TrueWord)) },
      { GATE: () => this.isBoolean(), ALT: (): Expr => this.boolean(this.CONSUME(FalseWord)) },
      { GATE: () => !this.isMissing(), ALT: (): Expr => this.SUBRULE(this.reference) },
      { ALT: (): Expr => this.SUBRULE(this.parenthesized) },
      { ALT: (): Expr => this.ACTION(() => this.missingValue()) },
    ],
  };

  private readonly number = this.RULE('number', (): NumberLiteral => {
    const token = this.CONSUME(NumberToken);
    const stray = this.OPTION({ GATE: () => this.isStray(), DEF: () => this.CONSUME(Name) });
    return this.ACTION(() => ({
      node: 'number',
      start: token.startOffset,
      end: this.lastEnd,
      digits: token.image.replaceAll('_', ''),
      stray: stray && { start: stray.startOffset, end: endOf(stray), text: stray.image },
    }));
  });

  private readonly quantity = this.RULE('quantity', (): QuantityLiteral => {
    const token = this.CONSUME(Quantity);
    const unitAt = token.image.search(/[A-Za-z%]/);
    const end = endOf(token);
    const unit = { start: token.startOffset + unitAt, end, text: token.image.slice(unitAt) };
    const digits = token.image.slice(0, unitAt).replaceAll('_', '');
    return { node: 'quantity', start: token.startOffset, end, digits, unit };
  });

  private readonly reference = this.RULE('reference', (): Reference => {
    const path = this.SUBRULE(this.path);
    return this.ACTION(() => ({ node: 'reference', start: this.startOf(path), end: this.lastEnd, path }));
  });

  private readonly parenthesized = this.RULE('parenthesized', (): Expr => {
    const open = this.CONSUME(LeftParen);
    this.ACTION(() => this.parentheses++);
    const value = this.SUBRULE(this.expression);
    this.ACTION(() => {
      this.parentheses--;
      this.skipInBrackets(RightParen, false);
    });
    this.OR([
      { ALT: () => this.CONSUME(RightParen) },
      { ALT: () => this.ACTION(() => this.report(open, 'This "(" is never closed.')) },
    ]);
    return value;
  });

  /** `and` and `or` may be names that start the next statement. */
  private isOperator(): boolean {
    if (!this.is(1, AndWord) && !this.is(1, OrWord)) return true;
    return !this.goesOn(2);
  }

  private isBoolean(): boolean {
    return !this.is(2, Dot) && !this.isMissing();
  }

  /** Whether a name behind a number is a unit that stands apart. */
  private isStray(): boolean {
    if (this.opensLine(1) || this.isOneOf(1, notStray) || this.goesOn(2)) return false;
    return !this.beginsWithWord(1);
  }

  /** Whether `via` or `where` is a clause, and no name, where a name is expected. */
  protected isClauseAhead(): boolean {
    if (!this.isOneOf(1, clauseWords) || this.isOneOf(2, clauseWords) || this.opensLine(2)) return false;
    return this.isNameAt(2) || this.isOneOf(2, operandStarts);
  }

  private prefix(prefixes: IToken[], token: IToken): void {
    if (this.ACTION(() => this.countOperator(token))) prefixes.push(token);
  }

  /** Chains are bounded, so that nobody who walks the tree can run out of stack. */
  private countOperator(token: IToken): boolean {
    this.operatorCount++;
    if (this.operatorCount === mostOperators + 1) {
      this.report(token, `An expression has at most ${mostOperators} operators.`);
    }
    return this.operatorCount <= mostOperators;
  }

  private boolean(token: IToken): BooleanLiteral {
    return { node: 'boolean', start: token.startOffset, end: endOf(token), value: token.image === 'true' };
  }

  protected missingValue(): Missing {
    this.expected('a value');
    return { node: 'missing', start: this.lastEnd, end: this.lastEnd };
  }

  private missingType(): undefined {
    const last = this.LA(0);
    this.report(last, `Expected a type after "${last.image}" (for example nvidia.DgxH100).`);
    return undefined;
  }

  private pathName(token: IToken, joined: boolean): NameNode {
    return joined ? this.nameOf(token) : { start: token.startOffset, end: endOf(token), text: token.image };
  }

  private startOf(path: readonly NameNode[]): number {
    return path[0]?.start ?? this.lastEnd;
  }
}

/** More than anybody writes, and a depth of tree that any walk can bear. */
const mostOperators = 256;

/** Words that go on with an expression or a link behind a number. */
const notStray: ReadonlySet<TokenType> = new Set([ViaWord, WhereWord, AndWord, OrWord, NotWord]);

const clauseWords: ReadonlySet<TokenType> = new Set([ViaWord, WhereWord]);
const operandStarts: ReadonlySet<TokenType> = new Set([NumberToken, Quantity, LeftParen]);
