import type { Endpoint, Expr, Index, Segment, Span } from '../../../grammar/ast.ts';
import type { Model } from '../model.ts';
import { nearest } from '../nearest.ts';
import type { LinkSlot, MemberSlot, Part, PortGroup } from '../part.ts';
import { findConstant, type Scope } from '../scope.ts';
import { placeOf } from '../source.ts';
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

/** One index position on a path: the array's size there and what is written, undefined where it is left out. */
interface IndexPlace {
  readonly size: number;
  readonly index: Index | undefined;
  readonly span: Span;
}

interface Path {
  readonly span: Span;
  readonly members: readonly { readonly member: MemberSlot; readonly axes: number }[];
  readonly part: Part;
  readonly group: PortGroup | undefined;
  readonly indexed: boolean;
  /** Index positions of all members in order, then those of the port group. */
  readonly places: readonly IndexPlace[];
}

function followPath(model: Model, endpoint: Endpoint, block: Part, scope: Scope): Path | undefined {
  const members: { member: MemberSlot; axes: number }[] = [];
  const places: IndexPlace[] = [];
  let part = block;
  for (const segment of endpoint.segments) {
    const group = part.ports.find((each) => each.name === segment.name.text);
    const member = memberNamed(part, segment.name.text);
    if (group && (!member || segment === endpoint.segments.at(-1)) && members.length > 0) {
      if (segment !== endpoint.segments.at(-1)) return reportBeyondPort(model, segment, scope);
      const portPlaces = segment.indexes ? indexPlaces(model, segment, group.dims, scope) : [];
      return (
        portPlaces && {
          span: endpoint,
          members,
          part,
          group,
          indexed: segment.indexes !== undefined,
          places: [...places, ...portPlaces],
        }
      );
    }
    if (!member) return reportNoMember(model, segment, part, scope);
    const own = indexPlaces(model, segment, member.dims, scope);
    if (!own || !member.part) return undefined;
    members.push({ member, axes: own.length });
    places.push(...own);
    part = member.part;
  }
  if (members.length === 0) return undefined;
  if (part.ports.length === 0 && !['accelerator', 'nic', 'switch'].includes(part.kind))
    return reportNoPorts(model, endpoint, part, scope);
  return { span: endpoint, members, part, group: undefined, indexed: false, places };
}

const byName = new WeakMap<Part, ReadonlyMap<string, MemberSlot>>();

/** A member of a part, found without searching a long list of them for each link. */
function memberNamed(part: Part, name: string): MemberSlot | undefined {
  const known = byName.get(part) ?? new Map(part.members.map((member) => [member.name, member]));
  byName.set(part, known);
  return known.get(name);
}

/** One place for each dimension: what is written, then nothing for the trailing ones that are left out. */
function indexPlaces(
  model: Model,
  segment: Segment,
  dims: readonly number[] | undefined,
  scope: Scope,
): readonly IndexPlace[] | undefined {
  if (!dims) return undefined;
  const written = segment.indexes ?? [];
  const extra = written[dims.length];
  if (extra) {
    const what =
      dims.length === 0
        ? 'is a single, it takes no index'
        : `has ${dims.length} dimension${dims.length === 1 ? '' : 's'}`;
    model.sink.report('index.bounds', scope.source, extra, `"${segment.name.text}" ${what}.`);
    return undefined;
  }
  return dims.map((size, i) => ({ size, index: written[i], span: written[i] ?? segment }));
}

function reportNoMember(model: Model, segment: Segment, part: Part, scope: Scope): undefined {
  const names = [...part.members.map((each) => each.name), ...part.ports.map((each) => each.name)];
  const near = nearest(segment.name.text, names);
  const hint = near !== undefined ? ` Did you mean ${near}?` : names.length > 0 ? ` It has ${names.join(', ')}.` : '';
  model.sink.report(
    'name.unresolved',
    scope.source,
    segment.name,
    `"${part.name}" has no member or port "${segment.name.text}".${hint}`,
    {
      replacements:
        near === undefined ? [] : [{ at: placeOf(scope.source, segment.name), text: near, title: `Change to ${near}` }],
    },
  );
}

function reportBeyondPort(model: Model, segment: Segment, scope: Scope): undefined {
  model.sink.report('type.kind', scope.source, segment.name, `"${segment.name.text}" is a port: a path ends there.`);
}

function reportNoPorts(model: Model, endpoint: Endpoint, part: Part, scope: Scope): undefined {
  const inside = part.members.map((each) => each.name);
  const hint = inside.length > 0 ? ` Go on to one of its members: ${inside.join(', ')}.` : '';
  model.sink.report(
    'type.kind',
    scope.source,
    endpoint,
    `A link ends on a part with ports; "${part.name}" is a ${part.kind} without any.${hint}`,
  );
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
    span: path.span,
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
