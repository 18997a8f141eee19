import type { Body, Expr, TypeRef } from '../../grammar/ast.ts';
import { createElaborator } from './elaborate.ts';
import { createEvaluator, type Evaluator } from './evaluate.ts';
import { createFaultSink, type FaultSink } from './fault.ts';
import { type Budget, newBudget } from './link/domain.ts';
import type { BodyChange } from './link-names.ts';
import { nearest } from './nearest.ts';
import type { Part } from './part.ts';
import type { Program } from './program.ts';
import type { Relinked } from './relink.ts';
import { fileScope, findType, type Scope, type TypeBinding, visibleTypes } from './scope.ts';
import { placeOf, type Source } from './source.ts';
import { createValues, type Values } from './values.ts';

/** Sizes above this are taken for a mistake: products of them would leave exact arithmetic. */
const LARGEST_SIZE = 2 ** 31;

/** What is meant: names bound, values in base units, parts with their members. One for each analysis. */
export interface Model {
  readonly program: Program;
  readonly sink: FaultSink;
  readonly evaluator: Evaluator;
  readonly values: Values;
  /** Index tuples that may still be enumerated. */
  readonly budget: Budget;
  /** The scope of a file's top level, one object for each file. */
  scopeOf(source: Source): Scope;
  /** The declaration that a type reference names; undefined and reported when there is none. */
  resolve(ref: TypeRef, scope: Scope): TypeBinding | undefined;
  /** What a declaration means where it stands. */
  partOf(binding: TypeBinding): Part | undefined;
  /** The parts to which a body contributes in which links may stand. */
  linkedBy(body: Body): readonly Part[];
  /** Gives those parts the links that the body has now; undefined where they have to be made anew. */
  relink(body: Body, change: BodyChange): readonly Relinked[] | undefined;
  /** A whole, non-negative size or count; undefined and reported when it is not one. */
  size(expr: Expr, scope: Scope): number | undefined;
}

export function createModel(program: Program): Model {
  const sink = createFaultSink();
  const evaluator = createEvaluator(sink);
  const scopes = new Map<Source, Scope>();

  const scopeOf = (source: Source): Scope => {
    const scope = scopes.get(source) ?? fileScope(source);
    scopes.set(source, scope);
    return scope;
  };

  const resolve = (ref: TypeRef, scope: Scope): TypeBinding | undefined => {
    const lookup = findType(program, scopeOf, ref, scope);
    if ('found' in lookup) return lookup.found;
    // A file that is not there is reported at its import; a broken reference by the parser.
    if (lookup.missing !== 'file' && lookup.name !== '') reportUnresolvedType(ref, scope, lookup);
    return undefined;
  };

  const names = new Map<Scope, readonly string[]>();
  const namesIn = (scope: Scope): readonly string[] => {
    // Where a scope adds none, the names are those around it: there may be as many scopes as names.
    if (scope.types.size === 0 && scope.parent) return namesIn(scope.parent);
    const known = names.get(scope) ?? visibleTypes(program, scopeOf, scope).map(([name]) => name);
    names.set(scope, known);
    return known;
  };

  const reportUnresolvedType = (
    ref: TypeRef,
    scope: Scope,
    lookup: { readonly missing: string; readonly name: string },
  ): void => {
    const written = ref.path.map((name) => name.text).join('.');
    const names = namesIn(scope);
    const near = nearest(written, names) ?? names.find((name) => name.endsWith(`.${written}`));
    const what =
      lookup.missing === 'import' ? `Nothing is imported as "${lookup.name}".` : `There is no type "${written}".`;
    sink.report('name.unresolved', scope.source, ref, near === undefined ? what : `${what} Did you mean ${near}?`, {
      replacements:
        near === undefined ? [] : [{ at: placeOf(scope.source, ref), text: near, title: `Change to ${near}` }],
    });
  };

  const size = (expr: Expr, scope: Scope): number | undefined => {
    const value = evaluator.evaluate(expr, scope, 'count');
    if (value === undefined) return undefined;
    const text = scope.source.text.slice(expr.start, expr.end);
    if (typeof value === 'boolean' || value.dimension !== 'number') {
      sink.report('unit.dimension', scope.source, expr, `A count is a bare number; ${text} is not.`);
      return undefined;
    }
    if (value.den !== 1 || value.num < 0 || value.num > LARGEST_SIZE) {
      const problem = value.num < 0 ? 'negative' : value.den === 1 ? 'too large' : 'not whole';
      sink.report(
        'value.range',
        scope.source,
        expr,
        `A count is a whole number from 0 to ${LARGEST_SIZE}; ${text} is ${problem} (${value.num / value.den}).`,
      );
      return undefined;
    }
    return value.num;
  };

  const elaborator = createElaborator({
    resolve,
    sizes: (dims, scope) => {
      const sizes = (dims ?? []).map((dim) => size(dim, scope));
      if (!sizes.every((each) => each !== undefined)) return undefined;
      const [first] = dims ?? [];
      if (!first || Number.isSafeInteger(sizes.reduce((product, each) => product * each, 1))) return sizes;
      const most = Number.MAX_SAFE_INTEGER.toLocaleString('en');
      sink.report('value.range', scope.source, first, `An array has at most ${most} elements.`);
      return undefined;
    },
    tooDeep: ({ declaration: { base }, scope }) => {
      if (base) sink.report('index.budget', scope.source, base, 'Too many types derive from each other here.');
    },
    cycle: (binding, chain) => {
      const names = [...chain, binding].map((each) => each.declaration.name?.text ?? '?').join(' : ');
      const { base } = binding.declaration;
      if (base) sink.report('type.cycle', binding.scope.source, base, `A type cannot derive from itself: ${names}.`);
    },
  });

  const values = createValues(evaluator, sink);
  const budget = newBudget();
  return {
    program,
    sink,
    evaluator,
    values,
    budget,
    scopeOf,
    resolve,
    partOf: elaborator.partOf,
    linkedBy: elaborator.linkedBy,
    relink: elaborator.relink,
    size,
  };
}
