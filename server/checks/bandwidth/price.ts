import { type BillDifference, billDifference, billOf } from '../../facts/bill.ts';
import { type Power, quantity } from '../../units/dimension.ts';
import { formatCount, formatDifference, formatMoney, formatPower } from '../../units/format.ts';
import type { Trial } from '../check.ts';

/** What a change of a network costs, as its outcome shows: `+4 switches, +256 links, +8.91 kW, +19,264 USD, an estimate`. */
export function priceOfTrial({ before, after }: Trial): string {
  const change = billDifference(billOf(before.model, before.root), billOf(after.model, after.root));
  const counts = [
    counted(change.nodes, 'node', 'nodes'),
    counted(change.switches, 'switch', 'switches'),
    counted(change.links, 'link', 'links'),
  ];
  const all = [...counts.flatMap((each) => each ?? []), power(change), ...money(change)];
  return all.join(', ');
}

function counted(count: number, one: string, many: string): string | undefined {
  return count === 0 ? undefined : `${formatDifference(count, formatCount)} ${Math.abs(count) === 1 ? one : many}`;
}

function power({ power: more }: BillDifference): string {
  if (more === undefined) return 'power unknown';
  return more === 0
    ? 'no power'
    : formatDifference(more, (value) => formatPower(quantity<'power'>(value) satisfies Power));
}

/** All prices of the catalog are estimates. */
function money({ price }: BillDifference): readonly string[] {
  return price === undefined || price === 0 ? [] : [`${formatDifference(price, formatMoney)}, an estimate`];
}
