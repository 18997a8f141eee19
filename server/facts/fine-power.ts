import { type Power, quantity, type Ratio, WHOLE } from '../units/dimension.ts';
import { quotientUp } from '../units/exact.ts';

/**
 * Power in 10^-6 mW, as a whole number. A share of a power, such as 79.9999 % of a feed, is seldom a whole number of
 * milliwatts; in this unit the product of a power and a ratio is exact, and so is every comparison.
 */
export type FinePower = bigint;

/** A milliwatt has as many parts as a ratio of one. */
const PARTS = BigInt(WHOLE);

/** A power, exactly. */
export function fine(power: number): FinePower {
  return BigInt(power) * PARTS;
}

/** A share of a power, exactly. */
export function shareOf(power: number, ratio: Ratio): FinePower {
  return BigInt(power) * BigInt(ratio);
}

/** The nearest milliwatt, to be shown. */
export function shown(power: FinePower): Power {
  return quantity(Number((power + PARTS / 2n) / PARTS));
}

/** The least whole number of milliwatts that is not below it. */
export function covering(power: FinePower): Power {
  return quantity(Number(quotientUp(power, PARTS)));
}
