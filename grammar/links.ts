import type { ParserMethod, TokenType } from 'chevrotain';
import type { Body, Endpoint, Expr, ExprIndex, Index, Link, Name as NameNode, Segment } from './ast.ts';
import type { Bare } from './bare.ts';
import { ExpressionParser } from './expressions.ts';
import {
  Colon,
  Comma,
  Dot,
  DotDot,
  DoubleDash,
  Equals,
  endOf,
  Greater,
  LeftBracket,
  Less,
  LinkWord,
  Minus,
  Name,
  RightBracket,
  Star,
  ViaWord,
  WhereWord,
} from './tokens.ts';

/** Links: two endpoints, and the clauses behind them. */
export abstract class LinkParser extends ExpressionParser {
  protected abstract readonly declaredName: ParserMethod<[], NameNode>;
  protected abstract readonly body: ParserMethod<[], Body>;

  protected readonly link = this.RULE('link', (): Bare<Link> => {
    this.CONSUME(LinkWord);
    const name = this.SUBRULE(this.declaredName);
    const count = this.OPTION(() => this.SUBRULE(this.count));
    this.OR([
      { ALT: () => this.CONSUME(Colon) },
      { ALT: () => this.ACTION(() => this.expected('":" and two endpoints')) },
    ]);
    const left = this.SUBRULE(this.endpoint);
    this.SUBRULE(this.doubleDash);
    const right = this.SUBRULE1(this.endpoint);
    this.ACTION(() => this.skipToClause());
    const via = this.OPTION1({
      GATE: () => this.isClause(ViaWord),
      DEF: () => {
        this.CONSUME(ViaWord);
        return this.SUBRULE(this.type, { ARGS: [true] });
      },
    });
    this.ACTION(() => this.skipToClause());
    const where = this.OPTION2({
      GATE: () => this.isClause(WhereWord),
      DEF: () => {
        this.CONSUME(WhereWord);
        return this.SUBRULE(this.expression);
      },
    });
    this.ACTION(() => this.skipBeforeBody());
    const body = this.OPTION3(() => this.SUBRULE(this.body));
    return { node: 'link', name, count, left, right, via, where, body };
  });

  /** `[2]` behind the name of a link. */
  private readonly count = this.RULE('count', (): Expr => {
    const open = this.CONSUME(LeftBracket);
    const count = this.SUBRULE(this.expression);
    this.ACTION(() => this.skipInBrackets(RightBracket, false));
    this.SUBRULE(this.rightBracket, { ARGS: [open] });
    return count;
  });

  private readonly doubleDash = this.RULE('doubleDash', (): void => {
    this.ACTION(() => {
      if (!this.is(1, DoubleDash)) this.findDoubleDash();
    });
    this.OPTION(() => this.CONSUME(DoubleDash));
  });

  /** `compute[c].dgx[d].nic[r]`; undefined, and reported, when there is none. */
  private readonly endpoint = this.RULE('endpoint', (): Endpoint | undefined =>
    this.OR([
      {
        GATE: () => !this.isMissing() && !this.isClauseAhead(),
        ALT: (): Endpoint => {
          const segments = [this.SUBRULE(this.segment)];
          this.MANY(() => {
            this.CONSUME(Dot);
            this.OR1([
              { GATE: () => !this.isMissing(), ALT: () => segments.push(this.SUBRULE1(this.segment)) },
              { ALT: () => this.ACTION(() => this.expected('a name')) },
            ]);
          });
          const start = segments[0]?.start ?? 0;
          return this.ACTION(() => ({ node: 'endpoint', start, end: this.lastEnd, segments }));
        },
      },
      { ALT: () => this.ACTION(() => this.missingEndpoint()) },
    ]),
  );

  private readonly segment = this.RULE('segment', (): Segment => {
    const token = this.CONSUME(Name);
    const name = this.ACTION(() => this.nameOf(token));
    const indexes = this.OPTION(() => this.SUBRULE(this.indexes));
    return this.ACTION(() => ({ node: 'segment', start: name.start, end: this.lastEnd, name, indexes }));
  });

  private readonly indexes = this.RULE('indexes', (): readonly Index[] => {
    const open = this.CONSUME(LeftBracket);
    const indexes = [this.SUBRULE(this.index)];
    this.ACTION(() => this.skipInBrackets(RightBracket));
    this.MANY(() => {
      this.CONSUME(Comma);
      indexes.push(this.SUBRULE1(this.index));
      this.ACTION(() => this.skipInBrackets(RightBracket));
    });
    this.SUBRULE(this.rightBracket, { ARGS: [open] });
    return indexes;
  });

  private readonly index = this.RULE(
    'index',
    (): Index =>
      this.OR([
        {
          ALT: (): Index => {
            const star = this.CONSUME(Star);
            return { node: 'any', start: star.startOffset, end: endOf(star) };
          },
        },
        { ALT: () => this.SUBRULE(this.range) },
        { ALT: () => this.ACTION(() => this.missingIndex()) },
      ]),
  );

  /** `c`, or `0..3`. */
  private readonly range = this.RULE('range', (): Index => {
    const first = this.ACTION(() => this.LA(1).startOffset);
    const from = this.SUBRULE(this.expression);
    const to = this.OPTION(() => {
      this.CONSUME(DotDot);
      return this.SUBRULE1(this.expression);
    });
    return this.ACTION(() => {
      // The token may be a parenthesis, which is not in the expression's span; where the expression is missing, the next.
      const start = Math.min(first, from.start);
      const end = this.lastEnd;
      return to ? { node: 'range', start, end, from, to } : { node: 'at', start, end, value: from };
    });
  });

  /** What stands in the place of `--` is skipped: `-`, `->`, or what belongs to neither endpoint. */
  private findDoubleDash(): void {
    if (this.broken && this.isBoundary()) return;
    this.expected('"--" and a second endpoint');
    while (this.isOneOf(1, arrowParts)) this.skip();
    if (this.isNameAt(1) && this.isOneOf(0, arrowParts)) return;
    while (!this.is(1, DoubleDash) && !this.isBoundary() && !this.isClause(ViaWord)) this.skip();
  }

  private missingIndex(): ExprIndex {
    const value = this.missingValue();
    return { node: 'at', start: value.start, end: value.end, value };
  }

  private missingEndpoint(): undefined {
    if (this.is(0, DoubleDash)) this.expected('a second endpoint');
    else this.expected('an endpoint (for example compute[c].nic[r])');
    return undefined;
  }

  /** What stands between two clauses, where nothing can, does not cost those behind it on the line. */
  private skipToClause(): void {
    const isAtClause = (): boolean =>
      this.opensLine(1) || this.isBoundary() || this.isClause(ViaWord) || this.isClause(WhereWord);
    if (isAtClause()) return;
    if (!this.broken) this.unexpected();
    while (!isAtClause()) this.skip();
  }

  /** Clauses in the wrong order, or broken, do not cost the body. */
  private skipBeforeBody(): void {
    if (this.isClause(ViaWord)) {
      this.report(this.LA(1), '"via" stands before "where".');
      do this.skip();
      while ((this.isNameAt(1) && this.isOneOf(0, pathParts)) || this.is(1, Dot));
    }
    this.skipBrokenLine();
  }
}

/** What other languages make arrows of. */
const arrowParts: ReadonlySet<TokenType> = new Set([Minus, Less, Greater, Equals]);

const pathParts: ReadonlySet<TokenType> = new Set([ViaWord, Dot]);
