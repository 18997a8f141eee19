import type { Unit } from './units.ts';

/** More decimals than these nobody writes. */
const MOST_DECIMALS = 6;

/** A whole number of base units in a unit, exactly: `2.1336` for 48U in metres; undefined with too many decimals. */
export function exactIn(base: number, { factor }: Unit, most: number = MOST_DECIMALS): string | undefined {
  for (let decimals = 0; decimals <= most; decimals++) {
    const scaled = BigInt(base) * 10n ** BigInt(decimals);
    if (scaled % BigInt(factor) === 0n) return withPoint(scaled / BigInt(factor), decimals);
  }
  return undefined;
}

/** The least whole number that is not below `a / b`, for a denominator above zero. */
export function quotientUp(a: bigint, b: bigint): bigint {
  return (a + b - 1n) / b;
}

function withPoint(value: bigint, decimals: number): string {
  const digits = String(value).padStart(decimals + 1, '0');
  return decimals === 0 ? digits : `${digits.slice(0, -decimals)}.${digits.slice(-decimals)}`;
}
