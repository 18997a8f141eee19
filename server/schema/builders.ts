import type { Dimension } from '../units/dimension.ts';
import type { BlockSchema, ListType, PropertySchema, ValueType } from './types.ts';

/** Short words with which the schema table is written. */

export const quantityOf = (dimension: Dimension): ValueType => ({ type: 'quantity', dimension });
export const positive = (dimension: Dimension): ValueType => ({ type: 'quantity', dimension, positive: true });
export const signed = (dimension: Dimension): ValueType => ({ type: 'quantity', dimension, signed: true });
export const integer = (minimum: number): ValueType => ({ type: 'integer', minimum });
export const choice = (...of: readonly string[]): ValueType => ({ type: 'choice', of });
export const word = (...known: readonly string[]): ValueType => ({ type: 'word', known });
export const listOf = (of: ValueType, length?: number): ListType =>
  length === undefined ? { type: 'list', of } : { type: 'list', of, length };
export const oneOrTwo = (of: ValueType): ValueType => ({ type: 'either', of: [of, listOf(of, 2)] });
export const text: ValueType = { type: 'text' };
export const flag: ValueType = { type: 'flag' };

export function property(
  name: string,
  value: ValueType,
  doc: string,
  more: { readonly required?: true; readonly default?: string } = {},
): PropertySchema {
  return { name, value, doc, ...more };
}

export function block(
  name: string,
  doc: string,
  properties: readonly PropertySchema[],
  blocks: readonly BlockSchema[] = [],
): BlockSchema {
  return { name, doc, properties: byName(properties), blocks: byName(blocks) };
}

export function byName<T extends { readonly name: string }>(items: readonly T[]): ReadonlyMap<string, T> {
  return new Map(items.map((item) => [item.name, item]));
}
