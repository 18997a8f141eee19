/**
 * Physical dimensions and their base units.
 *
 * A quantity is a whole number of a small base unit, so that sums and comparisons are exact: exactly at a limit passes
 * and no epsilon is needed.
 */

declare const dimensionOf: unique symbol;

/** The base unit of each dimension, as text. */
const baseUnits = {
  number: '1',
  ratio: '10^-6',
  length: 'µm',
  power: 'mW',
  rate: 'bit/s',
  memory: 'B',
  voltage: 'mV',
  current: 'mA',
  temperature: '0.001 °C',
  difference: '0.001 K',
  loss: '0.001 dB',
  attenuation: '0.001 dB/m',
  mass: 'µg',
  linear_mass: 'µg/m',
  flow: 'mL/h',
  time: 'µs',
  frequency: 'Hz',
  energy_per_bit: 'fJ/bit',
  money: '0.01 USD',
  area: '0.001 mm²',
  pressure: 'Pa',
  failures: '0.001 FIT',
  compute: 'GFLOPS',
  tokens: '0.001 tok/s',
} as const;

export type Dimension = keyof typeof baseUnits;

/** A whole number of base units of dimension `D`; the compiler keeps dimensions apart. */
export type Quantity<D extends Dimension> = number & { readonly [dimensionOf]: D };

export type Length = Quantity<'length'>;
export type Power = Quantity<'power'>;
export type Rate = Quantity<'rate'>;
export type Ratio = Quantity<'ratio'>;
export type Money = Quantity<'money'>;
export type Failures = Quantity<'failures'>;
export type Time = Quantity<'time'>;

/** Names a whole number of base units as a quantity of dimension `D`; the caller vouches for the dimension. */
export function quantity<D extends Dimension>(baseUnitCount: number): Quantity<D> {
  return baseUnitCount as Quantity<D>;
}

/** A ratio of one. */
export const WHOLE: Ratio = quantity(1_000_000);

/** A length in metres. */
export const metres = (value: number): Length => quantity(Math.round(value * 1e6));
/** A power in watts. */
export const watts = (value: number): Power => quantity(Math.round(value * 1e3));
/** A data rate in Gbps, per direction. */
export const gigabits = (value: number): Rate => quantity(Math.round(value * 1e9));

/** The words of a dimension in a message: `a length`. */
export function describeDimension(dimension: Dimension): string {
  return descriptions[dimension];
}

const descriptions: Readonly<Record<Dimension, string>> = {
  number: 'a number without unit',
  ratio: 'a ratio (a bare number or %)',
  length: 'a length',
  power: 'a power',
  rate: 'a data rate',
  memory: 'an amount of memory',
  voltage: 'a voltage',
  current: 'a current',
  temperature: 'a temperature',
  difference: 'a temperature difference',
  loss: 'a loss',
  attenuation: 'a loss per length',
  mass: 'a mass',
  linear_mass: 'a mass per length',
  flow: 'a flow',
  time: 'a time',
  frequency: 'a frequency',
  energy_per_bit: 'an energy per bit',
  money: 'an amount of money',
  area: 'an area',
  pressure: 'a pressure',
  failures: 'a failure rate',
  compute: 'a compute rate',
  tokens: 'a token rate',
};
