import type { Dimension } from './dimension.ts';

/** A unit as written after a number. */
export interface Unit {
  readonly name: string;
  readonly dimension: Dimension;
  /** How many base units of the dimension one of this unit is; always whole. */
  readonly factor: number;
  readonly doc: string;
}

const rows: readonly (readonly [string, Dimension, number, string])[] = [
  ['mm', 'length', 1e3, 'millimetre'],
  ['cm', 'length', 1e4, 'centimetre'],
  ['m', 'length', 1e6, 'metre'],
  ['km', 'length', 1e9, 'kilometre'],
  ['ft', 'length', 304_800, 'foot (international)'],
  ['U', 'length', 44_450, 'rack unit, 44.45 mm (EIA-310)'],
  ['OU', 'length', 48_000, 'OpenU, 48 mm (Open Rack V3)'],
  ['mW', 'power', 1, 'milliwatt'],
  ['W', 'power', 1e3, 'watt'],
  ['kW', 'power', 1e6, 'kilowatt'],
  ['MW', 'power', 1e9, 'megawatt'],
  ['GW', 'power', 1e12, 'gigawatt'],
  ['Mbps', 'rate', 1e6, 'megabit per second, per direction'],
  ['Gbps', 'rate', 1e9, 'gigabit per second, per direction'],
  ['Tbps', 'rate', 1e12, 'terabit per second, per direction'],
  ['MB/s', 'rate', 8e6, 'megabyte per second, per direction'],
  ['GB/s', 'rate', 8e9, 'gigabyte per second, per direction (8 Gbps)'],
  ['TB/s', 'rate', 8e12, 'terabyte per second, per direction'],
  ['MB', 'memory', 1e6, 'megabyte'],
  ['GB', 'memory', 1e9, 'gigabyte'],
  ['TB', 'memory', 1e12, 'terabyte'],
  ['PB', 'memory', 1e15, 'petabyte'],
  ['MiB', 'memory', 2 ** 20, 'mebibyte'],
  ['GiB', 'memory', 2 ** 30, 'gibibyte'],
  ['TiB', 'memory', 2 ** 40, 'tebibyte'],
  ['V', 'voltage', 1e3, 'volt'],
  ['kV', 'voltage', 1e6, 'kilovolt'],
  ['A', 'current', 1e3, 'ampere'],
  ['C', 'temperature', 1e3, 'degree Celsius'],
  ['K', 'difference', 1e3, 'kelvin, a temperature difference'],
  ['dB', 'loss', 1e3, 'decibel'],
  ['dB/m', 'attenuation', 1e3, 'decibel per metre'],
  ['g', 'mass', 1e6, 'gram'],
  ['kg', 'mass', 1e9, 'kilogram'],
  ['t', 'mass', 1e12, 'tonne'],
  ['lb', 'mass', 453_592_370, 'pound (international avoirdupois)'],
  ['kg/m', 'linear_mass', 1e9, 'kilogram per metre'],
  ['L/min', 'flow', 60_000, 'litre per minute'],
  ['m3/h', 'flow', 1e6, 'cubic metre per hour'],
  ['us', 'time', 1, 'microsecond'],
  ['ms', 'time', 1e3, 'millisecond'],
  ['s', 'time', 1e6, 'second'],
  ['min', 'time', 6e7, 'minute'],
  ['h', 'time', 3.6e9, 'hour'],
  ['day', 'time', 8.64e10, 'day'],
  ['year', 'time', 3.155_76e13, 'year of 365.25 days'],
  ['MHz', 'frequency', 1e6, 'megahertz'],
  ['GHz', 'frequency', 1e9, 'gigahertz'],
  ['pJ/bit', 'energy_per_bit', 1e3, 'picojoule per bit'],
  ['USD', 'money', 100, 'US dollar'],
  ['mm2', 'area', 1e3, 'square millimetre'],
  ['m2', 'area', 1e9, 'square metre'],
  ['kPa', 'pressure', 1e3, 'kilopascal'],
  ['bar', 'pressure', 1e5, 'bar'],
  ['FIT', 'failures', 1e3, 'failures in 10^9 hours'],
  ['TFLOPS', 'compute', 1e3, '10^12 operations per second'],
  ['PFLOPS', 'compute', 1e6, '10^15 operations per second'],
  ['tok/s', 'tokens', 1e3, 'tokens per second'],
  ['%', 'ratio', 1e4, 'per cent'],
];

/** Every unit of the language, by name. */
export const units: ReadonlyMap<string, Unit> = new Map(
  rows.map(([name, dimension, factor, doc]) => [name, { name, dimension, factor, doc }]),
);

/** The units of one dimension, smallest first. */
export function unitsOf(dimension: Dimension): readonly Unit[] {
  return [...units.values()].filter((unit) => unit.dimension === dimension).sort((a, b) => a.factor - b.factor);
}
