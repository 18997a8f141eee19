import type { Property } from '../../../grammar/ast.ts';
import { isEstimate } from '../../facts/stated.ts';
import type { Model } from '../../model/model.ts';
import type { Part } from '../../model/part.ts';
import type { BlockSchema, PropertySchema, ValueType } from '../../schema/types.ts';
import { describeDimension } from '../../units/dimension.ts';
import { unitsOf } from '../../units/units.ts';
import { shownValue } from './figures.ts';
import { code, page, type Row, table } from './markdown.ts';
import { fitRows } from './roadmap.ts';

/** A property: what it means, what it takes, its default and its value here. */
export function propertyHover(
  model: Model,
  part: Part | undefined,
  schema: BlockSchema | undefined,
  node: Property,
): string | undefined {
  const property = schema?.properties.get(node.name.text);
  if (!property) return undefined;
  const fit = part?.kind === 'policy' && property.name === 'doubling' ? fitRows() : [];
  return propertyPage(property, valueHere(model, part, property, node), fit);
}

/** What a property means and takes, beside a value or some other word on it. */
export function propertyPage(property: PropertySchema, beside: string, more: readonly Row[] = []): string {
  const rows: readonly Row[] = [
    ['takes', takes(property.value)],
    property.required ? ['required', 'yes'] : undefined,
    property.default === undefined ? undefined : ['default', code(property.default)],
    ...more,
  ];
  return page(table([`**${property.name}**`, beside], rows), property.doc);
}

function valueHere(model: Model, part: Part | undefined, property: PropertySchema, node: Property): string {
  const isLast = part?.properties.get(property.name)?.node === node;
  const value = isLast ? model.values.any(part, property.name) : undefined;
  if (value === undefined) return 'value unknown';
  const isBareRatio = property.value.type === 'quantity' && property.value.dimension === 'ratio';
  const shown = isBareRatio && node.value.node === 'number' ? node.value.digits : shownValue(property.value, value);
  return `${shown}${isEstimate(model, part, property.name) ? ', estimate' : ''}`;
}

function takes(type: ValueType): string {
  switch (type.type) {
    case 'quantity':
      return quantityTakes(type);
    case 'integer':
      return `a whole number from ${type.minimum}`;
    case 'choice':
      return type.of.map(code).join(', ');
    case 'word':
      return `a word such as ${type.known.map(code).join(', ')}`;
    case 'text':
      return 'a text in quotes';
    case 'flag':
      return '`true` or `false`';
    case 'list':
      return `a list${type.length === undefined ? '' : ` of ${type.length}`}, each ${takes(type.of)}`;
    case 'either':
      return `${takes(type.of[0])}, or ${takes(type.of[1])}`;
  }
}

function quantityTakes({ dimension, positive }: Extract<ValueType, { type: 'quantity' }>): string {
  const names = unitsOf(dimension).map((unit) => code(unit.name));
  const more = positive ? ', more than zero' : '';
  return `${describeDimension(dimension)}${more}${names.length > 0 && dimension !== 'ratio' ? `: ${names.join(' ')}` : ''}`;
}

/** A word as the value of a property that takes words; undefined for any other property. */
export function choiceHover(property: PropertySchema, word: string): string | undefined {
  const choices = choicesOf(property.value);
  if (!choices) return undefined;
  const others = choices
    .filter((each) => each !== word)
    .map(code)
    .join(', ');
  return page(table([`**${word}**`, `value of ${code(property.name)}`], [['others', others]]), property.doc);
}

function choicesOf(type: ValueType): readonly string[] | undefined {
  if (type.type === 'choice') return type.of;
  if (type.type === 'word') return type.known;
  if (type.type === 'list') return choicesOf(type.of);
  return type.type === 'either' ? choicesOf(type.of[0]) : undefined;
}
