import type {
  Allow,
  Constant,
  Declaration,
  Endpoint,
  Expr,
  FileNode,
  Import,
  Link,
  Member,
  Property,
  QuantityLiteral,
  Reference,
  Span,
  Statement,
  TypeRef,
  Value,
} from '../../grammar/ast.ts';
import type { Text } from '../../grammar/text.ts';
import { holds, statementsAround } from './rows.ts';

/** What stands at an offset of a file, as written. */
export interface Target {
  /** The text that is meant. */
  readonly span: Span;
  readonly on: Subject;
  /** The statement in which it stands and those around it, outermost first. */
  readonly path: readonly Statement[];
}

export type Subject =
  /** A word of the language: `link`, `via`, `let`, `import` …; a kind or the keyword of a block is a `keyword`. */
  | { readonly what: 'word'; readonly word: string }
  | { readonly what: 'keyword'; readonly node: Declaration }
  | { readonly what: 'name'; readonly node: Declaration | Member | Constant | Property }
  | { readonly what: 'link'; readonly node: Link }
  | { readonly what: 'import'; readonly node: Import }
  | { readonly what: 'rule'; readonly node: Allow }
  /** The segment at `index` of the path of a type. */
  | { readonly what: 'type'; readonly ref: TypeRef; readonly index: number }
  /** The segment at `index` of a link's path. */
  | { readonly what: 'segment'; readonly node: Link; readonly side: 'left' | 'right'; readonly index: number }
  | { readonly what: 'quantity'; readonly expr: QuantityLiteral }
  | { readonly what: 'reference'; readonly expr: Reference };

/** What stands at an offset; undefined for blanks, punctuation, comments and plain numbers. */
export function targetAt(file: FileNode, text: Text, offset: number): Target | undefined {
  const path = statementsAround(file, offset);
  const statement = path.at(-1);
  return statement && found(subjects(statement, text), offset, path);
}

/** Comments in the head of a link, in which no string stands. */
const comments = /\/\*.*?\*\/|\/[/*][^\r\n]*/gs;

type Candidate = readonly [Span, Subject];

function found(candidates: Iterable<Candidate>, offset: number, path: readonly Statement[]): Target | undefined {
  for (const [span, on] of candidates) if (holds(span, offset)) return { span, on, path };
  return undefined;
}

/** Everything in a statement's own text that can be asked about, inner things before what contains them. */
export function* subjects(node: Statement, text: Text): Generator<Candidate> {
  switch (node.node) {
    case 'import':
      yield word(node, 'import');
      if (node.target) yield [node.target, { what: 'import', node }];
      if (node.alias) yield [node.alias, { what: 'import', node }];
      break;
    case 'declaration':
      yield [node.keyword, { what: 'keyword', node }];
      if (node.name) yield [node.name, { what: 'name', node }];
      yield* inAll(node.dims);
      yield* inType(node.base);
      break;
    case 'member':
      yield [node.name, { what: 'name', node }];
      yield* inAll(node.dims);
      yield* inType(node.type);
      break;
    case 'constant':
    case 'property':
      if (node.node === 'constant') yield word(node, 'let');
      yield [node.name, { what: 'name', node }];
      yield* inValue(node.value);
      break;
    case 'allow':
      yield word(node, 'allow');
      yield [node.rule, { what: 'rule', node }];
      break;
    case 'link':
      yield* inLink(node, text);
  }
}

function* inLink(node: Link, text: Text): Generator<Candidate> {
  yield word(node, 'link');
  yield [node.name, { what: 'link', node }];
  if (node.count) yield* inValue(node.count);
  yield* inEndpoint(node, 'left', node.left);
  yield* inEndpoint(node, 'right', node.right);
  yield* inType(node.via);
  if (node.where) yield* inValue(node.where);
  // What is left are the words between these, and `--`, which stands for the whole link.
  const end = node.body?.start ?? node.end;
  const leftEnd = node.left?.end ?? node.name.end;
  const rightEnd = node.right?.end ?? leftEnd;
  const viaEnd = node.via?.end ?? rightEnd;
  const dashes = wordIn(text, leftEnd, node.right?.start ?? end, '--');
  if (dashes) yield [dashes, { what: 'link', node }];
  const via = wordIn(text, rightEnd, node.via?.start ?? node.where?.start ?? end, 'via');
  if (via) yield [via, { what: 'word', word: 'via' }];
  const where = wordIn(text, viaEnd, node.where?.start ?? end, 'where');
  if (where) yield [where, { what: 'word', word: 'where' }];
}

/** Where a word stands between two pieces of a link; comments may stand there, too. */
function wordIn(text: Text, start: number, end: number, word: string): Span | undefined {
  const between = text.slice(start, end);
  const bare = between.includes('/') ? between.replace(comments, (comment) => ' '.repeat(comment.length)) : between;
  const at = bare.indexOf(word);
  return at < 0 ? undefined : { start: start + at, end: start + at + word.length };
}

function* inEndpoint(node: Link, side: 'left' | 'right', endpoint: Endpoint | undefined): Generator<Candidate> {
  for (const [index, segment] of (endpoint?.segments ?? []).entries()) {
    yield [segment.name, { what: 'segment', node, side, index }];
    for (const each of segment.indexes ?? []) {
      if (each.node === 'at') yield* inValue(each.value);
      else if (each.node === 'range') yield* inAll([each.from, each.to]);
    }
  }
}

function* inType(ref: TypeRef | undefined): Generator<Candidate> {
  for (const [index, name] of (ref?.path ?? []).entries()) if (ref) yield [name, { what: 'type', ref, index }];
}

function* inAll(values: readonly Expr[] | undefined): Generator<Candidate> {
  for (const value of values ?? []) yield* inValue(value);
}

function* inValue(value: Value): Generator<Candidate> {
  switch (value.node) {
    case 'quantity':
      yield [value, { what: 'quantity', expr: value }];
      break;
    case 'reference':
      if (value.path.length === 1) yield [value, { what: 'reference', expr: value }];
      else yield* inType({ ...value, node: 'type' });
      break;
    case 'unary':
      yield* inValue(value.operand);
      break;
    case 'binary':
      yield* inValue(value.left);
      yield* inValue(value.right);
      break;
    case 'list':
      for (const item of value.items) yield* inValue(item);
  }
}

/** The word with which a statement starts. */
function word(node: Statement, text: string): Candidate {
  return [
    { start: node.start, end: node.start + text.length },
    { what: 'word', word: text },
  ];
}
