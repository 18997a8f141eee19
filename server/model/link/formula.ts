import type { BinaryOperator, Expr } from '../../../grammar/ast.ts';
import type { Evaluator } from '../evaluate.ts';
import { findConstant, type Scope } from '../scope.ts';

/** An integer formula over the index variables of a link. Conditions come to 0 or 1; a division by zero to NaN. */
export type Formula = (variables: readonly number[]) => number;

/** The names of an expression that are not constants: index variables, bound or not. */
export function freeNames(
  expr: Expr,
  scope: Scope,
): readonly { readonly text: string; readonly start: number; readonly end: number }[] {
  switch (expr.node) {
    case 'reference': {
      const [name] = expr.path;
      return name && expr.path.length === 1 && !findConstant(scope, name.text) ? [name] : [];
    }
    case 'unary':
      return freeNames(expr.operand, scope);
    case 'binary':
      return [...freeNames(expr.left, scope), ...freeNames(expr.right, scope)];
    default:
      return [];
  }
}

/**
 * Compiles an index or a condition. Subexpressions without variables are evaluated once, with `/` rounding down.
 * Undefined when something in it is unknown or no whole number; the evaluator has then reported it.
 */
export function compileFormula(
  expr: Expr,
  scope: Scope,
  evaluator: Evaluator,
  slotOf: (name: string) => number | undefined,
): Formula | undefined {
  if (freeNames(expr, scope).length === 0) return compileConstant(expr, scope, evaluator);
  if (expr.node === 'reference') {
    const slot = slotOf(expr.path[0]?.text ?? '');
    return slot === undefined ? undefined : (variables) => variables[slot] ?? Number.NaN;
  }
  if (expr.node === 'unary') {
    const operand = compileFormula(expr.operand, scope, evaluator, slotOf);
    if (!operand) return undefined;
    return expr.operator === 'not' ? (variables) => (operand(variables) ? 0 : 1) : (variables) => -operand(variables);
  }
  if (expr.node !== 'binary') return undefined;
  const left = compileFormula(expr.left, scope, evaluator, slotOf);
  const right = compileFormula(expr.right, scope, evaluator, slotOf);
  const apply = operators[expr.operator];
  return left && right ? (variables) => apply(left(variables), right(variables)) : undefined;
}

function compileConstant(expr: Expr, scope: Scope, evaluator: Evaluator): Formula | undefined {
  const value = evaluator.evaluate(expr, scope, 'index');
  if (value === undefined) return undefined;
  const number = typeof value === 'boolean' ? Number(value) : value.num / value.den;
  return () => number;
}

const operators: Readonly<Record<BinaryOperator, (a: number, b: number) => number>> = {
  or: (a, b) => (a || b ? 1 : 0),
  and: (a, b) => (a && b ? 1 : 0),
  '==': (a, b) => (a === b ? 1 : 0),
  '!=': (a, b) => (a !== b ? 1 : 0),
  '<': (a, b) => (a < b ? 1 : 0),
  '<=': (a, b) => (a <= b ? 1 : 0),
  '>': (a, b) => (a > b ? 1 : 0),
  '>=': (a, b) => (a >= b ? 1 : 0),
  '+': (a, b) => a + b,
  '-': (a, b) => a - b,
  '*': (a, b) => a * b,
  '/': (a, b) => (b === 0 ? Number.NaN : Math.floor(a / b)),
  '%': (a, b) => (b === 0 ? Number.NaN : a - b * Math.floor(a / b)),
};
