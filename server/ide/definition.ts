import type { Span, Statement, TypeRef } from '../../grammar/ast.ts';
import { declarationOf } from '../checks/language/bodies.ts';
import { memberNamed } from '../model/link/follow-path.ts';
import type { Model } from '../model/model.ts';
import type { Part } from '../model/part.ts';
import type { TypeBinding } from '../model/scope.ts';
import { type Place, placeOf, type Source } from '../model/source.ts';
import { linkBlock } from './meaning.ts';
import { type NameAt, nameAt } from './uses.ts';

/** Where a name leads. */
export interface Destination {
  /** The name that was asked about. */
  readonly from: Span;
  /** The name where it is declared. */
  readonly at: Place;
  /** The whole statement that declares it. */
  readonly whole: Place;
}

/**
 * Where what a name means is declared: an override where that is what counts there, the file that an import opens, and
 * for a statement that overrides another the one that it overrides.
 */
export function definitionAt(model: Model, source: Source, offset: number): Destination | undefined {
  const name = nameAt(model, source, offset);
  const at = name && declaredPlace(model, source, name);
  return at && { from: name.span, at, whole: wholeOf(at) };
}

/** Where the type of what a name means is declared: of a member, a port’s part or a link’s cable. */
export function typeDefinitionAt(model: Model, source: Source, offset: number): Destination | undefined {
  const name = nameAt(model, source, offset);
  const binding = name && typeOf(model, name);
  const { name: declared } = binding?.declaration ?? {};
  if (!name || !binding || !declared) return undefined;
  const home = binding.scope.source;
  return { from: name.span, at: placeOf(home, declared), whole: placeOf(home, binding.declaration) };
}

function declaredPlace(model: Model, source: Source, { on, meaning, body, statement }: NameAt): Place | undefined {
  if (on.what === 'keyword') return overridden(body.part, statement, body.statements);
  if (meaning?.sort === 'property') {
    return overridden(body.part, statement, body.statements);
  }
  if (meaning?.sort === 'import') return importedFile(model, source, meaning.of);
  const { declared, bound } = meaning ?? {};
  if (on.what !== 'name' && on.what !== 'link') return bound ?? declared;
  return overridden(body.part, statement, body.statements) ?? declared;
}

/** The top of the file that an import opens. */
function importedFile({ program }: Model, source: Source, of: object): Place | undefined {
  const node = source.imports.find((each) => each === of);
  const location = node && program.target(source, node);
  const file = location === undefined ? undefined : program.source(location);
  return file && placeOf(file, { start: 0, end: 0 });
}

/** The name of the nearest statement that a statement of a body overrides, in a base or in the type of a member. */
function overridden(part: Part | undefined, statement: Statement, statements: readonly Statement[]): Place | undefined {
  const layers = part?.layers ?? [];
  const own = layers.findIndex((layer) => layer.body.statements === statements);
  for (const { body, scope } of layers.slice(0, Math.max(0, own)).reverse()) {
    const found = body.statements.find((each) => overrides(statement, each));
    const name = found && nameOf(found);
    if (name) return placeOf(scope.source, name);
  }
  return undefined;
}

function overrides(a: Statement, b: Statement): boolean {
  if (a.node !== b.node || nameOf(a)?.text !== nameOf(b)?.text) return false;
  if (a.node !== 'declaration' || b.node !== 'declaration') return true;
  return a.keyword.text === b.keyword.text && (a.name === undefined) === (b.name === undefined);
}

/** The name that a statement declares; of an unnamed block its keyword. */
function nameOf(node: Statement): (Span & { readonly text: string }) | undefined {
  if (node.node === 'declaration') return node.name ?? node.keyword;
  return 'name' in node ? node.name : undefined;
}

/** The statement around a place where something is declared; the place itself for a whole file. */
function wholeOf(at: Place): Place {
  const statement = innermost(at.source.parsed.file.statements, at);
  return statement ? placeOf(at.source, statement) : at;
}

function innermost(statements: readonly Statement[], at: Span): Statement | undefined {
  const around = statements.find((each) => each.start <= at.start && at.end <= each.end && at.end > at.start);
  if (!around || !('body' in around) || !around.body) return around;
  return innermost(around.body.statements, at) ?? around;
}

function typeOf(model: Model, { on, body, statement }: NameAt): TypeBinding | undefined {
  const { scope } = body;
  switch (on.what) {
    case 'type':
      return on.index === on.ref.path.length - 1 ? declarationOf(model, on.ref, scope) : undefined;
    case 'segment':
      return segmentType(model, linkBlock(body), on.node[on.side]?.segments.slice(0, on.index + 1) ?? []);
    case 'link':
      return declarationOf(model, on.node.via, scope);
    case 'name':
    case 'reference':
      return declarationOf(model, typeIn(statement), scope);
    default:
      return undefined;
  }
}

/** The type that a statement names: of a member, as a base, or as the entry of a roadmap. */
function typeIn(node: Statement): TypeRef | undefined {
  if (node.node === 'member') return node.type;
  if (node.node === 'declaration') return node.base;
  return node.node === 'property' && node.value.node === 'reference' ? { ...node.value, node: 'type' } : undefined;
}

function segmentType(
  model: Model,
  block: Part | undefined,
  segments: readonly { readonly name: { readonly text: string } }[],
): TypeBinding | undefined {
  let part = block;
  let found: TypeBinding | undefined;
  for (const { name } of segments) {
    const member = part && memberNamed(part, name.text);
    found = member && declarationOf(model, member.node.type, member.layer.scope);
    part = member?.part;
  }
  return found;
}
