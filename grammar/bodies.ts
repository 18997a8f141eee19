import type { IOrAlt, IToken, TokenType } from 'chevrotain';
import type { Body, FileNode, Name, Parsed, Statement, SyntaxFault } from './ast.ts';
import type { Bare } from './bare.ts';
import { kinds } from './kinds.ts';
import { docAbove } from './layout.ts';
import { linksIn } from './lexing.ts';
import type { PlainLink } from './plain-link.ts';
import { StatementParser } from './statements.ts';
import type { Text } from './text.ts';
import {
  AllowWord,
  Colon,
  Dot,
  Equals,
  endOf,
  ImportWord,
  isName,
  LeftBrace,
  LeftBracket,
  LetWord,
  LinkWord,
  NumberToken,
  PlainLinks,
  Quantity,
  RightBrace,
  RightBracket,
  StringToken,
  UnclosedString,
  vocabulary,
} from './tokens.ts';

/** A sort of statement, which is the name of its rule. */
type Sort =
  | 'member'
  | 'property'
  | 'block'
  | 'declaration'
  | 'link'
  | 'constant'
  | 'import'
  | 'allow'
  /** A name that no statement goes on from. */
  | 'word'
  /** Braces without a word before them. */
  | 'anonymous';

/** What is known of a statement before it is read, and what was true of the one around it. */
interface Opened {
  readonly start: number;
  readonly doc: string;
  readonly outerBroken: boolean;
  readonly outerStart: number;
}

/** The whole parser: rows of statements, and how one is told from another. */
export class BodyParser extends StatementParser {
  /** Whether the statement before, in the same body, was broken; what follows on its line may be a part of it. */
  private lastBroken = false;
  private sort: Sort = 'word';

  /** `validate` has the grammar checked, which a test does; it takes longer than to parse most files. */
  constructor(validate: boolean) {
    super([...vocabulary], { maxLookahead: 1, skipValidations: !validate, recoveryEnabled: false });
    this.performSelfAnalysis();
  }

  /** Takes tokens in which every brace has its partner and nothing is nested too deep. */
  parse(text: Text, tokens: readonly IToken[], lexical: readonly SyntaxFault[]): Pick<Parsed, 'file' | 'faults'> {
    this.begin(text, tokens, lexical);
    return { file: this.file(), faults: this.faults };
  }

  /** Reads the statements of a piece of a body, as they are read in the whole. */
  parsePiece(
    text: Text,
    tokens: readonly IToken[],
    lexical: readonly SyntaxFault[],
    start: number,
  ): { readonly statements: readonly Statement[]; readonly faults: readonly SyntaxFault[] } {
    this.begin(text, tokens, lexical, start);
    this.lastBroken = false;
    return { statements: this.statements(), faults: this.faults };
  }

  private readonly file = this.RULE(
    'file',
    (): FileNode => {
      const statements = this.SUBRULE(this.statements);
      return this.ACTION(() => ({ node: 'file', start: 0, end: this.text.length, statements }));
    },
    // No rule fails. Should one, the text is not read, and the editor lives on.
    { recoveryValueFunc: (): FileNode => ({ node: 'file', start: 0, end: this.text.length, statements: [] }) },
  );

  protected readonly body = this.RULE('body', (): Body => {
    const open = this.CONSUME(LeftBrace);
    const statements = this.SUBRULE(this.statements);
    const close = this.CONSUME(RightBrace);
    return this.ACTION(() => {
      if (close.image === '' || open.image === '') this.broken = true;
      return { node: 'body', start: open.startOffset, end: endOf(close), statements };
    });
  });

  private readonly statements = this.RULE('statements', (): readonly Statement[] => {
    const statements: Statement[] = [];
    this.ACTION(() => {
      this.lastBroken = false;
      this.skipToStatement();
    });
    this.MANY(() => {
      const next = this.OR(this.rows);
      this.ACTION(() => {
        // Loops, because a call takes only so many arguments.
        if ('length' in next) for (const link of next) statements.push(link);
        else statements.push(next);
        this.skipToStatement();
      });
    });
    return statements;
  });

  private readonly rows = {
    DEF: [
      { ALT: (): Statement | readonly Statement[] => this.row(this.CONSUME(PlainLinks)) },
      { ALT: (): Statement | readonly Statement[] => this.SUBRULE(this.statement) },
    ],
  };

  private row(token: IToken): readonly PlainLink[] {
    return this.ACTION(() => {
      this.lastBroken = false;
      return linksIn(token);
    });
  }

  private readonly statement = this.RULE('statement', (): Statement => {
    const opened = this.ACTION(() => this.open());
    const bare = this.OR(this.sorts);
    return this.ACTION(() => this.close(opened, bare));
  });

  /** Made once, because this is the parser's busiest place. */
  private readonly sorts = {
    IGNORE_AMBIGUITIES: true,
    DEF: [
      this.when('member', () => this.SUBRULE(this.member)),
      this.when('property', () => this.SUBRULE(this.property)),
      this.when('block', () => this.SUBRULE(this.block)),
      this.when('declaration', () => this.SUBRULE(this.declaration)),
      this.when('link', () => this.SUBRULE(this.link)),
      this.when('constant', () => this.SUBRULE(this.constant)),
      this.when('import', () => this.SUBRULE(this.import)),
      this.when('allow', () => this.SUBRULE(this.allow)),
      this.when('word', () => this.SUBRULE(this.word)),
      this.when('anonymous', () => this.SUBRULE(this.anonymous)),
    ],
  };

  private when(sort: Sort, ALT: () => Bare<Statement>): IOrAlt<Bare<Statement>> {
    return { GATE: () => this.sort === sort, ALT };
  }

  /** Tells statements apart by their first two or three tokens. */
  private sortOf(): Sort {
    if (!this.isNameAt(1)) return 'anonymous';
    let second = 2;
    while (this.hyphenAt(second)) second += 2;
    const next = this.LA(second).tokenType;
    if (next === Colon || next === LeftBracket) return 'member';
    if (next === Equals) return 'property';
    if (next === LeftBrace) return 'block';
    const word = wordSorts.get(this.LA(1).tokenType);
    if (word) return word;
    return isName(this.LA(second)) ? this.sortOfTwoNames(second) : this.sortOfBroken(second);
  }

  /** Two names in a row are a declaration, unless a member has lost its colon, or the second starts a line of its own. */
  private sortOfTwoNames(second: number): Sort {
    const third = this.LA(second + 1).tokenType;
    if (third === Equals || this.isNameMissing(second)) return 'word';
    const sameLine = !this.opensLine(second);
    if (sameLine && third === Dot) return 'member';
    const isHead = third === LeftBrace || third === LeftBracket || third === Colon;
    if (sameLine && !isHead && this.opensLine(second + 1) && !kinds.has(this.LA(1).image)) return 'member';
    return 'declaration';
  }

  /** A name and something that goes on from no name: what is missing between them tells the sort. */
  private sortOfBroken(second: number): Sort {
    if (this.opensLine(second) || kinds.has(this.LA(1).image)) return 'word';
    const next = this.LA(second).tokenType;
    if (next === NumberToken && this.is(second + 1, RightBracket)) return 'member';
    const isValue = next === NumberToken || next === Quantity || this.isString(second);
    return isValue ? 'property' : 'word';
  }

  private isString(ahead: number): boolean {
    return this.is(ahead, StringToken) || this.is(ahead, UnclosedString);
  }

  private open(): Opened {
    const start = this.LA(1).startOffset;
    const opened = {
      start,
      doc: docAbove(this.text, this.lastEnd, start),
      outerBroken: this.broken,
      outerStart: this.statementStart,
    };
    this.broken = false;
    this.statementStart = start;
    this.sort = this.sortOf();
    return opened;
  }

  /** Skips what does not belong to a statement that ends here, and says whether the statement is broken. */
  private close({ start, doc, outerBroken, outerStart }: Opened, bare: Bare<Statement>): Statement {
    if (!this.isBoundary() && (this.broken || !this.opensLine(1))) {
      if (!this.broken) this.unexpected();
      this.skipToBoundary();
    }
    const end = this.lastEnd;
    const ownEnd = 'body' in bare && bare.body ? bare.body.start : end;
    const broken = this.broken || this.hasLexicalFault(start, ownEnd);
    this.lastBroken = broken;
    this.broken = outerBroken;
    this.statementStart = outerStart;
    return { ...bare, start, end, doc, broken };
  }

  /** Skips what begins no statement. It belongs to none, and breaks none. */
  private skipToStatement(): void {
    if (this.isNameAt(1) || this.isBoundary()) return;
    const outer = this.broken;
    this.unexpected();
    this.skipToBoundary();
    this.broken = outer;
  }

  protected noKeyword(): Name {
    if (!this.lastBroken || this.opensLine(1)) this.report(this.LA(1), 'Expected a name before "{".');
    this.broken = true;
    return { ...this.noName(), start: this.LA(1).startOffset, end: this.LA(1).startOffset };
  }
}

const wordSorts: ReadonlyMap<TokenType, Sort> = new Map([
  [ImportWord, 'import'],
  [LetWord, 'constant'],
  [LinkWord, 'link'],
  [AllowWord, 'allow'],
]);
