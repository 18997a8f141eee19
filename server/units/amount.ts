import type { Dimension } from './dimension.ts';
import { units } from './units.ts';

/**
 * An exact value of one dimension: `num / den` base units, in lowest terms, `den` positive. A bare number has the
 * dimension `number` and counts ones.
 */
export interface Amount {
  readonly dimension: Dimension;
  readonly num: number;
  readonly den: number;
}

/** Why an amount cannot be made or combined. */
export interface AmountFault {
  readonly fault: 'overflow' | 'too fine' | 'dimension' | 'zero' | 'unknown unit';
}

export function isFault(value: Amount | AmountFault): value is AmountFault {
  return 'fault' in value;
}

/** Reads the digits of a bare number such as `2.5`. */
export function parseNumber(digits: string): Amount | AmountFault {
  return scaled(digits, 'number', 1);
}

/** Reads a quantity such as `2.5` `m`. Finer than the base unit is `too fine`. */
export function parseQuantity(digits: string, unitName: string): Amount | AmountFault {
  const unit = units.get(unitName);
  if (!unit) return { fault: 'unknown unit' };
  const amount = scaled(digits, unit.dimension, unit.factor);
  return isFault(amount) || amount.den === 1 ? amount : { fault: 'too fine' };
}

export function add(a: Amount, b: Amount): Amount | AmountFault {
  if (a.dimension !== b.dimension) return { fault: 'dimension' };
  return reduced(a.dimension, a.num * b.den + b.num * a.den, a.den * b.den);
}

export function negate(a: Amount): Amount {
  return { ...a, num: a.num === 0 ? 0 : -a.num };
}

export function subtract(a: Amount, b: Amount): Amount | AmountFault {
  return add(a, negate(b));
}

/** A product needs a bare number or a ratio on at least one side. */
export function multiply(a: Amount, b: Amount): Amount | AmountFault {
  const [factor, other] = isScalar(a) ? [scalar(a), b] : [scalar(b), a];
  if (!isScalar(a) && !isScalar(b)) return { fault: 'dimension' };
  return reduced(other.dimension, factor.num * other.num, factor.den * other.den);
}

/** A quotient of two amounts of one dimension is a bare number. */
export function divide(a: Amount, b: Amount): Amount | AmountFault {
  if (b.num === 0) return { fault: 'zero' };
  if (a.dimension === b.dimension) return reduced('number', a.num * b.den, a.den * b.num);
  if (!isScalar(b)) return { fault: 'dimension' };
  const divisor = scalar(b);
  return reduced(a.dimension, a.num * divisor.den, a.den * divisor.num);
}

/** The remainder after rounding down, never negative for a positive divisor. */
export function modulo(a: Amount, b: Amount): Amount | AmountFault {
  if (a.dimension !== b.dimension) return { fault: 'dimension' };
  if (b.num === 0) return { fault: 'zero' };
  const quotient = Math.floor((a.num * b.den) / (a.den * b.num));
  return reduced(a.dimension, a.num * b.den - quotient * b.num * a.den, a.den * b.den);
}

/** Rounds a bare number down to a whole one. */
export function floor(a: Amount): Amount {
  return { dimension: a.dimension, num: Math.floor(a.num / a.den), den: 1 };
}

/** Negative, zero or positive as `a` is less than, equal to or greater than `b`; undefined across dimensions. */
export function compare(a: Amount, b: Amount): number | undefined {
  if (a.dimension !== b.dimension) return undefined;
  const left = a.num * b.den;
  const right = b.num * a.den;
  return left < right ? -1 : left > right ? 1 : 0;
}

/** A bare number is accepted where a ratio is expected. */
export function asRatio(a: Amount): Amount | AmountFault {
  return a.dimension === 'number' ? reduced('ratio', a.num * 1e6, a.den) : a;
}

/** The whole number of base units, to the nearest where an expression left a fraction. */
export function inBaseUnits(a: Amount): number {
  return Math.round(a.num / a.den);
}

function isScalar(a: Amount): boolean {
  return a.dimension === 'number' || a.dimension === 'ratio';
}

function scalar(a: Amount): { readonly num: number; readonly den: number } {
  return a.dimension === 'ratio' ? { num: a.num, den: a.den * 1e6 } : a;
}

function scaled(digits: string, dimension: Dimension, factor: number): Amount | AmountFault {
  const [whole = '0', fraction = ''] = digits.split('.');
  if (whole.length + fraction.length > 30) return { fault: 'overflow' };
  const numerator = BigInt(whole + fraction) * BigInt(factor);
  const denominator = 10n ** BigInt(fraction.length);
  const divisor = greatestCommonDivisor(numerator, denominator);
  const num = Number(numerator / divisor);
  const den = Number(denominator / divisor);
  return Number.isSafeInteger(num) && Number.isSafeInteger(den) ? { dimension, num, den } : { fault: 'overflow' };
}

function reduced(dimension: Dimension, num: number, den: number): Amount | AmountFault {
  if (!Number.isSafeInteger(num) || !Number.isSafeInteger(den)) return { fault: 'overflow' };
  if (den === 1) return { dimension, num, den };
  const divisor = Number(greatestCommonDivisor(BigInt(num), BigInt(den))) * Math.sign(den) || 1;
  return { dimension, num: num / divisor || 0, den: den / divisor };
}

function greatestCommonDivisor(a: bigint, b: bigint): bigint {
  let x = a < 0n ? -a : a;
  let y = b < 0n ? -b : b;
  while (y !== 0n) [x, y] = [y, x % y];
  return x;
}
