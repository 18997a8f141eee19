import type { Dimension, Quantity } from './dimension.ts';
import { type Unit, units, unitsOf } from './units.ts';

/** Most decimals ever shown; enough to tell any two lengths apart by a micrometre. */
const MOST_DECIMALS = 9;
/** Decimals shown where nothing asks for more. */
const USUAL_DECIMALS = 2;

/** The units in which each dimension is shown, smallest first; others are read but not chosen for display. */
const displayed: Partial<Record<Dimension, readonly string[]>> = {
  length: ['mm', 'm', 'km'],
  power: ['W', 'kW', 'MW', 'GW'],
  rate: ['Mbps', 'Gbps', 'Tbps'],
  memory: ['MB', 'GB', 'TB', 'PB'],
  mass: ['g', 'kg', 't'],
  flow: ['L/min'],
  area: ['mm2', 'm2'],
  pressure: ['kPa', 'bar'],
  time: ['us', 'ms', 's', 'min', 'h', 'day', 'year'],
  voltage: ['V', 'kV'],
};

/** The largest unit of which there is at least one, with the exceptions that people in the field expect. */
function displayUnit(value: number, dimension: Dimension): Unit | undefined {
  const names = displayed[dimension];
  const candidates = names ? names.flatMap((name) => units.get(name) ?? []) : unitsOf(dimension);
  const fitting = candidates.filter((unit) => Math.abs(value) >= unit.factor * threshold(unit.name));
  return fitting.at(-1) ?? preferredForSmall(dimension, candidates);
}

/** Rates read best in Gbps up to 10 Tbps, masses in kilograms up to 10 t, lengths in metres from 100 mm. Flows are in L/min. */
function threshold(unitName: string): number {
  if (unitName === 'Tbps') return 10;
  if (unitName === 'm') return 0.1;
  if (unitName === 't') return 10;
  if (unitName === 'kV') return 10;
  return 1;
}

function preferredForSmall(dimension: Dimension, candidates: readonly Unit[]): Unit | undefined {
  if (dimension === 'length') return units.get('m');
  if (dimension === 'power') return units.get('W');
  if (dimension === 'rate') return units.get('Gbps');
  return candidates[0];
}

/**
 * Shows a quantity in the unit that reads best, with up to two decimals: `40.8 kW`, `6.78 m`, `400 Gbps`.
 * Where it would read the same as a different `limit`, as many more decimals are shown as tell the two apart.
 */
export function format<D extends Dimension>(value: Quantity<D>, dimension: D, limit?: Quantity<D>): string {
  if (dimension === 'number') return formatCount(value);
  if (dimension === 'ratio') return formatRatio(value as Quantity<'ratio'>);
  if (dimension === 'money') return formatMoney(value);
  const unit = displayUnit(limit !== undefined && limit > value ? limit : value, dimension);
  if (!unit) return formatCount(value);
  const decimals = limit === undefined || limit === value ? USUAL_DECIMALS : decimalsApart(value, limit, unit.factor);
  return `${decimal(value / unit.factor, decimals)} ${unit.name === 'C' ? '°C' : unit.name}`;
}

/** Shows a quantity in the named unit. */
export function formatIn<D extends Dimension>(value: Quantity<D>, unitName: string): string {
  const unit = units.get(unitName);
  return unit ? `${decimal(value / unit.factor, MOST_DECIMALS)} ${unitName}` : formatCount(value);
}

export const formatLength = (value: Quantity<'length'>, limit?: Quantity<'length'>): string =>
  format(value, 'length', limit);
export const formatPower = (value: Quantity<'power'>, limit?: Quantity<'power'>): string =>
  format(value, 'power', limit);
export const formatRate = (value: Quantity<'rate'>, limit?: Quantity<'rate'>): string => format(value, 'rate', limit);

/** A ratio as a percentage. */
export function formatRatio(value: Quantity<'ratio'>): string {
  return `${decimal(value / 1e4, USUAL_DECIMALS)} %`;
}

/** A whole number with thousands separated: `16,384`. */
export function formatCount(value: number): string {
  return grouped(String(Math.round(value)));
}

/** A number of years with at most one decimal: `1 year`, `2.5 years`. */
export function formatYears(value: number): string {
  const shown = decimal(value, 1);
  return `${shown} ${shown === '1' ? 'year' : 'years'}`;
}

/** Money in whole dollars from 100 USD up. */
export function formatMoney(cents: number): string {
  const dollars = cents / 100;
  return `${Math.abs(dollars) >= 100 ? formatCount(dollars) : decimal(dollars, 2)} USD`;
}

/** A difference, with its sign: `+8.9 kW`, `−3 links`. */
export function formatDifference(value: number, show: (magnitude: number) => string): string {
  return `${value < 0 ? '−' : '+'}${show(Math.abs(value))}`;
}

/** A number with at most `decimals` decimals, trailing zeros dropped, thousands separated. */
export function decimal(value: number, decimals: number = USUAL_DECIMALS): string {
  const [whole = '0', fraction = ''] = value.toFixed(decimals).split('.');
  const trimmed = fraction.replace(/(?<!0)0+$/, '');
  return trimmed === '' ? grouped(whole === '-0' ? '0' : whole) : `${grouped(whole)}.${trimmed}`;
}

function grouped(digits: string): string {
  return digits.replace(/\B(?=(\d{3})+$)/g, ',');
}

/** The fewest usual decimals with which two numbers read differently, for two that stand side by side. */
export function decimalsThatTell(a: number, b: number): number {
  return TELLING_DECIMALS.find((decimals) => a.toFixed(decimals) !== b.toFixed(decimals)) ?? MOST_DECIMALS;
}

const TELLING_DECIMALS: readonly number[] = [USUAL_DECIMALS, 4, 6, MOST_DECIMALS];

function decimalsApart(value: number, limit: number, factor: number): number {
  for (let decimals = USUAL_DECIMALS; decimals < MOST_DECIMALS; decimals++) {
    if ((value / factor).toFixed(decimals) !== (limit / factor).toFixed(decimals)) return decimals;
  }
  return MOST_DECIMALS;
}
