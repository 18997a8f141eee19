import { quantity, type Rate } from '../../units/dimension.ts';

/** A rate shared evenly, in bit/s: `bits / among`. Kept as a fraction so that comparisons are exact. */
export interface Share {
  readonly bits: number;
  readonly among: number;
}

/** Negative, zero or positive as `a` is less than, equal to or more than `b`. */
export function compareShares(a: Share, b: Share): number {
  const left = BigInt(a.bits) * BigInt(b.among);
  const right = BigInt(b.bits) * BigInt(a.among);
  return left < right ? -1 : left > right ? 1 : 0;
}

/** A rate that is a fraction, rounded for show. */
export function shareRate({ bits, among }: Share): Rate {
  return quantity(Math.round(bits / among));
}
