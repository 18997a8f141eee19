import type { Allow, Body, Declaration, Link, Member, Property } from '../../grammar/ast.ts';
import type { BlockSchema, Kind } from '../schema/types.ts';
import type { PlainEnds } from './link/plain-ends.ts';
import type { ConstantBinding, Scope } from './scope.ts';

/** One body of text that contributes to a part, and the scopes of what stands in it. */
export interface Layer {
  readonly body: Body;
  /** The scope around the body: overriding constants are evaluated here. */
  readonly around: Scope;
  /** The scope inside the body. */
  readonly scope: Scope;
  /** The statement whose body it is. */
  readonly origin: Declaration | Member | Link;
}

/** A statement in the layer that has the last word on it. */
export interface Slot<N> {
  readonly node: N;
  readonly layer: Layer;
}

/**
 * What a declaration means once its bases, overrides and parameters are applied: one class of alike things, however
 * many instances of it there are. Parts of one declaration in one context are one object, so facts are computed once.
 */
export interface Part {
  /** The kind; `block` for an unnamed block such as `power`, `link` for the body of a link. */
  readonly kind: Kind | 'block' | 'link';
  /** What may stand in it; undefined for a block that the schema does not know. */
  readonly schema: BlockSchema | undefined;
  /** The declared name; for an unnamed block its keyword. */
  readonly name: string;
  /** The statement that declares it, the most derived one. */
  readonly declaration: Declaration | Link;
  /** The scope in which it is declared; its source is the file of the declaration. */
  readonly around: Scope;
  /** Base first, overrides last. */
  readonly layers: readonly Layer[];
  readonly properties: ReadonlyMap<string, Slot<Property>>;
  readonly constants: ReadonlyMap<string, ConstantBinding>;
  readonly blocks: ReadonlyMap<string, Part>;
  readonly ports: readonly PortGroup[];
  readonly fabrics: readonly Part[];
  readonly workloads: readonly Part[];
  readonly policy: Part | undefined;
  readonly members: readonly MemberSlot[];
  readonly links: readonly LinkSlot[];
  readonly allows: readonly Slot<Allow>[];
}

/** An array of alike parts in a body. */
export interface MemberSlot extends Slot<Member> {
  readonly name: string;
  /** The type with the overrides of the member's body; undefined when it is not known. Computed when first asked for. */
  readonly part: Part | undefined;
  /** Sizes of the array, empty for a single; undefined when one is not known. */
  readonly dims: readonly number[] | undefined;
  /** Number of instances; undefined when a size is not known. */
  readonly count: number | undefined;
}

/** Ports of one name on a part. */
export interface PortGroup {
  readonly name: string;
  readonly part: Part;
  readonly declaration: Declaration;
  readonly dims: readonly number[] | undefined;
  readonly count: number | undefined;
}

/** A link statement in a body or fabric. */
export interface LinkSlot extends Slot<Link> {
  readonly name: string;
  /** The part in whose body it stands: a fabric, or a part with members. */
  readonly owner: Part;
  /** What the body of the link says, with `length`; undefined without a body. */
  readonly settings: Part | undefined;
  /** Where it leads, if it is plain; found when it is first asked for, and undefined for a link that is not. */
  ends: PlainEnds | undefined | 'unknown';
  /** Takes another statement in the place of its own. */
  rewrite(node: Link): void;
}

/** A body that will become a layer: the scope inside is made with the part. */
export interface LayerText {
  readonly body: Body;
  readonly around: Scope;
  readonly origin: Declaration | Member | Link;
}
