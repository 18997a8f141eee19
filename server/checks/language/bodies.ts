import type { Body, Declaration, Link, Member, Statement } from '../../../grammar/ast.ts';
import { PlainLink } from '../../../grammar/plain-link.ts';
import { fact } from '../../facts/fact.ts';
import { sparseStatements } from '../../model/link-names.ts';
import type { Model } from '../../model/model.ts';
import type { Layer, Part } from '../../model/part.ts';
import { findType, type Scope, type TypeBinding } from '../../model/scope.ts';
import type { Source } from '../../model/source.ts';
import { linkPlace } from '../../model/statement-slot.ts';
import { linkSchema, schemaOf } from '../../schema/kinds.ts';
import { type BlockSchema, isKind, type Kind, type KindSchema } from '../../schema/types.ts';

/** One body of a file: what the schema allows in it, and where its names are looked up. */
export interface BodyContext {
  /** The statement whose body it is; undefined for the file itself. */
  readonly owner: Declaration | Member | Link | undefined;
  readonly statements: readonly Statement[];
  /** What the body is of; undefined where that is not known, and nothing in it can be judged. */
  readonly kind: Kind | 'block' | 'link' | 'file' | undefined;
  /** The properties and blocks that may stand in it; undefined where they are not known. */
  readonly schema: BlockSchema | undefined;
  /** The scope of its statements. */
  readonly scope: Scope;
  /** The part to which the body contributes, with its bases; undefined where there is none. */
  readonly part: Part | undefined;
  readonly parent: BodyContext | undefined;
}

/** The file and every body in it but those of plain links, outermost first, in the order written. */
export const bodiesOf = fact((model: Model, source: Source): readonly BodyContext[] => {
  const { statements } = source.parsed.file;
  const file: BodyContext = {
    owner: undefined,
    statements,
    kind: 'file',
    schema: undefined,
    scope: model.scopeOf(source),
    part: undefined,
    parent: undefined,
  };
  return [file, ...statements.flatMap((statement) => bodiesUnder(model, statement, file))];
});

/** The same with those statements that a rule on what is written has to look at. */
export const sparseBodiesOf = fact((model: Model, source: Source): readonly BodyContext[] =>
  bodiesOf(model, source).map((body) => {
    const statements = worthALook(body);
    return statements === body.statements ? body : { ...body, statements };
  }),
);

/**
 * What is said of each body of a file by itself. Of a long one it is kept for as long as the statements worth a look are
 * the same row of them: most keys change those of one body. Its places have to go with the nodes.
 */
export function ofEachBody<T>(
  say: (model: Model, body: BodyContext) => Iterable<T>,
): (model: Model, source: Source) => Generator<T> {
  const saidIn = new WeakMap<Model, WeakMap<readonly Statement[], readonly T[]>>();
  return function* (model, source) {
    const said = saidIn.get(model) ?? new WeakMap<readonly Statement[], readonly T[]>();
    saidIn.set(model, said);
    for (const body of sparseBodiesOf(model, source)) {
      const { owner, statements } = body;
      if (!owner || statements === owner.body?.statements) yield* say(model, body);
      else {
        const all = said.get(statements) ?? [...say(model, body)];
        said.set(statements, all);
        yield* all;
      }
    }
  };
}

/** The body of a plain link, which is looked at when someone asks for it. */
export function bodyOfPlainLink(model: Model, link: PlainLink, parent: BodyContext): BodyContext | undefined {
  return link.body && enter(model, link, link.body, parent);
}

/** What members, parts and links the kind of a body takes; undefined for blocks, links and unknown kinds. */
export function kindSchemaOf({ kind }: BodyContext): KindSchema | undefined {
  return kind !== undefined && isKind(kind) ? schemaOf(kind) : undefined;
}

/** The declaration that a type names, found without reporting. */
export function declarationOf(model: Model, ref: Member['type'], scope: Scope): TypeBinding | undefined {
  const lookup = ref && findType(model.program, model.scopeOf, ref, scope);
  return lookup && 'found' in lookup ? lookup.found : undefined;
}

/** A body in words: `a rack`, `the block "frame"`, `a link`. */
export function describeBody({ kind, owner }: BodyContext): string {
  if (kind === 'block') return `the block "${owner?.node === 'declaration' ? owner.keyword.text : ''}"`;
  return kind === 'file' || kind === undefined ? 'a file' : withArticle(kind);
}

export function withArticle(kind: string): string {
  return `${/^[aeiou]/.test(kind) ? 'an' : 'a'} ${kind}`;
}

export function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function bodiesUnder(model: Model, statement: Statement, parent: BodyContext): readonly BodyContext[] {
  if (statement instanceof PlainLink || !('body' in statement) || !statement.body) return [];
  const context = enter(model, statement, statement.body, parent);
  const bodies = [context];
  for (const inner of sparseStatements(statement.body)) {
    // A loop, because of plain links and members there may be very many, and few of them have a body worth a look.
    if (!(inner instanceof PlainLink) && 'body' in inner && inner.body)
      bodies.push(...bodiesUnder(model, inner, context));
  }
  return bodies;
}

/** The statements of a body that a rule on what is written has to look at. */
function worthALook({ owner, statements, kind }: BodyContext): readonly Statement[] {
  if (!owner?.body || kind === undefined || !isKind(kind) || !schemaOf(kind).links) return statements;
  return sparseStatements(owner.body);
}

function enter(model: Model, owner: Declaration | Member | Link, body: Body, parent: BodyContext): BodyContext {
  const { kind, schema } = meaningOf(model, owner, parent);
  const part = kind === undefined ? undefined : partWith(model, owner, body, parent);
  const layer = part && layersOf(model, part).get(body);
  const scope = layer?.scope ?? {
    source: parent.scope.source,
    parent: parent.scope,
    constants: new Map(),
    types: new Map(),
  };
  return { owner, statements: body.statements, kind, schema, scope, part: layer && part, parent };
}

function meaningOf(
  model: Model,
  owner: Declaration | Member | Link,
  parent: BodyContext,
): Pick<BodyContext, 'kind' | 'schema'> {
  if (owner.node === 'link') return { kind: 'link', schema: linkSchema };
  const keyword =
    owner.node === 'member'
      ? declarationOf(model, owner.type, parent.scope)?.declaration.keyword.text
      : owner.keyword.text;
  if (keyword !== undefined && isKind(keyword)) return { kind: keyword, schema: schemaOf(keyword) };
  const schema =
    owner.node === 'declaration' && !owner.name ? parent.schema?.blocks.get(owner.keyword.text) : undefined;
  return schema ? { kind: 'block', schema } : { kind: undefined, schema: undefined };
}

/** The part to which a body contributes: one that the model made with it as a layer. */
function partWith(model: Model, owner: Declaration | Member | Link, body: Body, parent: BodyContext): Part | undefined {
  const around = parent.part;
  if (owner.node === 'member') return around && slotsOf(model, around).members.get(owner)?.part;
  if (owner.node === 'link') return around?.links[linkPlace(around.links, owner)]?.settings;
  const inside = around && nestedOf(model, around).get(body);
  return (
    inside ??
    (owner.name || owner.keyword.text === 'policy'
      ? model.partOf({ declaration: owner, scope: parent.scope })
      : undefined)
  );
}

/** The members of a part by their statements, so that a long list of them is not searched for each. */
export const slotsOf = fact((_model: Model, part: Part) => ({
  members: new Map(part.members.map((slot) => [slot.node, slot])),
}));

/** The first layer of each body of a part. */
const layersOf = fact(
  (_model: Model, { layers }: Part): ReadonlyMap<Body, Layer> =>
    new Map(layers.toReversed().map((layer) => [layer.body, layer])),
);

/** What stands in a part without being its member, by the bodies of its layers: the same block may be written very often. */
const nestedOf = fact((_model: Model, part: Part): ReadonlyMap<Body, Part> => {
  const { ports, fabrics, workloads, blocks, policy } = part;
  const nested = [...ports.map((port) => port.part), ...fabrics, ...workloads, ...blocks.values(), policy];
  const byBody = new Map<Body, Part>();
  for (const each of nested)
    for (const { body } of each?.layers ?? []) if (each && !byBody.has(body)) byBody.set(body, each);
  return byBody;
});
