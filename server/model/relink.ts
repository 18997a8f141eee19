import type { Body, Link, Statement } from '../../grammar/ast.ts';
import { PlainLink } from '../../grammar/plain-link.ts';
import { firstFrom } from '../../grammar/spans.ts';
import { type BodyChange, linkNames } from './link-names.ts';
import { exchangeLinks } from './link-row.ts';
import type { Layer, LinkSlot, Part, Slot } from './part.ts';
import type { LinkSite } from './site.ts';
import { linkPlace, nameOfLink } from './statement-slot.ts';

/** What a change of a body has done to the links of a part. */
export interface Relinked {
  readonly part: Part;
  /** Statements that links of the part had, and have no more. */
  readonly nodes: readonly Link[];
  /** The links that are no more, at each site. */
  readonly gone: readonly LinkSite[];
  /** The places, in the links of the part, of those that are new or have another statement. */
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
  const written = [...change.removed, ...change.added].filter((each) => each.node === 'link');
  const names = new Set(written.map(nameOfLink));
  const others = part.layers.filter((each) => each !== layer).map((each) => linkNames(each.body));
  for (const name of names) if (others.some((each) => each.first(name))) return undefined;
  const stayed = firstStayed(body, names, change);
  if ([...written, ...stayed].some(hasAllow)) return undefined;
  const slotIn = (node: Link): LinkSlot => slotFor({ node, layer });
  return replaced({ part, layer, slotIn }, change, stayed);
}

/** Of each name the first link that has stayed: of those that have, it alone may have counted before, or count now. */
function firstStayed(body: Body, names: ReadonlySet<string>, { added }: BodyChange): readonly Link[] {
  const come = new Set<Statement>(added);
  const own = linkNames(body);
  return [...names].flatMap((name) => own.all(name).find((link) => !come.has(link)) ?? []);
}

/** The part whose links are replaced, and the layer in whose body they stand. */
interface Target {
  readonly part: Part;
  readonly layer: Layer;
  readonly slotIn: (node: Link) => LinkSlot;
}

function replaced(target: Target, change: BodyChange, stayed: readonly Link[]): Relinked {
  const { part, layer, slotIn } = target;
  const own = linkNames(layer.body);
  const run = replacedRun(target, change);
  const nodes = [...run.nodes];
  const gone = [...run.gone];
  const fresh = [...run.fresh];
  const counts = (link: Link): boolean => own.first(nameOfLink(link)) === link;
  for (const link of stayed) {
    const place = counts(link) ? -1 : linkPlace(part.links, link);
    if (place < 0) continue;
    nodes.push(link);
    gone.push(...exchangeLinks(part, place, 1, []));
  }
  const heirs = stayed.filter((link) => counts(link) && linkPlace(part.links, link) < 0);
  for (const link of heirs.sort((a, b) => a.start - b.start)) {
    const place = placeBehind(target, firstFrom(layer.body.statements, link.start));
    exchangeLinks(part, place, 0, [slotIn(link)]);
    fresh.push(place);
  }
  return { part, nodes, gone, fresh };
}

/** Replaces the links of the statements that are gone by those of the statements that have come. */
function replacedRun(target: Target, { from, removed, added }: BodyChange): Omit<Relinked, 'part'> {
  const { part, layer, slotIn } = target;
  const own = linkNames(layer.body);
  const place = placeBehind(target, from);
  const old = runOf(part, place, new Set(removed));
  const nodes = old.map(({ node }) => node);
  const known = new Map(old.map((slot) => [slot.name, slot]));
  const winners = added.filter(
    (each) => each.node === 'link' && own.first(nameOfLink(each)) === each,
  ) as readonly Link[];
  const next = winners.map((node) => {
    const slot = known.get(nameOfLink(node));
    slot?.rewrite(node);
    return slot ?? slotIn(node);
  });
  const fresh = next.map((_, i) => place + i);
  // Most keys change what a link says, not which links there are.
  const areSame = next.length === old.length && next.every((slot, i) => slot === old[i]);
  return { nodes, gone: areSame ? [] : exchangeLinks(part, place, old.length, next), fresh };
}

/** The links from a place on that have one of these statements. */
function runOf({ links }: Part, place: number, statements: ReadonlySet<Statement>): readonly LinkSlot[] {
  const run: LinkSlot[] = [];
  for (let slot = links[place]; slot && statements.has(slot.node); slot = links[place + run.length]) run.push(slot);
  return run;
}

/** Where in the links of a part those belong that stand behind some of the statements of its body. */
function placeBehind({ part, layer }: Target, count: number): number {
  const { links, layers } = part;
  const own = linkNames(layer.body);
  const names = layers.map((each) => linkNames(each.body));
  const before = names.slice(0, layers.indexOf(layer));
  for (let i = count - 1; i >= 0; i--) {
    const statement = layer.body.statements[i];
    if (statement?.node !== 'link') continue;
    const name = nameOfLink(statement);
    // A link of a base has its place there; the second of a name has none.
    if (own.first(name) !== statement || before.some((each) => each.first(name))) continue;
    // Its place is that of the link that has the last word on it.
    const last = names.findLast((each) => each.first(name))?.first(name) ?? statement;
    const place = linkPlace(links, last);
    if (place >= 0) return place + 1;
  }
  const first = links.findIndex(({ name }) => !before.some((each) => each.first(name)));
  return first < 0 ? links.length : first;
}

function hasAllow(link: Link): boolean {
  return !(link instanceof PlainLink) && (link.body?.statements.some(({ node }) => node === 'allow') ?? false);
}
