import type { Property, Value } from '../../grammar/ast.ts';
import type { Model } from '../model/model.ts';
import type { Part, Slot } from '../model/part.ts';
import { placeOf } from '../model/source.ts';
import type { Evaluated } from '../model/values.ts';
import type { ValueType } from '../schema/types.ts';
import { quantity } from '../units/dimension.ts';
import { decimal, format, formatCount } from '../units/format.ts';
import type { Figure } from './derivation.ts';

/** As many decimals as a literal may have before it is finer than any base unit. */
const MOST_DECIMALS = 9;

/**
 * A property as a figure: its value, its place, whose it is. For a property of a block such as `power`, `whole` is the
 * part around it. Undefined where it is not written or cannot be read.
 */
export function stated(model: Model, part: Part | undefined, name: string, whole = part): Figure | undefined {
  const slot = part?.properties.get(name);
  const schema = part?.schema?.properties.get(name);
  const value = model.values.any(part, name);
  if (!part || !whole || !slot || !schema || value === undefined) return undefined;
  const owner = whole === part ? whole.name : `${whole.name}.${part.name}`;
  return {
    name: `${owner}.${name}`,
    value: asWritten(slot.node.value) ?? formatValue(schema.value, value),
    at: placeOf(slot.layer.scope.source, slot.node),
    // What another file writes over a part is not the figure that the part’s source speaks of.
    ...(sameFile(slot, whole.properties.get('source'))
      ? { source: sourceOf(model, whole), isEstimate: isEstimate(model, whole, name) }
      : { source: undefined, isEstimate: false }),
    formula: undefined,
  };
}

function sameFile(a: Slot<Property>, b: Slot<Property> | undefined): boolean {
  return a.layer.scope.source === b?.layer.scope.source;
}

/** An integer, or its default where none is written; undefined where one is written that cannot be read. */
export function integerOr(model: Model, part: Part | undefined, name: string, otherwise: number): number | undefined {
  return part?.properties.has(name) ? model.values.integer(part, name) : otherwise;
}

/** Where a part’s figures come from, as it says. */
export function sourceOf(model: Model, part: Part | undefined): string | undefined {
  const source = model.values.any(part, 'source');
  return typeof source === 'string' ? source : undefined;
}

/**
 * Whether a part’s `source` calls a figure an estimate: a source that starts with `estimate:` means all its figures, one
 * that ends with `estimate: mass, fit` those that it names.
 */
export function isEstimate(model: Model, part: Part | undefined, name: string): boolean {
  const source = sourceOf(model, part);
  if (source === undefined || name === 'year') return false;
  const start = source.lastIndexOf('estimate:');
  if (start === 0) return true;
  return start > 0 && new RegExp(`\\b${name}\\b`).test(source.slice(start));
}

/** A quantity in the unit in which its author thinks: `8 U`, not 355.6 mm; a bare number as it is: 0.5, not 50 %. */
export function asWritten(value: Value): string | undefined {
  if (value.node === 'number') return bareNumber(Number(value.digits));
  if (value.node !== 'quantity') return undefined;
  const unit = value.unit.text === 'C' ? '°C' : value.unit.text;
  return `${decimal(Number(value.digits), MOST_DECIMALS)} ${unit}`;
}

/** A bare number may be a year, which has no thousands to separate. */
function bareNumber(value: number): string {
  return value < 10_000 ? String(value) : decimal(value);
}

/** A value in the unit that reads best; a word or text as `ofText` shows it. */
export function formatValue(type: ValueType, value: Evaluated, ofText: (text: string) => string = String): string {
  if (typeof value === 'object') return value.map((item) => formatValue(itemType(type), item, ofText)).join(', ');
  if (typeof value === 'boolean') return String(value);
  if (typeof value === 'string') return ofText(value);
  if (type.type === 'either') return formatValue(type.of[0], value, ofText);
  // A bare integer may be a year, which has no thousands to separate.
  if (type.type === 'integer') return value < 10_000 ? String(value) : formatCount(value);
  if (type.type !== 'quantity') return decimal(value);
  return format(quantity<typeof type.dimension>(value), type.dimension);
}

function itemType(type: ValueType): ValueType {
  if (type.type === 'list') return type.of;
  return type.type === 'either' ? itemType(type.of[1]) : type;
}
