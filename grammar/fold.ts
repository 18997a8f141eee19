import type { IToken } from 'chevrotain';
import type { BinaryOperator, Expr, Span } from './ast.ts';

/** One operand of a chain, with the `not`s before it, which may negate more than this operand. */
export interface Operand extends Span {
  readonly nots: readonly IToken[];
  readonly value: Expr;
}

/** An expression as it is written: operands with operators between them, so one operator less than operands. */
export interface Chain {
  readonly operands: readonly Operand[];
  readonly operators: readonly IToken[];
}

/** A value with the parentheses around it, which are not in the value's own span. */
interface Term extends Span {
  readonly value: Expr;
}

/**
 * Gives the operators of a chain their levels, by precedence climbing. All are left-associative; comparisons do not
 * chain, and `not` stands only where a comparison or a looser operand can: both are reported, and read all the same.
 */
export function fold(chain: Chain, fault: (at: IToken, message: string) => void): Expr {
  const compared = new Set<Expr>();
  let next = 0;

  function climb(lowest: number, first?: Term): Term | undefined {
    let left = first ?? prefixed(lowest);
    for (;;) {
      const operator = chain.operators[next - 1];
      const level = operator ? levelOf(operator) : 0;
      if (!left || !operator || level < lowest) return left;
      const right = climb(level + 1);
      if (!right) return left;
      if (level === comparison && compared.has(left.value)) fault(operator, chained);
      left = joined(left, operator, right);
      if (level === comparison) compared.add(left.value);
    }
  }

  function prefixed(lowest: number): Term | undefined {
    const operand = chain.operands[next++];
    const outermost = operand?.nots[0];
    if (!operand || !outermost) return operand;
    if (lowest > negation) fault(outermost, misplacedNot);
    return operand.nots.reduceRight(negated, climb(comparison, operand) ?? operand);
  }

  return climb(1)?.value ?? { node: 'missing', start: 0, end: 0 };
}

function joined(left: Term, operator: IToken, right: Term): Term {
  const span = { start: left.start, end: right.end };
  const value: Expr = {
    node: 'binary',
    ...span,
    // The token's category says that it is one.
    operator: operator.image as BinaryOperator,
    left: left.value,
    right: right.value,
  };
  return { ...span, value };
}

function negated(operand: Term, token: IToken): Term {
  const span = { start: token.startOffset, end: operand.end };
  return { ...span, value: { node: 'unary', ...span, operator: 'not', operand: operand.value } };
}

const chained = 'A comparison does not chain. Write "a < b and b < c".';
const misplacedNot = 'Expected a value. Put "not" and what it negates in parentheses.';

/** The levels of operators, the loosest first. Every operator that is not listed is a comparison. */
const negation = 3;
const comparison = 4;
const levels: Readonly<Record<string, number>> = { or: 1, and: 2, '+': 5, '-': 5, '*': 6, '/': 6, '%': 6 };

function levelOf(operator: IToken): number {
  return levels[operator.image] ?? comparison;
}
