import { quantity, type Rate, type Time } from '../../units/dimension.ts';
import { units } from '../../units/units.ts';
import type { Share } from '../network/share.ts';

/** The time of one year in base units. */
const YEAR = BigInt(units.get('year')?.factor ?? 0);
/** Exponents up to this are compared in whole numbers; beyond it no growth is exactly on the trend, and logarithms tell. */
const LARGEST_EXACT = 4096n;
/** No two bandwidths are further apart than by this many doublings. */
const MOST_DOUBLINGS = 256n;

/** How fast a bandwidth has doubled, as measured: least squares of its logarithm on the year. */
export interface Fit {
  readonly role: 'scale_up' | 'scale_out';
  /** Years in which it doubles, and the interval that holds this with 95 %. */
  readonly years: number;
  readonly low: number;
  readonly high: number;
  /** The systems that were measured. */
  readonly systems: string;
}

/** The measured pace of bandwidth per accelerator, by least squares: see `bandwidth.doubling`. Few systems, chosen by hand. */
export const measuredFits: readonly Fit[] = [
  { role: 'scale_up', years: 2.5, low: 2.1, high: 3.3, systems: 'V100, A100, H100, B200, Rubin, 2017–2026' },
  {
    role: 'scale_out',
    years: 2.0,
    low: 1.5,
    high: 3.1,
    systems: 'reference systems of V100, A100, H100, B200, B300, Rubin, 2017–2026',
  },
];

/**
 * Whether a bandwidth has grown from another by at least 2^(years / doubling), exactly: with years / doubling = q / p in
 * lowest terms, growth^p ≥ 2^q. Years may be negative.
 */
export function keepsUp(now: Share, before: Share, years: number, doubling: Time): boolean {
  const elapsed = BigInt(years) * YEAR;
  const divisor = gcd(elapsed < 0n ? -elapsed : elapsed, BigInt(doubling)) || 1n;
  const [q, p] = [elapsed / divisor, BigInt(doubling) / divisor];
  if (q > MOST_DOUBLINGS * p) return false;
  if (q < -MOST_DOUBLINGS * p) return true;
  if (p > LARGEST_EXACT) return doublings(now, before) >= Number(q) / Number(p);
  const grown = (BigInt(now.bits) * BigInt(before.among)) ** p;
  const due = (BigInt(before.bits) * BigInt(now.among)) ** p;
  return q >= 0n ? grown >= due << q : grown << -q >= due;
}

/** What a bandwidth should have grown to after some years, for show. */
export function dueAfter(before: Share, years: number, doubling: Time): Rate {
  return quantity(Math.round((before.bits / before.among) * 2 ** ((years * Number(YEAR)) / doubling)));
}

/**
 * The first year in which a bandwidth of `since`, doubling on time from then, has what was due from `before` after some
 * years; undefined where that is not in sight.
 */
export function yearMet(now: Share, since: number, before: Share, years: number, doubling: Time): number | undefined {
  const missing = (years * Number(YEAR)) / doubling - doublings(now, before);
  const guess = Math.floor((missing * doubling) / Number(YEAR)) - 1;
  if (!Number.isFinite(guess)) return undefined;
  for (let later = Math.max(0, guess); later <= Math.max(0, guess) + 4; later++) {
    if (keepsUp(now, before, years - later, doubling)) return since + later;
  }
  return undefined;
}

/** Years by which a bandwidth is behind the one due, for show. */
export function yearsBehind(now: Share, before: Share, years: number, doubling: Time): number {
  return years - (doublings(now, before) * doubling) / Number(YEAR);
}

function doublings(now: Share, before: Share): number {
  return Math.log2(now.bits / now.among) - Math.log2(before.bits / before.among);
}

function gcd(a: bigint, b: bigint): bigint {
  let [x, y] = [a, b];
  while (y !== 0n) [x, y] = [y, x % y];
  return x;
}
