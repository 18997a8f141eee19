import type { Dimension } from '../units/dimension.ts';
import { unitsOf } from '../units/units.ts';
import type { PropertySchema } from './types.ts';

/** The units in which people write a dimension, where several are in use. */
const written: Partial<Record<Dimension, readonly string[]>> = {
  length: ['m', 'U', 'mm'],
  power: ['kW', 'W', 'MW'],
  rate: ['Gbps', 'Tbps', 'GB/s'],
  memory: ['GB', 'TB', 'GiB'],
  mass: ['kg', 't', 'g'],
  time: ['h', 'year', 's'],
  flow: ['L/min', 'm3/h'],
  area: ['mm2', 'm2'],
  compute: ['TFLOPS', 'PFLOPS'],
  pressure: ['kPa', 'bar'],
};

/** The names of the units of a dimension, those first that the default or the documentation of the property uses. */
export function usualUnits(schema: PropertySchema, dimension: Dimension): readonly string[] {
  const all = unitsOf(dimension).map(({ name }) => name);
  const told = [...`${schema.default ?? ''} ${schema.doc}`.matchAll(/\d([A-Za-z][A-Za-z0-9/]*)/g)]
    .map(([, unit = '']) => unit)
    .filter((name) => all.includes(name));
  return [...new Set([...told, ...(written[dimension] ?? []), ...all])];
}
