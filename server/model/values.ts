import type { Property, Value } from '../../grammar/ast.ts';
import type { PropertySchema, ValueType } from '../schema/types.ts';
import { usualUnits } from '../schema/usual-units.ts';
import { asRatio, inBaseUnits, isFault } from '../units/amount.ts';
import { type Dimension, describeDimension, type Quantity } from '../units/dimension.ts';
import type { Evaluator } from './evaluate.ts';
import type { FaultSink } from './fault.ts';
import { nearest } from './nearest.ts';
import type { Part, Slot } from './part.ts';
import type { Scope } from './scope.ts';
import { placeOf } from './source.ts';

/** Units that are offered where one is missing. */
const MOST_SUGGESTED = 3;

/** A property's value: a quantity in base units, a whole number, a word, a text, a flag, or a list of these. */
export type Evaluated = number | string | boolean | readonly Evaluated[];

/** Reads properties of parts as the schema types them. An unknown or faulty value is undefined. */
export interface Values {
  quantity<D extends Dimension>(part: Part | undefined, name: string, dimension: D): Quantity<D> | undefined;
  integer(part: Part | undefined, name: string): number | undefined;
  word(part: Part | undefined, name: string): string | undefined;
  flag(part: Part | undefined, name: string): boolean | undefined;
  list(part: Part | undefined, name: string): readonly Evaluated[] | undefined;
  /** The value of whatever type. */
  any(part: Part | undefined, name: string): Evaluated | undefined;
}

export function createValues(evaluator: Evaluator, sink: FaultSink): Values {
  const known = new Map<Slot<Property>, { readonly value: Evaluated | undefined }>();

  const any = (part: Part | undefined, name: string): Evaluated | undefined => {
    const slot = part?.properties.get(name);
    const schema = part?.schema?.properties.get(name);
    if (!slot || !schema) return undefined;
    const memo = known.get(slot);
    if (memo) return memo.value;
    const value = read(slot.node.value, schema, schema.value, slot.layer.scope);
    known.set(slot, { value });
    return value;
  };

  const read = (value: Value, schema: PropertySchema, type: ValueType, scope: Scope): Evaluated | undefined => {
    const wrong = (message: string): undefined => {
      sink.report('unit.dimension', scope.source, value, message);
    };
    switch (type.type) {
      case 'text':
        return value.node === 'string'
          ? value.value
          : value.node === 'missing'
            ? undefined
            : wrong(`"${schema.name}" takes a text in quotes.`);
      case 'choice':
      case 'word':
        return readWord(value, schema, type.type === 'choice' ? type.of : undefined, scope);
      case 'list':
        return readList(value, schema, type.of, type.length, scope);
      case 'either':
        return read(value, schema, value.node === 'list' ? type.of[1] : type.of[0], scope);
      default:
        return readExpression(value, schema, type, scope, wrong);
    }
  };

  const readWord = (
    value: Value,
    schema: PropertySchema,
    words: readonly string[] | undefined,
    scope: Scope,
  ): string | undefined => {
    const written = value.node === 'reference' && value.path.length === 1 ? value.path[0]?.text : undefined;
    if (written !== undefined && (!words || words.includes(written))) return written;
    if (value.node === 'missing') return undefined;
    if (written === undefined) {
      sink.report(
        'unit.dimension',
        scope.source,
        value,
        `"${schema.name}" takes a word${words ? `: ${words.join(', ')}` : ''}.`,
      );
      return undefined;
    }
    const near = words && nearest(written, words);
    sink.report(
      'name.unresolved',
      scope.source,
      value,
      `"${schema.name}" is one of ${words?.join(', ')}; "${written}" is not.${near === undefined ? '' : ` Did you mean ${near}?`}`,
      {
        replacements:
          near === undefined ? [] : [{ at: placeOf(scope.source, value), text: near, title: `Change to ${near}` }],
      },
    );
    return undefined;
  };

  const readList = (
    value: Value,
    schema: PropertySchema,
    of: ValueType,
    length: number | undefined,
    scope: Scope,
  ): readonly Evaluated[] | undefined => {
    if (value.node !== 'list') {
      if (value.node !== 'missing')
        sink.report('unit.dimension', scope.source, value, `"${schema.name}" takes a list in brackets.`);
      return undefined;
    }
    if (length !== undefined && value.items.length !== length) {
      sink.report(
        'value.range',
        scope.source,
        value,
        `"${schema.name}" takes ${length} values, found ${value.items.length}.`,
      );
      return undefined;
    }
    const items = value.items.map((item) => read(item, schema, of, scope));
    return items.every((item) => item !== undefined) ? items : undefined;
  };

  const readExpression = (
    value: Value,
    schema: PropertySchema,
    type: Extract<ValueType, { type: 'quantity' | 'integer' | 'flag' }>,
    scope: Scope,
    wrong: (message: string) => undefined,
  ): Evaluated | undefined => {
    if (value.node === 'string' || value.node === 'list') return wrong(`"${schema.name}" takes ${describeType(type)}.`);
    const result = evaluator.evaluate(value, scope, 'exact');
    if (result === undefined) return undefined;
    if (type.type === 'flag') return typeof result === 'boolean' ? result : wrong(`"${schema.name}" is true or false.`);
    if (typeof result === 'boolean') return wrong(`"${schema.name}" takes ${describeType(type)}.`);
    const dimension = type.type === 'quantity' ? type.dimension : 'number';
    const amount = dimension === 'ratio' ? asRatio(result) : result;
    if (isFault(amount) || amount.dimension !== dimension)
      return wrongUnit(value, schema, dimension, scope, isFault(amount) ? 'number' : amount.dimension);
    return inRange(inBaseUnits(amount), amount.den === 1, value, schema, type, scope);
  };

  const wrongUnit = (
    value: Value,
    schema: PropertySchema,
    dimension: Dimension,
    scope: Scope,
    found: Dimension,
  ): undefined => {
    const usual = usualUnits(schema, dimension).slice(0, MOST_SUGGESTED);
    const example = usual[0] === undefined ? '' : `, for example 2${usual[0]}`;
    if (found === 'number') {
      const written = scope.source.text.slice(value.start, value.end);
      const joined =
        value.node === 'number'
          ? usual.map((unit) => ({
              at: placeOf(scope.source, value),
              text: written + unit,
              title: `Write ${written}${unit}`,
            }))
          : [];
      sink.report(
        'unit.missing',
        scope.source,
        value,
        `"${schema.name}" is ${describeDimension(dimension)} and needs a unit${example}.`,
        { replacements: joined },
      );
    } else {
      sink.report(
        'unit.dimension',
        scope.source,
        value,
        `"${schema.name}" is ${describeDimension(dimension)}${example}; found ${describeDimension(found)}.`,
      );
    }
  };

  const inRange = (
    amount: number,
    whole: boolean,
    value: Value,
    schema: PropertySchema,
    type: Extract<ValueType, { type: 'quantity' | 'integer' }>,
    scope: Scope,
  ): number | undefined => {
    const fault = rangeFault(amount, whole, schema, type);
    if (fault === undefined) return amount;
    sink.report('value.range', scope.source, value, fault);
    return undefined;
  };

  return {
    any,
    quantity: <D extends Dimension>(part: Part | undefined, name: string, _dimension: D) => {
      const value = any(part, name);
      return typeof value === 'number' ? (value as Quantity<D>) : undefined;
    },
    integer: (part, name) => {
      const value = any(part, name);
      return typeof value === 'number' ? value : undefined;
    },
    word: (part, name) => {
      const value = any(part, name);
      return typeof value === 'string' ? value : undefined;
    },
    flag: (part, name) => {
      const value = any(part, name);
      return typeof value === 'boolean' ? value : undefined;
    },
    list: (part, name) => {
      const value = any(part, name);
      return typeof value === 'object' ? value : undefined;
    },
  };
}

function rangeFault(
  amount: number,
  whole: boolean,
  schema: PropertySchema,
  type: Extract<ValueType, { type: 'quantity' | 'integer' }>,
): string | undefined {
  if (type.type === 'integer') {
    if (!whole) return `"${schema.name}" is a whole number.`;
    return amount < type.minimum ? `"${schema.name}" is at least ${type.minimum}, found ${amount}.` : undefined;
  }
  if (type.positive && amount <= 0) return `"${schema.name}" must be more than zero.`;
  return !type.signed && amount < 0 ? `"${schema.name}" cannot be negative.` : undefined;
}

function describeType(type: ValueType): string {
  if (type.type === 'quantity') return describeDimension(type.dimension);
  return type.type === 'integer' ? 'a whole number' : 'true or false';
}
