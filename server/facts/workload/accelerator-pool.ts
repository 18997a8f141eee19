import type { Model } from '../../model/model.ts';
import type { Part } from '../../model/part.ts';
import { type Site, sitesUnder } from '../../model/site.ts';
import { quotientUp } from '../../units/exact.ts';
import { fact } from '../fact.ts';

/** Accelerators of one type in a cluster. */
export interface PoolPart {
  readonly part: Part;
  readonly count: number;
  /** Usable HBM of one, in bytes; undefined where it is not stated. */
  readonly capacity: number | undefined;
  /** Bandwidth of its HBM in bit/s; undefined where it is not stated. */
  readonly bandwidth: number | undefined;
}

/** The accelerators of a root by type; undefined where there is none, or their number is not known. */
export const acceleratorPool = fact((model: Model, root: Site): readonly PoolPart[] | undefined => {
  const byPart = new Map<Part, number>();
  for (const site of sitesUnder(root)) {
    if (site.part.kind !== 'accelerator' || site.count === 0) continue;
    if (site.count === undefined) return undefined;
    byPart.set(site.part, (byPart.get(site.part) ?? 0) + site.count);
  }
  const pool = [...byPart].map(([part, count]): PoolPart => {
    const hbm = part.blocks.get('hbm');
    const capacity = model.values.quantity(hbm, 'capacity', 'memory');
    return { part, count, capacity, bandwidth: model.values.quantity(hbm, 'bandwidth', 'rate') };
  });
  return pool.length > 0 ? pool : undefined;
});

/** Some accelerators of a pool, and what they have in all. */
export interface Share {
  readonly used: readonly { readonly part: Part; readonly each: number; readonly count: number }[];
  readonly total: bigint;
}

/** The best `number` accelerators of a pool, or all where there are fewer; undefined where the figure of one is not stated. */
export function bestOf(pool: readonly PoolPart[], figure: 'capacity' | 'bandwidth', number: number): Share | undefined {
  const known = pool.flatMap((type) => {
    const each = type[figure];
    return each === undefined ? [] : [{ part: type.part, each, count: type.count }];
  });
  if (known.length < pool.length) return undefined;
  let left = number;
  const used = known
    .sort((a, b) => b.each - a.each)
    .flatMap(({ part, each, count }) => {
      const taken = Math.min(count, left);
      left -= taken;
      return taken > 0 ? [{ part, each, count: taken }] : [];
    });
  return { used, total: used.reduce((sum, { each, count }) => sum + BigInt(each) * BigInt(count), 0n) };
}

/** The least number of accelerators of a pool that have an amount in all; undefined where all of them have less. */
export function fewestWith(
  pool: readonly PoolPart[],
  figure: 'capacity' | 'bandwidth',
  amount: bigint,
): number | undefined {
  const all = bestOf(pool, figure, Number.POSITIVE_INFINITY);
  if (!all || all.total < amount) return undefined;
  let [left, number] = [amount, 0];
  for (const { each, count } of all.used) {
    const needed = Number(quotientUp(left, BigInt(each)));
    if (needed <= count) return number + Math.max(0, needed);
    left -= BigInt(each) * BigInt(count);
    number += count;
  }
  return number;
}
