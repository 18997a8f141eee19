import type { Body, Constant, Link, Name, Reference, Span, Statement, TypeRef } from '../../grammar/ast.ts';
import type { BodyContext } from '../checks/language/bodies.ts';
import { fact } from '../facts/fact.ts';
import { memberNamed } from '../model/link/follow-path.ts';
import type { Model } from '../model/model.ts';
import type { Layer, MemberSlot, Part } from '../model/part.ts';
import { importNamed } from '../model/program.ts';
import { findConstant, findType, type Scope } from '../model/scope.ts';
import { type Place, placeOf, type Source } from '../model/source.ts';
import type { ValueType } from '../schema/types.ts';
import { bodiesByOwner } from './context.ts';
import { statementsAround } from './rows.ts';
import type { Subject } from './target.ts';

/**
 * What a name means. Two names mean the same where `sort`, `of` and `name` are the same: an override means what it
 * overrides, so its `of` is the statement that comes first, in the base.
 */
export interface Meaning {
  /** `part` is a port, fabric or workload: a part of what encloses it. */
  readonly sort: 'type' | 'part' | 'member' | 'link' | 'constant' | 'variable' | 'import' | 'property' | 'word';
  readonly of: object;
  readonly name: string;
  /** Where it is declared first; undefined for what the language itself declares. */
  readonly declared: Place | undefined;
  /** Where what counts at this place is declared: an override where there is one, else the same as `declared`. */
  readonly bound?: Place | undefined;
}

export function isSame(a: Meaning, b: Meaning): boolean {
  return a.sort === b.sort && a.of === b.of && a.name === b.name;
}

/** What a subject of a statement in a body means; undefined where it leads nowhere, and for words of the language. */
export function meaningOf(model: Model, body: BodyContext, statement: Statement, on: Subject): Meaning | undefined {
  switch (on.what) {
    case 'import':
      return importMeaning(body.scope.source, model.program.importName(on.node));
    case 'name':
    case 'link':
      return declaredMeaning(model, body, on.node);
    case 'type':
      return on.index < on.ref.path.length - 1
        ? importMeaning(body.scope.source, on.ref.path[0]?.text)
        : typeMeaning(model, on.ref, body.scope);
    case 'segment':
      return segmentMeaning(model, body, on.node, on.side, on.index);
    case 'reference':
      return referenceMeaning(model, body, statement, on.expr);
    default:
      return undefined;
  }
}

/** A statement and the file in which it stands. */
interface Declared<N extends Statement = Statement> {
  readonly node: N;
  readonly source: Source;
}

function declaredMeaning(model: Model, body: BodyContext, node: Statement): Meaning | undefined {
  const { source } = body.scope;
  if (node.node === 'property') return propertyMeaning(body, node.name);
  if (node.node === 'declaration') {
    if (!node.name) return undefined;
    const sort = partKinds.includes(node.keyword.text) && body.kind !== 'file' ? 'part' : 'type';
    return named(sort, firstOf(model, body.part?.layers, { node, source }));
  }
  if (node.node === 'constant') return constantMeaning(model, { node, source });
  if (node.node === 'member' || node.node === 'link') {
    return named(node.node, firstOf(model, body.part?.layers, { node, source }));
  }
  return undefined;
}

const partKinds: readonly string[] = ['port', 'fabric', 'workload'];

function propertyMeaning({ schema, kind }: BodyContext, { text }: Name): Meaning | undefined {
  const property = schema?.properties.get(text);
  const isEntry = kind === 'roadmap';
  return property && !isEntry ? { sort: 'property', of: property, name: text, declared: undefined } : undefined;
}

function constantMeaning(model: Model, declared: Declared<Constant>): Meaning | undefined {
  return named('constant', firstAround(model, declared), declared);
}

/** The statement that declares a name first, found from one that declares it anew. */
function firstAround(model: Model, declared: Declared): Declared {
  const { node, source } = declared;
  const owner = statementsAround(source.parsed.file, node.start).at(-2);
  const layers = owner && bodiesByOwner(model, source).get(owner)?.part?.layers;
  return firstOf(model, layers, declared);
}

function typeMeaning(model: Model, ref: TypeRef, scope: Scope): Meaning | undefined {
  const lookup = findType(model.program, model.scopeOf, ref, scope);
  if (!('found' in lookup)) return undefined;
  const declared = { node: lookup.found.declaration, source: lookup.found.scope.source };
  return named('type', firstAround(model, declared), declared);
}

function importMeaning(source: Source, name: string | undefined): Meaning | undefined {
  const node = importNamed(source, name);
  const at = node?.alias ?? node?.target;
  return node && at && name !== undefined
    ? { sort: 'import', of: node, name, declared: placeOf(source, at) }
    : undefined;
}

function segmentMeaning(
  model: Model,
  body: BodyContext,
  link: Link,
  side: 'left' | 'right',
  index: number,
): Meaning | undefined {
  let part = linkBlock(body);
  for (const [i, { name }] of (link[side]?.segments ?? []).entries()) {
    const member = part && memberNamed(part, name.text);
    if (!part) return undefined;
    if (i === index) return member ? memberMeaning(model, part, member) : portMeaning(model, part, name.text);
    part = member?.part;
  }
  return undefined;
}

/** The part from whose body the paths of a link go: a fabric is transparent. */
export function linkBlock(body: BodyContext): Part | undefined {
  return body.kind === 'fabric' ? body.parent?.part : body.part;
}

function memberMeaning(model: Model, part: Part, { name, node, layer }: MemberSlot): Meaning | undefined {
  return named('member', firstIn(model, part.layers, `member ${name}`), { node, source: layer.scope.source });
}

function portMeaning(model: Model, part: Part, name: string): Meaning | undefined {
  return named('part', firstIn(model, part.layers, `port ${name}`));
}

function referenceMeaning(model: Model, body: BodyContext, statement: Statement, expr: Reference): Meaning | undefined {
  const [first, ...more] = expr.path;
  if (!first) return undefined;
  const type = statement.node === 'property' ? body.schema?.properties.get(statement.name.text) : undefined;
  if (type && more.length === 0 && isWord(type.value))
    return { sort: 'word', of: type, name: first.text, declared: undefined };
  const scope = scopeWithin(body, statement);
  const constant = more.length === 0 ? findConstant(scope, first.text) : undefined;
  if (constant) return constantMeaning(model, { node: constant.node, source: constant.scope.source });
  if (statement.node === 'link' && more.length === 0) return variableMeaning(body.scope.source, statement, first.text);
  return typeMeaning(model, { ...expr, node: 'type' }, scope);
}

/** Where the names of a statement are looked up: a parameter that is set anew is evaluated around the body. */
export function scopeWithin(body: BodyContext, statement: Statement): Scope {
  if (statement.node !== 'constant') return body.scope;
  const binding = body.part?.constants.get(statement.name.text);
  return binding?.node === statement ? binding.scope : body.scope;
}

function isWord(type: ValueType): boolean {
  if (type.type === 'list') return isWord(type.of);
  return type.type === 'choice' || type.type === 'word' || (type.type === 'either' && isWord(type.of[0]));
}

/** An index variable is declared where it stands as an index by itself for the first time. */
function variableMeaning(source: Source, link: Link, name: string): Meaning {
  const first = variablesOf(link).get(name);
  return { sort: 'variable', of: link, name, declared: first && placeOf(source, first) };
}

/** The index variables of a link, each where it stands first. */
function variablesOf(link: Link): ReadonlyMap<string, Span> {
  const known = variables.get(link);
  if (known) return known;
  const found = new Map<string, Span>();
  const indexes = [link.left, link.right].flatMap((end) => end?.segments.flatMap((each) => each.indexes ?? []) ?? []);
  for (const index of indexes) {
    const name = index.node === 'at' && index.value.node === 'reference' ? index.value.path[0]?.text : undefined;
    if (name !== undefined && !found.has(name)) found.set(name, index);
  }
  variables.set(link, found);
  return found;
}

const variables = new WeakMap<Link, ReadonlyMap<string, Span>>();

/** The statement that declares a name first: in the base of a part where its body overrides it. */
function firstOf(model: Model, layers: readonly Layer[] | undefined, declared: Declared): Declared {
  return firstIn(model, layers ?? [], keyOf(declared.node)) ?? declared;
}

function firstIn(model: Model, layers: readonly Layer[], key: string): Declared | undefined {
  for (const { body, scope } of layers) {
    const node = declaredIn(model, body).get(key);
    if (node) return { node, source: scope.source };
  }
  return undefined;
}

/** What a body declares, the first of each name. */
const declaredIn = fact((_model: Model, body: Body): ReadonlyMap<string, Statement> => {
  const declared = new Map<string, Statement>();
  for (const node of body.statements) if (!declared.has(keyOf(node))) declared.set(keyOf(node), node);
  return declared;
});

/** What an override must have in common with what it overrides. */
function keyOf(node: Statement): string {
  return `${node.node === 'declaration' ? node.keyword.text : node.node} ${nameOf(node)?.text ?? ''}`;
}

function named(
  sort: Meaning['sort'],
  declared: Declared | undefined,
  bound: Declared | undefined = declared,
): Meaning | undefined {
  const name = declared && nameOf(declared.node);
  if (!name || name.text === '') return undefined;
  return {
    sort,
    of: declared.node,
    name: name.text,
    declared: placeOf(declared.source, name),
    bound: nameIn(bound),
  };
}

function nameIn(declared: Declared | undefined): Place | undefined {
  const name = declared && nameOf(declared.node);
  return name && placeOf(declared.source, name);
}

function nameOf(node: Statement): Name | undefined {
  return 'name' in node ? node.name : undefined;
}
