import { asWritten, formatValue, isEstimate, sourceOf } from '../../facts/stated.ts';
import type { Model } from '../../model/model.ts';
import type { Part } from '../../model/part.ts';
import type { Evaluated } from '../../model/values.ts';
import type { ValueType } from '../../schema/types.ts';
import { code, plain, type Row } from './markdown.ts';

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
    const shown = value === undefined ? 'unknown' : (asWritten(slot.node.value) ?? shownValue(schema.value, value));
    return [[`${prefix}${name}`, isEstimate(model, whole, name) ? `${shown}, estimate` : shown]];
  });
}

/** A value in the unit that reads best, as Markdown. */
export function shownValue(type: ValueType, value: Evaluated): string {
  return formatValue(type, value, type.type === 'text' ? plain : code);
}

/** Where the figures come from, as the part says. */
export function sourceLine(model: Model, part: Part | undefined): string | undefined {
  const source = sourceOf(model, part);
  return source === undefined ? undefined : `Source: ${plain(source)}`;
}
