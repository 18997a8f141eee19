/** A rule of a TextMate grammar: a match, a pair of `begin` and `end`, an include, or a list of these. */
interface Rule {
  readonly name?: string;
  readonly match?: string;
  readonly begin?: string;
  readonly end?: string;
  readonly captures?: Captures;
  readonly beginCaptures?: Captures;
  readonly endCaptures?: Captures;
  readonly include?: string;
  readonly patterns?: readonly Rule[];
}

type Captures = Readonly<Record<number, { readonly name: string }>>;

/**
 * The TextMate grammar, which colours a file before the server is up and wherever there is no server.
 *
 * A keyword is one only where the parser takes it for one: followed by `:` or `[` any name is a member, by `=` a
 * property, by `{` a block. So a member may be called `port`, and its colour says so. Where the parser looks further
 * than to the end of the line, this grammar guesses.
 */
export function textmateGrammar(kinds: readonly string[]): object {
  return {
    $schema: 'https://raw.githubusercontent.com/martinring/tmlanguage/master/tmlanguage.json',
    name: 'Topo',
    scopeName: 'source.topo',
    patterns: [include('statement')],
    repository: {
      statement: list('comment', 'string', 'head', 'name', 'assignment', 'type', 'expression', 'brackets', 'brace'),
      head: list('import', 'allow', 'constant', 'link', 'declaration', 'block'),
      name: list('member', 'property'),
      assignment: list('list', 'word', 'equals'),
      expression: list('number', 'boolean', 'operator', 'variable', 'punctuation'),
      ...trivia,
      ...heads(kinds),
      ...link(kinds),
      ...values,
    },
  };
}

const NAME = '[A-Za-z_][A-Za-z0-9_]*';
const QUALIFIED = `((?:${NAME}\\s*\\.\\s*)*)(${NAME})`;
/** A word that is no part of another, and no name after a dot. */
const START = '(?<![\\w.])';
/** What makes a keyword a name, at the start of a statement. */
const NO_NAME = '(?!\\s*(?:[:\\[{]|=(?!=)))';
/** What makes a name an operand of an expression, and no word that stands for itself. */
const NO_OPERAND = '(?!\\s*(?:[.:=\\[{(+*%<>!-]|/(?![/*])|(?:and|or)\\b))';

const trivia: Readonly<Record<string, Rule>> = {
  comment: {
    patterns: [
      {
        name: 'comment.line.documentation.topo',
        match: '^\\s*(///)(?!/).*$',
        captures: scopes('punctuation.definition.comment.topo'),
      },
      {
        name: 'comment.line.double-slash.topo',
        match: '(//).*$',
        captures: scopes('punctuation.definition.comment.topo'),
      },
      {
        name: 'comment.block.topo',
        begin: '/\\*',
        end: '\\*/',
        beginCaptures: { 0: { name: 'punctuation.definition.comment.begin.topo' } },
        endCaptures: { 0: { name: 'punctuation.definition.comment.end.topo' } },
      },
    ],
  },
  string: {
    name: 'string.quoted.double.topo',
    begin: '"',
    // A string ends with its line, closed or not.
    end: '"|$',
    beginCaptures: { 0: { name: 'punctuation.definition.string.begin.topo' } },
    endCaptures: { 0: { name: 'punctuation.definition.string.end.topo' } },
    patterns: [
      { name: 'constant.character.escape.topo', match: '\\\\["\\\\n]' },
      { name: 'invalid.illegal.escape.topo', match: '\\\\.' },
    ],
  },
};

/** The words with which a statement starts. */
function heads(kinds: readonly string[]): Readonly<Record<string, Rule>> {
  return {
    import: {
      patterns: [
        {
          match: `${START}(import)\\s+(${NAME})\\b(?:\\s+(as)\\s+(${NAME})\\b${NO_NAME})?`,
          captures: scopes(
            'keyword.control.import.topo',
            'entity.name.namespace.topo',
            'keyword.control.import.topo',
            'entity.name.namespace.topo',
          ),
        },
        { match: `${START}(import)\\s*(?=")`, captures: scopes('keyword.control.import.topo') },
        {
          match: `(?<=")\\s*\\b(as)\\s+(${NAME})\\b${NO_NAME}`,
          captures: scopes('keyword.control.import.topo', 'entity.name.namespace.topo'),
        },
      ],
    },
    allow: {
      match: `${START}(allow)\\s+(${NAME}(?:\\s*\\.\\s*${NAME})*)`,
      captures: scopes('keyword.other.allow.topo', 'support.constant.rule.topo'),
    },
    constant: {
      match: `${START}(let)\\s+(${NAME})`,
      captures: scopes('keyword.other.let.topo', 'variable.other.constant.topo'),
    },
    declaration: {
      match: `${START}(${kinds.join('|')})\\s+(${NAME})\\b(?!\\s*=)`,
      captures: scopes('storage.type.kind.topo', 'entity.name.type.declaration.topo'),
    },
    block: {
      patterns: [
        { match: `${START}(${kinds.join('|')})(?=\\s*\\{)`, captures: scopes('storage.type.kind.topo') },
        { match: `${START}(${NAME})(?=\\s*\\{)`, captures: scopes('storage.type.block.topo') },
      ],
    },
    member: { match: `${START}(${NAME})(?=\\s*[:\\[])`, captures: scopes('variable.other.member.topo') },
    property: { match: `${START}(${NAME})(?=\\s*=(?!=))`, captures: scopes('variable.other.property.topo') },
  };
}

/** A link, in which a colon stands before an endpoint and not before a type, and names are parts of paths. */
function link(kinds: readonly string[]): Readonly<Record<string, Rule>> {
  // It ends at its body, at the body around it, or where a statement starts, which on a line of its own is any name.
  const word = `(?:${['import', 'let', 'link', 'allow', ...kinds].join('|')})\\s+${NAME}\\b`;
  const ownLine = `^\\s*${NAME}\\s*(?:\\[[^\\]]*\\]\\s*:|[:{])`;
  const end = `(?=[{}]|${START}${word}|${START}${NAME}\\s*=(?!=)|${ownLine})`;
  return {
    link: {
      begin: `${START}(link)\\s+(${NAME})\\b(?!\\s*=)`,
      end,
      beginCaptures: scopes('keyword.other.link.topo', 'entity.name.function.link.topo'),
      patterns: [
        include('comment'),
        include('via'),
        {
          begin: `${START}(where)\\b${NO_NAME}(?!\\s*(?:--|\\.))`,
          end,
          beginCaptures: scopes('keyword.other.where.topo'),
          patterns: [include('comment'), include('expression'), include('brackets')],
        },
        { match: `${START}(${NAME})`, captures: scopes('variable.other.member.topo') },
        { match: `(?<=\\.)\\s*(${NAME})`, captures: scopes('variable.other.member.topo') },
        { name: 'keyword.operator.link.topo', match: '--' },
        include('brackets'),
        include('punctuation'),
      ],
    },
    via: {
      patterns: [
        {
          match: `${START}(via)\\s+${QUALIFIED}`,
          captures: scopes('keyword.other.via.topo', 'entity.name.namespace.topo', 'entity.name.type.reference.topo'),
        },
        { match: `${START}(via)\\s*$`, captures: scopes('keyword.other.via.topo') },
      ],
    },
  };
}

const values: Readonly<Record<string, Rule>> = {
  type: {
    match: `(:)(?:\\s*${QUALIFIED})?`,
    captures: scopes('punctuation.separator.topo', 'entity.name.namespace.topo', 'entity.name.type.reference.topo'),
  },
  list: {
    begin: '(=)(?!=)\\s*(\\[)',
    end: '(\\])|(?=[{}])',
    beginCaptures: scopes('keyword.operator.assignment.topo', 'punctuation.section.brackets.begin.topo'),
    endCaptures: scopes('punctuation.section.brackets.end.topo'),
    patterns: [
      include('comment'),
      include('string'),
      include('boolean'),
      { match: `\\b(${NAME})(?=\\s*(?:[,\\]]|$))`, captures: scopes('variable.other.enummember.topo') },
      include('expression'),
      include('brackets'),
    ],
  },
  word: {
    match: `(=)(?!=)\\s*(?!(?:true|false|not)\\b)(${NAME})\\b${NO_OPERAND}`,
    captures: scopes('keyword.operator.assignment.topo', 'variable.other.enummember.topo'),
  },
  equals: {
    match: `(?<![=!<>])(=)(?!=)(?:\\s*(${NAME})\\s*(?=\\.))?`,
    captures: scopes('keyword.operator.assignment.topo', 'entity.name.namespace.topo'),
  },
  number: {
    match: '(?<!\\w)(\\d[\\d_]*(?:\\.\\d[\\d_]*)?)([A-Za-z]+\\d?(?:/[A-Za-z]+\\d?)?|%(?![A-Za-z0-9_(]))?',
    captures: scopes('constant.numeric.topo', 'keyword.other.unit.topo'),
  },
  boolean: { name: 'constant.language.boolean.topo', match: `${START}(?:true|false)\\b${NO_NAME}(?!\\s*\\.)` },
  operator: {
    patterns: [
      { name: 'keyword.operator.logical.topo', match: `${START}(?:and|or|not)\\b${NO_NAME}` },
      { name: 'keyword.operator.comparison.topo', match: '==|!=|<=|>=|<|>' },
      { name: 'keyword.operator.link.topo', match: '--' },
      { name: 'keyword.operator.range.topo', match: '\\.\\.' },
      { name: 'keyword.operator.arithmetic.topo', match: '[-+*/%]' },
    ],
  },
  variable: { name: 'variable.other.topo', match: `\\b${NAME}\\b` },
  brackets: {
    patterns: [
      {
        begin: '\\[',
        end: '(\\])|(?=[{}])',
        beginCaptures: { 0: { name: 'punctuation.section.brackets.begin.topo' } },
        endCaptures: scopes('punctuation.section.brackets.end.topo'),
        patterns: [
          include('comment'),
          { name: 'keyword.operator.wildcard.topo', match: '(?<=[\\[,])\\s*\\*(?=\\s*[,\\]])' },
          include('expression'),
          include('brackets'),
        ],
      },
      { name: 'punctuation.section.parens.topo', match: '[()]' },
    ],
  },
  punctuation: {
    patterns: [
      { name: 'punctuation.separator.topo', match: '[,:]' },
      { name: 'punctuation.accessor.topo', match: '\\.' },
    ],
  },
  brace: {
    patterns: [
      { name: 'punctuation.section.block.begin.topo', match: '\\{' },
      { name: 'punctuation.section.block.end.topo', match: '\\}' },
    ],
  },
};

/** The scopes of the first, second, … group. */
function scopes(...names: readonly string[]): Captures {
  return Object.fromEntries(names.map((name, i) => [i + 1, { name }]));
}

function list(...names: readonly string[]): Rule {
  return { patterns: names.map(include) };
}

function include(name: string): Rule {
  return { include: `#${name}` };
}
