import type { ParserMethod } from 'chevrotain';
import type {
  Allow,
  Body,
  Constant,
  Declaration,
  Expr,
  Import,
  Member,
  Name as NameNode,
  Property,
  StringLiteral,
} from './ast.ts';
import type { Bare } from './bare.ts';
import { kinds } from './kinds.ts';
import { LinkParser } from './links.ts';
import {
  AllowWord,
  AsWord,
  Colon,
  Dot,
  Equals,
  endOf,
  ImportWord,
  LeftBrace,
  LetWord,
  Name,
  NumberToken,
  RightBrace,
  RightBracket,
} from './tokens.ts';

/** The sorts of statements besides links. Which one a statement is, `BodyParser` has told already. */
export abstract class StatementParser extends LinkParser {
  protected abstract override readonly body: ParserMethod<[], Body>;

  /** A name that is declared; empty, and reported, when it is missing. */
  protected readonly declaredName = this.RULE(
    'declaredName',
    (): NameNode =>
      this.OR([
        {
          GATE: () => !this.isNameMissing(1),
          ALT: () => {
            const token = this.CONSUME(Name);
            return this.ACTION(() => this.nameOf(token));
          },
        },
        { ALT: () => this.ACTION(() => this.missingName()) },
      ]),
  );

  /** A name that a statement mentions; empty, and reported, when it is missing. */
  private readonly mentionedName = this.RULE(
    'mentionedName',
    (): NameNode =>
      this.OR([
        {
          GATE: () => !this.isMissing(),
          ALT: () => {
            const token = this.CONSUME(Name);
            return this.ACTION(() => this.nameOf(token));
          },
        },
        { ALT: () => this.ACTION(() => this.missingName()) },
      ]),
  );

  /** A name that is there, because it told the sort of the statement. */
  private readonly firstName = this.RULE('firstName', (): NameNode => {
    const token = this.CONSUME(Name);
    return this.ACTION(() => this.nameOf(token));
  });

  protected readonly property = this.RULE('property', (): Bare<Property> => {
    const name = this.SUBRULE(this.firstName);
    this.SUBRULE(this.equals);
    const value = this.SUBRULE(this.value);
    return { node: 'property', name, value };
  });

  protected readonly constant = this.RULE('constant', (): Bare<Constant> => {
    this.CONSUME(LetWord);
    const name = this.SUBRULE(this.declaredName);
    this.SUBRULE(this.equals);
    const value = this.SUBRULE(this.expression);
    return { node: 'constant', name, value };
  });

  private readonly equals = this.RULE('equals', (): void => {
    this.OR([{ ALT: () => this.CONSUME(Equals) }, { ALT: () => this.ACTION(() => this.expected('"=" and a value')) }]);
  });

  protected readonly member = this.RULE('member', (): Bare<Member> => {
    const name = this.SUBRULE(this.firstName);
    const dims = this.SUBRULE(this.memberDims);
    const colon = this.OPTION(() => this.CONSUME(Colon));
    this.ACTION(() => {
      if (!colon) this.expected('":" and a type');
    });
    const type = this.SUBRULE(this.type);
    this.ACTION(() => this.skipBrokenLine());
    const body = this.OPTION1(() => this.SUBRULE(this.body));
    return { node: 'member', name, dims, type, body };
  });

  /** `[4]` behind the name of a member; `4]` is taken for it. */
  private readonly memberDims = this.RULE('memberDims', (): readonly Expr[] | undefined => {
    this.ACTION(() => {
      if (!this.is(1, NumberToken) || !this.is(2, RightBracket)) return;
      this.expected('"["');
      this.skip();
      this.skip();
    });
    return this.OPTION(() => this.SUBRULE(this.dims));
  });

  protected readonly declaration = this.RULE('declaration', (): Bare<Declaration> => {
    const keyword = this.SUBRULE(this.keyword);
    const name = this.SUBRULE(this.declaredName);
    const dims = this.OPTION(() => this.SUBRULE(this.dims));
    const base = this.OPTION1(() => {
      this.CONSUME(Colon);
      return this.SUBRULE(this.type);
    });
    this.ACTION(() => this.findBrace());
    const body = this.OPTION2(() => this.SUBRULE(this.body));
    return { node: 'declaration', keyword, name, dims, base, body };
  });

  /** `power { … }`. */
  protected readonly block = this.RULE('block', (): Bare<Declaration> => {
    const keyword = this.SUBRULE(this.firstName);
    const body = this.SUBRULE(this.body);
    return { node: 'declaration', keyword, name: undefined, dims: undefined, base: undefined, body };
  });

  /** A name that no statement goes on from: one that is being written. */
  protected readonly word = this.RULE('word', (): Bare<Declaration> => {
    const keyword = this.SUBRULE(this.keyword);
    this.ACTION(() => {
      const isKind = kinds.has(keyword.text);
      this.expected(isKind ? 'a name' : '":", "=" or "{"');
      if (isKind) this.findBrace();
      else this.skipBrokenLine();
    });
    const body = this.OPTION({ GATE: () => !this.opensLine(1), DEF: () => this.SUBRULE(this.body) });
    return { node: 'declaration', keyword, name: undefined, dims: undefined, base: undefined, body };
  });

  /** Braces without a word before them. What is in them may be intact. */
  protected readonly anonymous = this.RULE('anonymous', (): Bare<Declaration> => {
    const keyword = this.ACTION(() => this.noKeyword());
    const body = this.SUBRULE(this.body);
    return { node: 'declaration', keyword, name: undefined, dims: undefined, base: undefined, body };
  });

  /** The empty name for the keyword that is missing before a brace. */
  protected abstract noKeyword(): NameNode;

  protected readonly import = this.RULE('import', (): Bare<Import> => {
    this.CONSUME(ImportWord);
    const target = this.SUBRULE(this.importTarget);
    const alias = this.OPTION({
      GATE: () => this.isClause(AsWord),
      DEF: () => {
        this.CONSUME(AsWord);
        return this.SUBRULE(this.mentionedName);
      },
    });
    return { node: 'import', target, alias: alias?.text === '' ? undefined : alias };
  });

  private readonly importTarget = this.RULE('importTarget', (): NameNode | StringLiteral | undefined =>
    this.OR([
      { ALT: (): NameNode | StringLiteral => this.SUBRULE(this.string) },
      { GATE: () => !this.isMissing(), ALT: (): NameNode | StringLiteral => this.SUBRULE(this.mentionedName) },
      { ALT: () => this.ACTION(() => this.missingTarget()) },
    ]),
  );

  protected readonly allow = this.RULE('allow', (): Bare<Allow> => {
    this.CONSUME(AllowWord);
    const rule = this.SUBRULE(this.ruleId);
    const reason = this.OPTION(() => this.SUBRULE(this.string));
    this.ACTION(() => {
      if (!reason) this.expected('the reason in quotes');
    });
    return { node: 'allow', rule, reason };
  });

  /** `reach.copper`, as one name. */
  private readonly ruleId = this.RULE('ruleId', (): NameNode => {
    const first = this.SUBRULE(this.mentionedName);
    const second = this.OPTION(() => {
      this.CONSUME(Dot);
      return this.SUBRULE1(this.mentionedName);
    });
    return this.ACTION(() => {
      if (!second) this.expected('"." and the rest of a rule (for example reach.copper)');
      if (!second || second.text === '') return first;
      return { start: first.start, end: second.end, text: `${first.text}.${second.text}` };
    });
  });

  private readonly keyword = this.RULE('keyword', (): NameNode => {
    const token = this.CONSUME(Name);
    return { start: token.startOffset, end: endOf(token), text: token.image };
  });

  private missingName(): NameNode {
    this.expected('a name');
    return this.noName();
  }

  private missingTarget(): undefined {
    this.expected('a module or the path of a file');
    return undefined;
  }

  /** Skips what stands between a head and its brace on the same line, if nothing there can be a property. */
  private findBrace(): void {
    const skipped = this.tokensBeforeBrace();
    if (skipped === undefined) this.expected('"{"');
    else if (skipped > 0) this.unexpected();
    for (let i = 0; i < (skipped ?? 0); i++) this.skip();
  }

  private tokensBeforeBrace(): number | undefined {
    for (let k = 1; ; k++) {
      if (this.is(k, LeftBrace)) return k - 1;
      if (this.opensLine(k) || this.is(k, RightBrace) || this.is(k, Equals)) return undefined;
    }
  }
}
