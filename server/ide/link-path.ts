import type { Link } from '../../grammar/ast.ts';
import { memberNamed } from '../model/link/follow-path.ts';
import type { MemberSlot, Part, PortGroup } from '../model/part.ts';
import { findConstant, type Scope } from '../model/scope.ts';

/** What a path of a link names, followed without a word where it leads nowhere. */
export interface Reached {
  /** The part behind the last name; undefined behind a port. */
  readonly part: Part | undefined;
  /** The array that the last name is: a member or the ports of a part; undefined for an empty path. */
  readonly array: MemberSlot | PortGroup | undefined;
}

/** Follows names from a block through members, at the end perhaps to ports. */
export function reach(block: Part, names: readonly string[]): Reached | undefined {
  let reached: Reached = { part: block, array: undefined };
  for (const name of names) {
    const { part, array }: Reached = reached;
    if (!part) return undefined;
    const member = memberNamed(part, name);
    const port = array && part.ports.find((each) => each.name === name);
    if (!member && !port) return undefined;
    reached = member ? { part: member.part, array: member } : { part: undefined, array: port };
  }
  return reached;
}

/** An index variable of a link, and where it stands by itself. */
export interface UsedVariable {
  readonly name: string;
  /** Sizes of the arrays that it indexes. */
  readonly sizes: readonly number[];
  readonly sides: ReadonlySet<'left' | 'right'>;
}

/** The index variables that a link uses, in the order written; also while it is incomplete. */
export function variablesOf(link: Link, block: Part | undefined, scope: Scope): readonly UsedVariable[] {
  const used = new Map<string, { name: string; sizes: number[]; sides: Set<'left' | 'right'> }>();
  for (const side of ['left', 'right'] as const) {
    const names: string[] = [];
    for (const { name, indexes } of link[side]?.segments ?? []) {
      names.push(name.text);
      const dims = block && reach(block, names)?.array?.dims;
      for (const [position, index] of (indexes ?? []).entries()) {
        const only = index.node === 'at' && index.value.node === 'reference' ? index.value.path : [];
        const variable = only.length === 1 ? only[0]?.text : undefined;
        if (variable === undefined || findConstant(scope, variable)) continue;
        const known = used.get(variable) ?? { name: variable, sizes: [], sides: new Set() };
        const size = dims?.[position];
        if (size !== undefined) known.sizes.push(size);
        known.sides.add(side);
        used.set(variable, known);
      }
    }
  }
  return [...used.values()];
}
