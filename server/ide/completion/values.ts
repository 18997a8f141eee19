import type { Result } from '../../model/evaluate.ts';
import type { ConstantBinding, Scope } from '../../model/scope.ts';
import type { PropertySchema, ValueType } from '../../schema/types.ts';
import { usualUnits } from '../../schema/usual-units.ts';
import type { Dimension } from '../../units/dimension.ts';
import { units } from '../../units/units.ts';
import { constantHover } from '../hover/constant.ts';
import { choiceHover, propertyPage } from '../hover/property.ts';
import { scopeWithin } from '../meaning.ts';
import { type CompletionItem, hole } from './item.ts';
import type { Situation } from './situation.ts';
import { countHoles, valueSnippet } from './starters.ts';
import { typeItems } from './types.ts';

/** How far a value is written: a list is offered only where nothing of the value is. */
interface Extent {
  readonly whole: boolean;
  readonly inList: boolean;
}

/** Values of a property: words, or quantities in its usual units, and the constants that fit. */
export function propertyValueItems(situation: Situation, name: string, extent: Extent): readonly CompletionItem[] {
  const { body, qualifier } = situation;
  const property = body.schema?.properties.get(name);
  if (body.kind === 'roadmap' && !property) return typeItems(situation, ['cluster', 'accelerator']);
  if (!property || qualifier.length > 0) return [];
  const type = extent.inList ? itemType(property.value) : property.value;
  return type ? itemsOf(situation, property, type, extent) : [];
}

function itemType(type: ValueType): ValueType | undefined {
  if (type.type === 'either') return itemType(type.of[1]);
  return type.type === 'list' ? type.of : undefined;
}

function itemsOf(
  situation: Situation,
  property: PropertySchema,
  type: ValueType,
  extent: Extent,
): readonly CompletionItem[] {
  const isWhole = extent.whole && !goesOn(situation);
  switch (type.type) {
    case 'choice':
      return isWhole ? wordItems(situation, property, type.of) : [];
    case 'word':
      return isWhole ? wordItems(situation, property, type.known) : [];
    case 'flag':
      return [...(isWhole ? wordItems(situation, property, ['true', 'false']) : [])];
    case 'text':
    case 'list':
      return isWhole ? [snippetItem(situation, property, type)] : [];
    case 'either':
      return [
        ...itemsOf(situation, property, type.of[0], extent),
        ...(isWhole ? [snippetItem(situation, property, type.of[1])] : []),
      ];
    case 'integer':
      return [...examples(situation, property, type, isWhole), ...constants(situation, 'number')];
    case 'quantity':
      return [...quantities(situation, property, type.dimension, isWhole), ...constants(situation, type.dimension)];
  }
}

/** Whether an operator or a dot goes on with the value behind the place. */
function goesOn({ rest }: Situation): boolean {
  const [next] = rest;
  return (
    next !== undefined &&
    (!next.isName || next.image === 'and' || next.image === 'or') &&
    ![',', ']', '{'].includes(next.image)
  );
}

function wordItems({ word }: Situation, property: PropertySchema, words: readonly string[]): readonly CompletionItem[] {
  return words.map((each) => ({
    label: each,
    sort: 'word',
    detail: each === property.default ? 'default' : '',
    snippet: each,
    span: word,
    doc: () => choiceHover(property, each),
  }));
}

function snippetItem({ word }: Situation, property: PropertySchema, type: ValueType): CompletionItem {
  const snippet = valueSnippet(property, type, countHoles());
  return { label: type.type === 'text' ? '"…"' : '[…]', sort: 'value', detail: property.doc, snippet, span: word };
}

function examples(
  { word }: Situation,
  property: PropertySchema,
  type: ValueType,
  isWhole: boolean,
): readonly CompletionItem[] {
  const isTyped = word.end > word.start;
  if (!isWhole || isTyped) return [];
  const snippet = valueSnippet(property, type, countHoles());
  const isDefault = property.default !== undefined;
  const label = property.default ?? snippet.replace(/^\$\{1:|\}$/g, '');
  return [
    {
      label,
      sort: 'value',
      detail: isDefault ? 'default' : 'for example',
      snippet,
      span: word,
      doc: () => propertyPage(property, ''),
    },
  ];
}

/** Each unit behind the digits that are written, else behind a number to be filled in. */
function quantities(
  situation: Situation,
  property: PropertySchema,
  dimension: Dimension,
  isWhole: boolean,
): readonly CompletionItem[] {
  const { word, analysis } = situation;
  const written = analysis.source.text.slice(word.start, word.end);
  const [digits] = /^[\d_]+(?:\.[\d_]+)?/.exec(written) ?? [];
  if (digits === undefined && written !== '' && /^\d/.test(written)) return [];
  const names = dimension === 'number' ? [] : usualUnits(property, dimension);
  const inUnits = names.map(
    (unit): CompletionItem => ({
      label: digits === undefined ? unit : `${digits}${unit}`,
      sort: 'unit',
      detail: units.get(unit)?.doc ?? '',
      snippet: digits === undefined ? `${hole(1, '1')}${unit}` : `${digits}${unit}`,
      span: word,
      doc: () => propertyPage(property, ''),
    }),
  );
  return [...(digits === undefined ? examples(situation, property, property.value, isWhole) : []), ...inUnits];
}

/** The constants in scope whose value has a dimension; all of them where none is asked for. */
export function constants(situation: Situation, dimension: Dimension | undefined): readonly CompletionItem[] {
  const { body, statement, analysis, qualifier, word } = situation;
  const { model, source } = analysis;
  // A number is not replaced by a name while its digits are written.
  if (qualifier.length > 0 || /^\d/.test(source.text.slice(word.start, word.end))) return [];
  const scope = statement ? scopeWithin(body, statement) : body.scope;
  return visibleConstants(scope).flatMap(([name, binding]): readonly CompletionItem[] => {
    if (binding.node === statement || name === '') return [];
    const value = model.evaluator.evaluate(binding.node.value, binding.scope, 'exact');
    if (!fits(value, dimension)) return [];
    const { start, end } = binding.node.value;
    const detail = `= ${binding.scope.source.text.slice(start, end)}`;
    return [
      { label: name, sort: 'constant', detail, snippet: name, span: word, doc: () => constantHover(model, binding) },
    ];
  });
}

function fits(value: Result | undefined, dimension: Dimension | undefined): boolean {
  if (value === undefined || dimension === undefined) return true;
  if (typeof value === 'boolean') return false;
  return value.dimension === dimension || (dimension === 'ratio' && value.dimension === 'number');
}

/** Every constant that a name can mean, the nearest first. */
function visibleConstants(scope: Scope): readonly (readonly [string, ConstantBinding])[] {
  const found = new Map<string, ConstantBinding>();
  for (let at: Scope | undefined = scope; at; at = at.parent) {
    for (const [name, binding] of at.constants) if (!found.has(name)) found.set(name, binding);
  }
  return [...found];
}
