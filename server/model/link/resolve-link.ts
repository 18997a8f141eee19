import type { Expr, Span } from '../../../grammar/ast.ts';
import type { Model } from '../model.ts';
import type { LinkSlot, Part } from '../part.ts';
import { findConstant, type Scope } from '../scope.ts';
import { followPath, type IndexPlace, type Path } from './follow-path.ts';
import { compileFormula, freeNames } from './formula.ts';
import type { Axis, AxisIndex, End, LinkShape, Step, Variable, Where } from './shape.ts';

/** Follows the paths of a link statement and understands its indexes; undefined (and reported) where it cannot. */
export function resolveLink(model: Model, slot: LinkSlot, block: Part): LinkShape | undefined {
  const { node } = slot;
  if (!node.left || !node.right || node.broken) return undefined;
  const { scope } = slot.layer;
  const table = createVariables(model, scope);
  const paths = [followPath(model, node.left, block, scope), followPath(model, node.right, block, scope)] as const;
  const [leftPath, rightPath] = paths;
  if (!leftPath || !rightPath) return undefined;
  // Plain variables bind first, so that a computed index may use one that stands further right.
  const plain = paths.map((path) => path?.places.map((place) => table.bind(place)));
  const [left, right] = paths.map((path, i) => path && finishEnd(path, plain[i] ?? [], table));
  const perPair = node.count ? model.size(node.count, scope) : 1;
  const where = node.where ? resolveWhere(model, node.where, scope, table) : undefined;
  if (!left || !right || perPair === undefined || (node.where && !where)) return undefined;
  return { slot, block, left, right, variables: table.variables, where, perPair };
}

/** The variables of one link, in the order in which they are met. */
interface Variables {
  readonly variables: readonly Variable[];
  slotOf(name: string): number | undefined;
  /** Binds a place that is fixed or a plain variable; undefined for a computed one. */
  bind(place: IndexPlace): AxisIndex | 'computed' | undefined;
  compute(place: IndexPlace): AxisIndex | undefined;
}

function createVariables(model: Model, scope: Scope): Variables {
  const variables: { name: string | undefined; low: number; high: number }[] = [];
  const slots = new Map<string, number>();

  const anonymous = (low: number, high: number): AxisIndex => {
    variables.push({ name: undefined, low, high });
    return { kind: 'variable', slot: variables.length - 1 };
  };

  const named = (name: string, size: number, span: Span): AxisIndex => {
    const slot = slots.get(name) ?? variables.length;
    const bound = variables[slot];
    if (!bound) {
      slots.set(name, slot);
      variables.push({ name, low: 0, high: size - 1 });
    } else if (bound.high !== size - 1) {
      const kept = Math.min(bound.high, size - 1);
      model.sink.report(
        'index.mismatch',
        scope.source,
        span,
        `"${name}" ranges over ${bound.high + 1} in one place and over ${size} here: only ${kept + 1} are linked.`,
      );
      bound.high = kept;
    }
    return { kind: 'variable', slot };
  };

  const bind = (place: IndexPlace): AxisIndex | 'computed' | undefined => {
    const { index, size } = place;
    if (!index || index.node === 'any') return anonymous(0, size - 1);
    if (index.node === 'range') {
      const low = constantIndex(model, index.from, scope, size);
      const high = constantIndex(model, index.to, scope, size);
      return low === undefined || high === undefined ? undefined : anonymous(low, high);
    }
    const free = freeNames(index.value, scope);
    const [only] = free;
    if (!only) {
      const value = constantIndex(model, index.value, scope, size);
      return value === undefined ? undefined : { kind: 'fixed', value };
    }
    return index.value.node === 'reference' ? named(only.text, size, index) : 'computed';
  };

  const compute = (place: IndexPlace): AxisIndex | undefined => {
    if (place.index?.node !== 'at') return undefined;
    const expr = place.index.value;
    const used = boundSlots(model, expr, scope, (name) => slots.get(name));
    const formula = used && compileFormula(expr, scope, model.evaluator, (name) => slots.get(name));
    return used && formula ? { kind: 'computed', formula, slots: used, expr } : undefined;
  };

  return { variables, slotOf: (name) => slots.get(name), bind, compute };
}

/** The slots of the variables in an expression; undefined and reported when one is bound nowhere. */
function boundSlots(
  model: Model,
  expr: Expr,
  scope: Scope,
  slotOf: (name: string) => number | undefined,
): readonly number[] | undefined {
  const used = new Set<number>();
  for (const name of freeNames(expr, scope)) {
    const slot = slotOf(name.text);
    if (slot === undefined) {
      model.sink.report(
        'index.unbound',
        scope.source,
        name,
        `"${name.text}" stands nowhere as an index by itself, so nothing says over what it ranges.`,
      );
      return undefined;
    }
    used.add(slot);
  }
  return [...used];
}

function constantIndex(model: Model, expr: Expr, scope: Scope, size: number): number | undefined {
  const value = model.evaluator.evaluate(expr, scope, 'index');
  if (value === undefined) return undefined;
  const text = scope.source.text.slice(expr.start, expr.end);
  if (typeof value === 'boolean' || value.dimension !== 'number' || value.den !== 1) {
    model.sink.report('index.bounds', scope.source, expr, `An index is a whole number; ${text} is not.`);
    return undefined;
  }
  if (value.num < 0 || value.num >= size) {
    const range = size === 0 ? 'the array is empty' : `the array has 0 to ${size - 1}`;
    model.sink.report('index.bounds', scope.source, expr, `Index ${value.num} is out of bounds: ${range}.`);
    return undefined;
  }
  return value.num;
}

function finishEnd(
  path: Path,
  bound: readonly (AxisIndex | 'computed' | undefined)[],
  table: Variables,
): End | undefined {
  const axes: Axis[] = [];
  for (const [i, place] of path.places.entries()) {
    const found = bound[i];
    const at = found === 'computed' ? table.compute(place) : found;
    if (!at) return undefined;
    axes.push({ size: place.size, at, span: place.span });
  }
  const steps: Step[] = [];
  let next = 0;
  for (const { member, axes: count } of path.members) {
    steps.push({ member, axes: axes.slice(next, next + count) });
    next += count;
  }
  return {
    members: steps.map(({ member }) => member),
    steps,
    part: path.part,
    group: path.group,
    indexed: path.indexed,
    portAxes: axes.slice(next),
  };
}

function resolveWhere(model: Model, expr: Expr, scope: Scope, table: Variables): Where | undefined {
  const compared = plainComparison(expr, scope, table);
  if (compared) return compared;
  const slots = boundSlots(model, expr, scope, table.slotOf);
  const formula = slots && compileFormula(expr, scope, model.evaluator, table.slotOf);
  return slots && formula ? { kind: 'formula', formula, slots } : undefined;
}

/** `a < b` and its kin between two variables, turned so that `<` or `<=` remains. */
function plainComparison(expr: Expr, scope: Scope, table: Variables): Where | undefined {
  if (expr.node !== 'binary') return undefined;
  const left = variableSlot(expr.left, scope, table);
  const right = variableSlot(expr.right, scope, table);
  if (left === undefined || right === undefined || left === right) return undefined;
  switch (expr.operator) {
    case '<':
    case '<=':
    case '!=':
      return { kind: 'compare', left, right, operator: expr.operator };
    case '>':
      return { kind: 'compare', left: right, right: left, operator: '<' };
    case '>=':
      return { kind: 'compare', left: right, right: left, operator: '<=' };
    default:
      return undefined;
  }
}

function variableSlot(expr: Expr, scope: Scope, table: Variables): number | undefined {
  const name = expr.node === 'reference' && expr.path.length === 1 ? expr.path[0]?.text : undefined;
  return name === undefined || findConstant(scope, name) ? undefined : table.slotOf(name);
}
