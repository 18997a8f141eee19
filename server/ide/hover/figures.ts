import type { Value } from '../../../grammar/ast.ts';
import type { Model } from '../../model/model.ts';
import type { Part } from '../../model/part.ts';
import type { Evaluated } from '../../model/values.ts';
import type { ValueType } from '../../schema/types.ts';
import { quantity } from '../../units/dimension.ts';
import { decimal, format, formatCount } from '../../units/format.ts';
import { code, plain, type Row } from './markdown.ts';

/** As many decimals as a literal may have before it is finer than any base unit. */
const MOST_DECIMALS = 9;

/** Properties that are told in other ways than as a figure. */
const toldElsewhere = new Set(['source', 'label']);

/** What a part states, as rows: its own properties, then those of its blocks. Estimates are marked as such. */
export function figures(model: Model, part: Part): readonly Row[] {
  const own = figuresOf(model, part, '', part);
  return [...own, ...[...part.blocks.values()].flatMap((block) => figuresOf(model, block, `${block.name} `, part))];
}

function figuresOf(model: Model, part: Part, prefix: string, whole: Part): readonly Row[] {
  return [...part.properties].flatMap(([name, slot]): readonly Row[] => {
    const schema = part.schema?.properties.get(name);
    const value = model.values.any(part, name);
    if (!schema || toldElsewhere.has(name)) return [];
    const shown = value === undefined ? 'unknown' : (asWritten(slot.node.value) ?? formatValue(schema.value, value));
    return [[`${prefix}${name}`, isEstimate(model, whole, name) ? `${shown}, estimate` : shown]];
  });
}

/** A quantity in the unit in which its author thinks: `8 U`, not 355.6 mm. */
function asWritten(value: Value): string | undefined {
  if (value.node !== 'quantity') return undefined;
  const unit = value.unit.text === 'C' ? '°C' : value.unit.text;
  return `${decimal(Number(value.digits), MOST_DECIMALS)} ${unit}`;
}

/** A value in the unit that reads best; a word as written. */
export function formatValue(type: ValueType, value: Evaluated): string {
  if (typeof value === 'object') return value.map((item) => formatValue(itemType(type), item)).join(', ');
  if (typeof value === 'boolean') return String(value);
  if (typeof value === 'string') return type.type === 'text' ? plain(value) : code(value);
  if (type.type === 'either') return formatValue(type.of[0], value);
  // A bare integer may be a year, which has no thousands to separate.
  if (type.type === 'integer') return value < 10_000 ? String(value) : formatCount(value);
  if (type.type !== 'quantity') return decimal(value);
  return format(quantity<typeof type.dimension>(value), type.dimension);
}

function itemType(type: ValueType): ValueType {
  if (type.type === 'list') return type.of;
  return type.type === 'either' ? itemType(type.of[1]) : type;
}

/**
 * Whether a part’s `source` calls a figure an estimate: a source that starts with `estimate:` means all its figures, one
 * that ends with `estimate: mass, fit` those that it names.
 */
export function isEstimate(model: Model, part: Part | undefined, name: string): boolean {
  const source = model.values.any(part, 'source');
  if (typeof source !== 'string' || name === 'year') return false;
  const start = source.lastIndexOf('estimate:');
  if (start === 0) return true;
  return start > 0 && new RegExp(`\\b${name}\\b`).test(source.slice(start));
}

/** Where the figures come from, as the part says. */
export function sourceLine(model: Model, part: Part | undefined): string | undefined {
  const source = model.values.any(part, 'source');
  return typeof source === 'string' ? `Source: ${plain(source)}` : undefined;
}
