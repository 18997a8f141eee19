import type { Expr, Span } from '../../../grammar/ast.ts';
import type { LinkSlot, MemberSlot, Part, PortGroup } from '../part.ts';
import type { Formula } from './formula.ts';

/** A link statement with its paths followed and its indexes understood, before anything is counted. */
export interface LinkShape {
  readonly slot: LinkSlot;
  /** The part from whose body the paths start. */
  readonly block: Part;
  readonly left: End;
  readonly right: End;
  readonly variables: readonly Variable[];
  /** `where` as written. */
  readonly where: Where | undefined;
  /** Links for each pair, `[2]`. */
  readonly perPair: number;
}

/** One end of a link statement. */
export interface End {
  /** The members on the way from the block to the part. */
  readonly members: readonly MemberSlot[];
  /** The same members with their indexes. */
  readonly steps: readonly Step[];
  /** The part with ports on which the link ends. */
  readonly part: Part;
  /** The port group that the path names, if it names one. */
  readonly group: PortGroup | undefined;
  /** Whether the path indexes the ports of the group. */
  readonly indexed: boolean;
  /** Indexes of the ports, one for each dimension of the group; empty where the path does not index them. */
  readonly portAxes: readonly Axis[];
}

/** One member on the way from the block to the part. */
export interface Step {
  readonly member: MemberSlot;
  readonly axes: readonly Axis[];
}

/** One dimension of an array on the way, and what the path says of it. */
export interface Axis {
  readonly size: number;
  readonly at: AxisIndex;
  readonly span: Span;
}

export type AxisIndex =
  | { readonly kind: 'fixed'; readonly value: number }
  | { readonly kind: 'variable'; readonly slot: number }
  | { readonly kind: 'computed'; readonly formula: Formula; readonly slots: readonly number[]; readonly expr: Expr };

/** An index variable, named or anonymous, with its inclusive range; empty when `high < low`. */
export interface Variable {
  readonly name: string | undefined;
  readonly low: number;
  readonly high: number;
}

/** The condition of a link: a comparison of two variables is counted in closed form, anything else is enumerated. */
export type Where =
  | { readonly kind: 'compare'; readonly left: number; readonly right: number; readonly operator: '<' | '<=' | '!=' }
  | { readonly kind: 'formula'; readonly formula: Formula; readonly slots: readonly number[] };

/** Where an end is written. */
export function spanOf({ slot: { node } }: LinkShape, side: 'left' | 'right'): Span {
  return node[side] ?? node;
}

/** Number of values of a variable. */
export function spread(variable: Variable | undefined): number {
  return variable ? Math.max(0, variable.high - variable.low + 1) : 0;
}

/** All axes of an end's members, outermost first. */
export function axesOf(end: End): readonly Axis[] {
  return end.steps.flatMap((step) => step.axes);
}

/** The slots of the variables on which an axis depends. */
export function slotsOf(axis: Axis): readonly number[] {
  if (axis.at.kind === 'variable') return [axis.at.slot];
  return axis.at.kind === 'computed' ? axis.at.slots : [];
}

/** Whether both ends go through the same members, so that they may meet in one part. */
export function sameArray(left: End, right: End): boolean {
  const { members } = right;
  return left.members.length === members.length && left.members.every((member, i) => member === members[i]);
}
