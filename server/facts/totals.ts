import type { Declaration, Link } from '../../grammar/ast.ts';
import type { Model } from '../model/model.ts';
import type { MemberSlot, Part } from '../model/part.ts';
import { DEEPEST_MEMBER } from '../model/site.ts';
import { schemaOf } from '../schema/kinds.ts';
import type { Kind, KindSchema } from '../schema/types.ts';
import { quantity } from '../units/dimension.ts';
import { format, formatCount } from '../units/format.ts';
import { fact } from './fact.ts';

/** What adds up over members. */
export type Measure = 'power' | 'mass' | 'price';

/** The dimension in which each is held and shown. */
export const dimensionOf = { power: 'power', mass: 'mass', price: 'money' } as const;

/** A sum of which some terms may not be known: then it is a lower bound. */
export interface Bound {
  /** The known terms, in base units. Past 2^53 it is rounded: fit to be shown, not to decide. */
  readonly known: number;
  /** Number of terms that are not known. */
  readonly unknown: number;
}

/** What one member adds. */
export interface Term {
  readonly member: MemberSlot;
  /** Of one instance; undefined where the member’s type is not known. */
  readonly each: Total | undefined;
  /** Instances; undefined where a size is not known. */
  readonly count: number | undefined;
}

/** A measure of a part: what it states, else the sum over its members. */
export interface Total extends Bound {
  /** Whether the part states it; what is stated goes before the sum. */
  readonly stated: boolean;
  /** The sum over its members, whatever it states. */
  readonly added: Bound;
  readonly terms: readonly Term[];
}

const nothing: Bound = { known: 0, unknown: 0 };
const oneUnknown: Bound = { known: 0, unknown: 1 };

/** Kinds that are nothing by themselves: without members they draw, weigh and cost nothing. */
const mayBeEmpty: readonly Part['kind'][] = ['rack', 'row', 'pod', 'hall', 'cluster'];

/**
 * Power (mW), mass (µg) or price (0.01 USD) of one instance of a part. An explicit value goes before the sum, except for
 * the mass of a rack, which is that of the empty rack and is added. Power has no modules in it: they come with the links.
 */
export function totalOf(model: Model, part: Part, measure: Measure): Total {
  return totals[measure](model, part);
}

const totals = {
  power: fact((model: Model, part: Part) => computeTotal(model, part, 'power')),
  mass: fact((model: Model, part: Part) => computeTotal(model, part, 'mass')),
  price: fact((model: Model, part: Part) => computeTotal(model, part, 'price')),
} as const;

/** Declarations whose totals are being computed: a type that contains itself is reported elsewhere, and not followed. */
const underway = new WeakMap<Model, (Declaration | Link)[]>();

function computeTotal(model: Model, part: Part, measure: Measure): Total {
  const chain = underway.get(model) ?? [];
  underway.set(model, chain);
  if (chain.length > DEEPEST_MEMBER || chain.includes(part.declaration))
    return { ...oneUnknown, stated: false, added: oneUnknown, terms: [] };
  chain.push(part.declaration);
  const terms = part.members
    .filter((member) => isTerm(member.part, measure))
    .map((member) => termOf(model, member, measure));
  chain.pop();
  const added = addUp(terms.map(boundOf));
  const name = propertyOf(part, measure);
  const stated = part.properties.has(name) && !(part.kind === 'rack' && measure === 'mass');
  return {
    ...(stated ? figure(model, part, name) : ownAnd(model, part, measure, terms, added)),
    stated,
    added,
    terms,
  };
}

function termOf(model: Model, member: MemberSlot, measure: Measure): Term {
  return { member, each: member.part && totalOf(model, member.part, measure), count: member.count };
}

/** One unknown however many instances: it is one figure that is missing. */
export function boundOf({ each, count }: Term): Bound {
  if (count === 0) return nothing;
  if (!each || count === undefined) return oneUnknown;
  return { known: each.known * count, unknown: each.unknown };
}

/** The sum of bounds. */
export function addUp(bounds: readonly Bound[]): Bound {
  return bounds.reduce(
    (sum, each) => ({ known: sum.known + each.known, unknown: sum.unknown + each.unknown }),
    nothing,
  );
}

/** What stands before a sum that is a lower bound. */
export function atLeast({ unknown }: Pick<Bound, 'unknown'>): string {
  return unknown > 0 ? '≥ ' : '';
}

/** A sum as it is shown; with unknown terms it is a lower bound. */
export function formatBound(
  { known, unknown }: Bound,
  dimension: 'number' | 'power' | 'mass' | 'money' | 'length',
): string {
  const sum = format(quantity(known), dimension);
  return unknown > 0 ? `≥ ${sum} (${formatCount(unknown)} unknown)` : sum;
}

/** A part that states nothing: its members, and for a rack its own empty mass. */
function ownAnd(model: Model, part: Part, measure: Measure, terms: readonly Term[], added: Bound): Bound {
  if (part.kind === 'rack' && measure === 'mass') return addUp([figure(model, part, 'mass'), added]);
  return terms.length > 0 || mayBeEmpty.includes(part.kind) ? added : oneUnknown;
}

function figure(model: Model, part: Part, name: string): Bound {
  const value = model.values.any(part, name);
  return typeof value === 'number' ? { known: value, unknown: 0 } : oneUnknown;
}

/** Whether a member can have the measure, itself or through its members: a sensor has no power. */
function isTerm(part: Part | undefined, measure: Measure): boolean {
  if (!part) return true;
  const schema = schemaOfPart(part);
  return schema.members.length > 0 || schema.properties.has(propertyOf(part, measure));
}

function schemaOfPart(part: Part): KindSchema {
  if (part.kind === 'block' || part.kind === 'link') throw new Error(`a ${part.kind} has no total`);
  return schemaOf(part.kind satisfies Kind);
}

/** What a power shelf draws by itself is its loss; the rest passes through it. */
export function propertyOf(part: Part, measure: Measure): string {
  return part.kind === 'shelf' && measure === 'power' ? 'loss' : measure;
}
