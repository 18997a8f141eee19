import type { Constant } from '../../../grammar/ast.ts';
import type { Result } from '../../model/evaluate.ts';
import type { Model } from '../../model/model.ts';
import type { ConstantBinding } from '../../model/scope.ts';
import { inBaseUnits } from '../../units/amount.ts';
import { quantity } from '../../units/dimension.ts';
import { decimal, format } from '../../units/format.ts';
import { code, page, table } from './markdown.ts';

/** A constant: its value, and the expression where it is one. */
export function constantHover(model: Model, binding: ConstantBinding): string {
  const { node, scope } = binding;
  const value = model.evaluator.evaluate(node.value, scope, 'exact');
  const text = scope.source.text.slice(node.value.start, node.value.end);
  const shown = value === undefined ? 'value unknown' : formatResult(value);
  return page(node.doc, table([`**let ${node.name.text}**`, shown], isLiteral(node) ? [] : [['=', code(text)]]));
}

function isLiteral({ value }: Constant): boolean {
  return value.node === 'number' || value.node === 'quantity' || value.node === 'boolean' || value.node === 'missing';
}

function formatResult(value: Result): string {
  if (typeof value === 'boolean') return String(value);
  if (value.dimension === 'number') return decimal(value.num / value.den, 6);
  return format(quantity<typeof value.dimension>(inBaseUnits(value)), value.dimension);
}
