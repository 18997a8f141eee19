import type { Analysis } from '../../checks/analyse.ts';
import { placeOf } from '../../model/source.ts';
import { isFault, parseQuantity } from '../../units/amount.ts';
import { exactIn } from '../../units/exact.ts';
import { unitsOf } from '../../units/units.ts';
import { targetAt } from '../target.ts';
import type { Action } from './action.ts';

/** A conversion with more decimals is exact and helps nobody. */
const MOST_DECIMALS = 4;
/** Values that people read at a glance. */
const READABLE = { from: 0.01, below: 100_000 };

/** The quantity at an offset in each other unit in which it is exactly the same and can be read. */
export function unitConversions({ source }: Analysis, offset: number): readonly Action[] {
  const { file } = source.parsed;
  const here = targetAt(file, source.text, offset);
  const target = here ?? (offset > 0 ? targetAt(file, source.text, offset - 1) : undefined);
  if (target?.on.what !== 'quantity') return [];
  const { expr } = target.on;
  const amount = parseQuantity(expr.digits, expr.unit.text);
  if (isFault(amount)) return [];
  return unitsOf(amount.dimension).flatMap((unit): readonly Action[] => {
    const digits = unit.name === expr.unit.text ? undefined : exactIn(amount.num, unit, MOST_DECIMALS);
    const value = Number(digits);
    if (digits === undefined || value < READABLE.from || value >= READABLE.below) return [];
    const text = digits + unit.name;
    return [{ title: `Write ${text}`, kind: 'refactor.rewrite', edits: () => [{ at: placeOf(source, expr), text }] }];
  });
}
