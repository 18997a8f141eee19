import type { Body, Link } from '../../grammar/ast.ts';
import { type BodyChange, linkNames } from './link-names.ts';
import type { Layer, LinkSlot, Part, Slot } from './part.ts';
import { nameOfLink } from './statement-slot.ts';

/** What a change of a body has done to the links of a part. */
export interface Relinked {
  readonly part: Part;
  /** Statements that links of the part had, and have no more. */
  readonly nodes: readonly Link[];
  /** The places, in the links as they were, of those that are no more. */
  readonly gone: readonly number[];
  /** The places, in the links as they are, of those that are new or have another statement. */
  readonly fresh: readonly number[];
}

/**
 * Gives a part the links that its body has now. Undefined, and nothing is done, where that would have to look at more than
 * the body: where links of other bodies have the same names, or a link says what rules are to leave alone.
 */
export function relink(
  part: Part,
  body: Body,
  change: BodyChange,
  slotFor: (slot: Slot<Link>) => LinkSlot,
): Relinked | undefined {
  const [layer, ...again] = part.layers.filter((each) => each.body === body);
  if (!layer || again.length > 0) return undefined;
  const names = new Set(
    [...change.removed, ...change.added].flatMap((each) => (each.node === 'link' ? [nameOfLink(each)] : [])),
  );
  const others = part.layers.filter((each) => each !== layer).map((each) => linkNames(each.body));
  for (const name of names) if (others.some((each) => each.first(name))) return undefined;
  const slots = slotsOf(part);
  const own = linkNames(body);
  const winners = [...names].flatMap((name) => own.first(name) ?? []).sort((a, b) => a.start - b.start);
  const nodes = [...names].flatMap((name) => slots.get(name)?.node ?? []);
  if (winners.some(hasAllow) || nodes.some(hasAllow)) return undefined;
  return replaced(part, layer, names, winners, nodes, slotFor);
}

function replaced(
  part: Part,
  layer: Layer,
  names: ReadonlySet<string>,
  winners: readonly Link[],
  nodes: readonly Link[],
  slotFor: (slot: Slot<Link>) => LinkSlot,
): Relinked {
  const slots = slotsOf(part);
  const links = part.links.slice();
  const kept = new Set(winners.map(nameOfLink));
  const gone: number[] = [];
  for (const name of names) {
    const slot = slots.get(name);
    if (!slot) continue;
    links.splice(links.indexOf(slot), 1);
    if (kept.has(name)) continue;
    gone.push(part.links.indexOf(slot));
    slots.delete(name);
  }
  let at = -1;
  for (const node of winners) {
    const name = nameOfLink(node);
    const known = slots.get(name);
    const slot = known ?? slotFor({ node, layer });
    known?.rewrite(node);
    at = placeFor(part, layer, node, links, at);
    links.splice(at, 0, slot);
    slots.set(name, slot);
  }
  Object.assign(part, { links });
  const fresh: number[] = [];
  for (const node of winners) {
    const slot = slots.get(nameOfLink(node));
    if (slot) fresh.push(links.indexOf(slot, fresh.at(-1) ?? 0));
  }
  return { part, nodes, gone, fresh };
}

/** Where in the links of a part one belongs: behind that of the statement before it. `near` is a good guess. */
function placeFor(part: Part, layer: Layer, node: Link, links: readonly LinkSlot[], near: number): number {
  const slots = slotsOf(part);
  const own = linkNames(layer.body);
  const { statements } = layer.body;
  const before = part.layers.slice(0, part.layers.indexOf(layer)).map((each) => linkNames(each.body));
  for (let i = statementIndex(layer.body, node) - 1; i >= 0; i--) {
    const statement = statements[i];
    if (statement?.node !== 'link') continue;
    const name = nameOfLink(statement);
    // A link of a base has its place there; the second of a name has none.
    if (own.first(name) !== statement || before.some((each) => each.first(name))) continue;
    const slot = slots.get(name);
    if (slot && links[near] === slot) return near + 1;
    const index = slot ? links.indexOf(slot) : -1;
    if (index >= 0) return index + 1;
  }
  const first = links.findIndex(({ name }) => !before.some((each) => each.first(name)));
  return first < 0 ? links.length : first;
}

function statementIndex({ statements }: Body, { start }: Link): number {
  let low = 0;
  let high = statements.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((statements[middle]?.start ?? 0) < start) low = middle + 1;
    else high = middle;
  }
  return low;
}

const slotsByName = new WeakMap<Part, Map<string, LinkSlot>>();

/** The links of a part by name, from the first change on. */
function slotsOf(part: Part): Map<string, LinkSlot> {
  const known = slotsByName.get(part) ?? new Map(part.links.map((slot) => [slot.name, slot]));
  slotsByName.set(part, known);
  return known;
}

function hasAllow({ body }: Link): boolean {
  return body?.statements.some(({ node }) => node === 'allow') ?? false;
}
