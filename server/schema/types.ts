import { type kindNames, kinds } from '../../grammar/kinds.ts';
import type { Dimension } from '../units/dimension.ts';

/** What a property's value may be. */
export type ValueType =
  | QuantityType
  | IntegerType
  | ChoiceType
  | WordType
  | TextType
  | FlagType
  | ListType
  | EitherType;

/** A quantity; zero is allowed unless `positive`, a value below zero only where `signed`. */
export interface QuantityType {
  readonly type: 'quantity';
  readonly dimension: Dimension;
  readonly positive?: true;
  readonly signed?: true;
}

/** A whole bare number. */
export interface IntegerType {
  readonly type: 'integer';
  readonly minimum: number;
}

/** One of a closed set of words. */
export interface ChoiceType {
  readonly type: 'choice';
  readonly of: readonly string[];
}

/** Any word; `known` are offered and documented, others are accepted. */
export interface WordType {
  readonly type: 'word';
  readonly known: readonly string[];
}

export interface TextType {
  readonly type: 'text';
}

export interface FlagType {
  readonly type: 'flag';
}

/** A list in brackets; `length` fixes how many items. */
export interface ListType {
  readonly type: 'list';
  readonly of: ValueType;
  readonly length?: number;
}

/** Either of two forms, for example one plug or a list of two. */
export interface EitherType {
  readonly type: 'either';
  readonly of: readonly [ValueType, ListType];
}

/** One property of a kind or block. */
export interface PropertySchema {
  readonly name: string;
  readonly value: ValueType;
  /** One line; says the unit, the default and whose figure it is. */
  readonly doc: string;
  readonly required?: true;
  /** The default as it would be written, where there is one. */
  readonly default?: string;
}

/** An unnamed block such as `power { … }`. */
export interface BlockSchema {
  readonly name: string;
  readonly doc: string;
  readonly properties: ReadonlyMap<string, PropertySchema>;
  readonly blocks: ReadonlyMap<string, BlockSchema>;
}

/** A kind of declaration. */
export type Kind = (typeof kindNames)[number];

/** A kind of declaration, with what may stand in its body. */
export interface KindSchema extends BlockSchema {
  readonly name: Kind;
  /** Kinds that a member of this body may have as type. */
  readonly members: readonly Kind[];
  /** Kinds that are parts of what encloses them and may be declared in this body. */
  readonly parts: readonly Kind[];
  /** Whether links may stand directly in this body. */
  readonly links: boolean;
  /** Whether it may be declared without a name (`policy { … }`). */
  readonly unnamed: boolean;
  /** Whether a property may have any name (`roadmap`). */
  readonly open: boolean;
}

/** Narrows a word to a kind. */
export function isKind(word: string): word is Kind {
  return kinds.has(word);
}

/** Kinds that a body declares as parts of what encloses them. Any other kind in a body is a local type. */
const partKinds: ReadonlySet<string> = new Set<Kind>(['port', 'fabric', 'policy', 'workload']);

/** Whether a declaration of this kind, where it stands in a body, is a part of what encloses it and no type. */
export function isPartKind(kind: string): boolean {
  return partKinds.has(kind);
}
