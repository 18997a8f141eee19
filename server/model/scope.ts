import type { Constant, Declaration, TypeRef } from '../../grammar/ast.ts';
import { importNamed, type Program } from './program.ts';
import type { Source } from './source.ts';

/** A constant, and the scope in which its value is evaluated. */
export interface ConstantBinding {
  readonly node: Constant;
  readonly scope: Scope;
}

/** A declaration, and the scope in which it stands. */
export interface TypeBinding {
  readonly declaration: Declaration;
  readonly scope: Scope;
}

/** Where names are looked up: the nearest wins, outwards to the file. */
export interface Scope {
  readonly source: Source;
  readonly parent: Scope | undefined;
  readonly constants: ReadonlyMap<string, ConstantBinding>;
  readonly types: ReadonlyMap<string, TypeBinding>;
}

/** The scope of a file's top level. */
export function fileScope(source: Source): Scope {
  const constants = new Map<string, ConstantBinding>();
  const types = new Map<string, TypeBinding>();
  const scope: Scope = { source, parent: undefined, constants, types };
  for (const [name, node] of source.constants) constants.set(name, { node, scope });
  for (const [name, declaration] of source.types) types.set(name, { declaration, scope });
  return scope;
}

export function findConstant(scope: Scope, name: string): ConstantBinding | undefined {
  for (let at: Scope | undefined = scope; at; at = at.parent) {
    const binding = at.constants.get(name);
    if (binding) return binding;
  }
  return undefined;
}

/** What a type reference leads to. */
export type TypeLookup =
  | { readonly found: TypeBinding }
  | {
      readonly missing: 'type' | 'import' | 'file';
      readonly name: string;
      readonly span: { readonly start: number; readonly end: number };
    };

/** Looks up `Name` in the scopes outwards, `alias.Name` in the file that the alias imports. */
export function findType(program: Program, scopeOf: (source: Source) => Scope, ref: TypeRef, scope: Scope): TypeLookup {
  const [first, second, ...rest] = ref.path;
  if (!first) return { missing: 'type', name: '', span: ref };
  if (!second) {
    for (let at: Scope | undefined = scope; at; at = at.parent) {
      const found = at.types.get(first.text);
      if (found) return { found };
    }
    return { missing: 'type', name: first.text, span: first };
  }
  const node = importNamed(scope.source, first.text);
  if (!node) return { missing: 'import', name: first.text, span: first };
  const location = program.target(scope.source, node);
  const source = location === undefined ? undefined : program.source(location);
  if (!source) return { missing: 'file', name: first.text, span: first };
  const found = rest.length === 0 ? scopeOf(source).types.get(second.text) : undefined;
  return found ? { found } : { missing: 'type', name: second.text, span: second };
}

/** Every type name that can be written in a scope, for suggestions: local and file types, and `alias.Name`. */
export function visibleTypes(
  program: Program,
  scopeOf: (source: Source) => Scope,
  scope: Scope,
): readonly [string, TypeBinding][] {
  const names = new Map<string, TypeBinding>();
  for (let at: Scope | undefined = scope; at; at = at.parent) {
    for (const [name, binding] of at.types) if (!names.has(name)) names.set(name, binding);
  }
  const aliases = new Set<string>();
  for (const node of scope.source.imports) {
    const alias = program.importName(node);
    if (!alias || aliases.has(alias)) continue;
    aliases.add(alias);
    const location = program.target(scope.source, node);
    const source = location === undefined ? undefined : program.source(location);
    if (!source) continue;
    for (const [name, binding] of scopeOf(source).types) names.set(`${alias}.${name}`, binding);
  }
  return [...names];
}
