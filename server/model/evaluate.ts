import type { Binary, Expr, NumberLiteral, QuantityLiteral, Reference, Span, Unary } from '../../grammar/ast.ts';
import {
  type Amount,
  type AmountFault,
  add,
  compare,
  divide,
  floor,
  isFault,
  modulo,
  multiply,
  negate,
  parseNumber,
  parseQuantity,
  subtract,
} from '../units/amount.ts';
import { describeDimension } from '../units/dimension.ts';
import { units } from '../units/units.ts';
import type { FaultSink } from './fault.ts';
import { nearest } from './nearest.ts';
import { type ConstantBinding, findConstant, type Scope } from './scope.ts';
import { placeOf } from './source.ts';

/** What an expression comes to. */
export type Result = Amount | boolean;

/** How `/` divides bare numbers: counts and indexes round down, values are exact. */
export type Division = 'count' | 'index' | 'exact';

/** Constants that lead to constants deeper than this are taken for a mistake. */
const DEEPEST_CHAIN = 200;

/** Evaluates expressions and reports what is wrong with them, each at the operand at fault. */
export interface Evaluator {
  /** The value, or undefined when it is unknown; the reason has then been reported, or the text is broken. */
  evaluate(expr: Expr, scope: Scope, division: Division): Result | undefined;
}

export function createEvaluator(sink: FaultSink): Evaluator {
  const active = new Set<ConstantBinding>();
  const known: Record<Division, Map<ConstantBinding, { readonly value: Result | undefined }>> = {
    count: new Map(),
    index: new Map(),
    exact: new Map(),
  };

  const evaluate = (expr: Expr, scope: Scope, division: Division): Result | undefined => {
    switch (expr.node) {
      case 'number':
        return numberValue(expr, scope);
      case 'quantity':
        return quantityValue(expr, scope);
      case 'boolean':
        return expr.value;
      case 'reference':
        return referenceValue(expr, scope, division);
      case 'unary':
        return unaryValue(expr, scope, division);
      case 'binary':
        return binaryValue(expr, scope, division);
      case 'missing':
        return undefined;
    }
  };

  const numberValue = (expr: NumberLiteral, scope: Scope): Amount | undefined => {
    if (expr.stray) {
      reportStray(sink, expr, expr.stray.text, scope);
      return undefined;
    }
    return checked(parseNumber(expr.digits), expr, scope);
  };

  const quantityValue = (expr: QuantityLiteral, scope: Scope): Amount | undefined => {
    const value = parseQuantity(expr.digits, expr.unit.text);
    if (isFault(value) && value.fault === 'unknown unit') {
      const near = nearest(expr.unit.text, units.keys());
      const hint = near === undefined ? '' : ` Did you mean ${near}?`;
      sink.report('unit.unknown', scope.source, expr.unit, `There is no unit "${expr.unit.text}".${hint}`, {
        replacements:
          near === undefined ? [] : [{ at: placeOf(scope.source, expr.unit), text: near, title: `Change to ${near}` }],
      });
      return undefined;
    }
    return checked(value, expr, scope);
  };

  const referenceValue = (expr: Reference, scope: Scope, division: Division): Result | undefined => {
    const [name, ...more] = expr.path;
    const binding = name && more.length === 0 ? findConstant(scope, name.text) : undefined;
    if (!binding) {
      reportUnresolved(sink, expr, scope);
      return undefined;
    }
    const memo = known[division].get(binding);
    if (memo) return memo.value;
    if (active.has(binding) || active.size > DEEPEST_CHAIN) {
      const chain = [...active].map((each) => each.node.name.text).join(' → ');
      sink.report(
        'value.range',
        binding.scope.source,
        binding.node.name,
        `"${binding.node.name.text}" is defined by itself: ${chain} → ${binding.node.name.text}.`,
      );
      return undefined;
    }
    active.add(binding);
    const value = evaluate(binding.node.value, binding.scope, division);
    active.delete(binding);
    known[division].set(binding, { value });
    return value;
  };

  const unaryValue = (expr: Unary, scope: Scope, division: Division): Result | undefined => {
    const operand = evaluate(expr.operand, scope, division);
    if (operand === undefined) return undefined;
    if (expr.operator === 'not') {
      const value = truth(operand, expr.operand, scope);
      return value === undefined ? undefined : !value;
    }
    const amount = numeric(operand, expr.operand, scope);
    return amount && negate(amount);
  };

  const truth = (value: Result, span: Span, scope: Scope): boolean | undefined => {
    if (typeof value === 'boolean') return value;
    sink.report('unit.dimension', scope.source, span, 'Expected a condition (true or false) here, found a value.');
    return undefined;
  };

  const numeric = (value: Result, span: Span, scope: Scope): Amount | undefined => {
    if (typeof value !== 'boolean') return value;
    sink.report('unit.dimension', scope.source, span, 'Expected a value here, found a condition (true or false).');
    return undefined;
  };

  const binaryValue = (expr: Binary, scope: Scope, division: Division): Result | undefined => {
    const left = evaluate(expr.left, scope, division);
    const right = evaluate(expr.right, scope, division);
    if (left === undefined || right === undefined) return undefined;
    if (expr.operator === 'and' || expr.operator === 'or') {
      const a = truth(left, expr.left, scope);
      const b = truth(right, expr.right, scope);
      if (a === undefined || b === undefined) return undefined;
      return expr.operator === 'and' ? a && b : a || b;
    }
    const a = numeric(left, expr.left, scope);
    const b = numeric(right, expr.right, scope);
    if (!a || !b) return undefined;
    if (['==', '!=', '<', '<=', '>', '>='].includes(expr.operator)) return compared(expr, a, b, scope);
    return arithmetic(expr, a, b, scope, division);
  };

  const compared = (expr: Binary, a: Amount, b: Amount, scope: Scope): boolean | undefined => {
    const order = compare(a, b);
    if (order === undefined) {
      sink.report(
        'unit.dimension',
        scope.source,
        expr.right,
        `Cannot compare ${describeDimension(a.dimension)} with ${describeDimension(b.dimension)}.`,
      );
      return undefined;
    }
    switch (expr.operator) {
      case '==':
        return order === 0;
      case '!=':
        return order !== 0;
      case '<':
        return order < 0;
      case '<=':
        return order <= 0;
      case '>':
        return order > 0;
      default:
        return order >= 0;
    }
  };

  const arithmetic = (expr: Binary, a: Amount, b: Amount, scope: Scope, division: Division): Amount | undefined => {
    const value = combine(expr, a, b);
    if (isFault(value) && value.fault === 'dimension') {
      const verb = expr.operator === '+' || expr.operator === '-' ? 'combine' : `apply "${expr.operator}" to`;
      sink.report(
        'unit.dimension',
        scope.source,
        expr.right,
        `Cannot ${verb} ${describeDimension(a.dimension)} and ${describeDimension(b.dimension)}.`,
      );
      return undefined;
    }
    if (isFault(value) && value.fault === 'zero') {
      sink.report('value.range', scope.source, expr.right, 'Division by zero.');
      return undefined;
    }
    const result = checked(value, expr, scope);
    if (!result || expr.operator !== '/' || division === 'exact' || result.den === 1 || result.dimension !== 'number')
      return result;
    if (division === 'count') {
      sink.report(
        'value.inexact',
        scope.source,
        expr,
        `This division leaves a remainder: it is rounded down to ${floor(result).num}.`,
      );
    }
    return floor(result);
  };

  const checked = (value: Amount | AmountFault, span: Span, scope: Scope): Amount | undefined => {
    if (!isFault(value)) return value;
    const text = scope.source.text.slice(span.start, span.end);
    const message =
      value.fault === 'too fine'
        ? `${text} is finer than topo resolves.`
        : `${text} is too large or too fine to be held exactly.`;
    sink.report('value.range', scope.source, span, message);
    return undefined;
  };

  return { evaluate };
}

function combine(expr: Binary, a: Amount, b: Amount): Amount | AmountFault {
  switch (expr.operator) {
    case '+':
      return add(a, b);
    case '-':
      return subtract(a, b);
    case '*':
      return multiply(a, b);
    case '/':
      return divide(a, b);
    default:
      return modulo(a, b);
  }
}

/** Reports a name after a number: a unit that should be glued to it, or a word that has no business there. */
function reportStray(sink: FaultSink, expr: NumberLiteral, word: string, scope: Scope): void {
  if (!units.has(word)) {
    const span = expr.stray ?? expr;
    sink.report('syntax.error', scope.source, span, `Unexpected "${word}" after the number.`);
    return;
  }
  const joined = `${scope.source.text.slice(expr.start, expr.end).replace(/\s+/g, '')}`;
  sink.report('unit.missing', scope.source, expr, `The unit "${word}" must be glued to its number: ${joined}.`, {
    replacements: [{ at: placeOf(scope.source, expr), text: joined, title: `Write ${joined}` }],
  });
}

/** Reports a name that is neither a constant nor anything else that may stand here. */
function reportUnresolved(sink: FaultSink, expr: Reference, scope: Scope): void {
  const written = expr.path.map((name) => name.text).join('.');
  const near = nearest(written, constantNames(scope));
  const hint = near === undefined ? '' : ` Did you mean ${near}?`;
  sink.report('name.unresolved', scope.source, expr, `There is no constant "${written}" here.${hint}`, {
    replacements:
      near === undefined ? [] : [{ at: placeOf(scope.source, expr), text: near, title: `Change to ${near}` }],
  });
}

function* constantNames(scope: Scope): Generator<string> {
  for (let at: Scope | undefined = scope; at; at = at.parent) yield* at.constants.keys();
}
