import type { QuantityLiteral } from '../../../grammar/ast.ts';
import { inBaseUnits, isFault, parseQuantity } from '../../units/amount.ts';
import { decimal } from '../../units/format.ts';
import { type Unit, units, unitsOf } from '../../units/units.ts';
import { type Row, table } from './markdown.ts';

/** Values outside of this range read badly in a unit and are left out. */
const SMALLEST_SHOWN = 1e-3;
const LARGEST_SHOWN = 1e6;
/** Decimals of a converted value. */
const DECIMALS = 4;

/** A quantity in the other units of its dimension. */
export function quantityHover(literal: QuantityLiteral): string | undefined {
  const unit = units.get(literal.unit.text);
  const amount = parseQuantity(literal.digits, literal.unit.text);
  if (!unit || isFault(amount)) return undefined;
  const value = inBaseUnits(amount);
  const head = [`**${literal.digits} ${unit.name}**`, unit.doc] as const;
  if (unit.dimension === 'ratio') return table(head, [['as a bare number', decimal(value / 1e6, 6)]]);
  const others = unitsOf(unit.dimension).filter((other) => other.name !== unit.name);
  return table(head, [...others.flatMap((other) => converted(value, other)), ...bothWays(value, unit)]);
}

function converted(value: number, unit: Unit): readonly Row[] {
  const amount = value / unit.factor;
  const isReadable = value === 0 || (Math.abs(amount) >= SMALLEST_SHOWN && Math.abs(amount) < LARGEST_SHOWN);
  return isReadable ? [[`${decimal(amount, DECIMALS)} ${unit.name}`, unit.doc]] : [];
}

/** Makers add up both directions of a link; the language counts one. */
function bothWays(value: number, unit: Unit): readonly Row[] {
  if (unit.dimension !== 'rate') return [];
  const both = `${decimal((2 * value) / unit.factor, DECIMALS)} ${unit.name}`;
  return [[both, 'both directions added, as makers count NVLink']];
}
