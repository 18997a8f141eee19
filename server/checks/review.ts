import type { Allow, Link, Statement } from '../../grammar/ast.ts';
import { foreignFormat } from '../../grammar/foreign.ts';
import { moveStatement } from '../../grammar/move.ts';
import { PlainLink } from '../../grammar/plain-link.ts';
import { forget, forgetPassing } from '../facts/fact.ts';
import type { Model } from '../model/model.ts';
import type { LinkSlot, Part } from '../model/part.ts';
import type { LinkSite, Site } from '../model/site.ts';
import type { Place, Reread, Source } from '../model/source.ts';
import { nameOfLink } from '../model/statement-slot.ts';
import type { Found } from './check.ts';
import { forceAgain, linkedSites } from './force.ts';
import type { Judgement } from './verdicts.ts';

/** A file under review: what is known of it lives on while links of it change. */
export interface Reviewed {
  readonly source: Source;
  readonly model: Model;
  readonly roots: readonly Site[];
  readonly judgement: Judgement;
  /** Statements that are no longer there, but of which rules on whole blocks have still something to say. */
  readonly detached: Statement[];
  /** Where the findings stand that nothing but their own text decides, with what silences them. */
  readonly placed: WeakMap<Found, Placed>;
}

/** Where a finding stands, and the `allow` that silences it there. */
export interface Placed {
  readonly at: Place | undefined;
  readonly allow: Allow | undefined;
}

/**
 * Takes a changed text into what is known of a file, where the change has but changed links, each into one that takes its
 * place: an as-built cluster is one declaration with tens of thousands of links, and somebody corrects one of them. False,
 * and nothing is done, where the file must be reviewed anew.
 */
export function takeIn(reviewed: Reviewed, { source: next, change, tree }: Reread): boolean {
  const { source, model, judgement, detached } = reviewed;
  if (!tree || tree.removed.length !== tree.added.length) return false;
  if (foreignFormat(next.text, next.location) !== undefined) return false;
  const pairs = tree.removed.map((before, i) => [before, tree.added[i]] as const);
  const slots: (readonly [LinkSlot, Link])[] = [];
  for (const [before, after] of pairs) {
    if (before.node !== 'link' || after?.node !== 'link' || tree.body.node !== 'body') return false;
    if (hasAllow(before) || hasAllow(after)) return false;
    const found = slotsFor(model.linkedBy(tree.body), before, after);
    if (!found) return false;
    for (const slot of found) slots.push([slot, after]);
  }
  const settings = slots.flatMap(([slot]) => slot.settings ?? []);
  Object.assign(source, next);
  for (const [slot, node] of slots) slot.rewrite(node);
  const changed = new Set(slots.map(([slot]) => slot));
  const links = linkedSites(model, source).flatMap((site) => linksOf(site, changed));
  forget(model, [...changed, ...settings, ...links]);
  forgetPassing(model);
  forceAgain(model, source, change, tree.removed as readonly Link[], links);
  judgement.move(change);
  const by = change.newEnd - change.oldEnd;
  for (const statement of detached) if (statement.start >= change.oldEnd) moveStatement(statement, by);
  detached.push(...tree.removed);
  judgement.judgeAgain(links.filter((link) => isUnder(link.site, reviewed.roots)));
  return true;
}

/** The links of a site that stand in some slots. */
function linksOf({ eachLink }: Site, slots: ReadonlySet<LinkSlot>): readonly LinkSite[] {
  const found: LinkSite[] = [];
  for (const link of eachLink) if (slots.has(link.slot)) found.push(link);
  return found;
}

function isUnder(site: Site, roots: readonly Site[]): boolean {
  let root = site;
  while (root.parent) root = root.parent;
  return roots.includes(root);
}

function hasAllow({ body }: Link): boolean {
  return body?.statements.some(({ node }) => node === 'allow') ?? false;
}

/** The slots that a statement fills; undefined where another statement would have to take its place. */
function slotsFor(parts: readonly Part[], before: Link, after: Link): readonly LinkSlot[] | undefined {
  const isRenamed = nameOfLink(before) !== nameOfLink(after);
  const slots: LinkSlot[] = [];
  for (const part of parts) {
    const slot = part.links.find(({ node }) => node === before);
    if (!slot || (isRenamed && !canBeNamed(part, before, after))) return undefined;
    slots.push(slot);
  }
  return slots.length > 0 ? slots : undefined;
}

/** Whether a link may have another name: one that no other has, where no other has its own. */
function canBeNamed(part: Part, before: Link, after: Link): boolean {
  const [old, name] = [nameOfLink(before), nameOfLink(after)];
  if (name === '' || part.layers.length !== 1) return false;
  const links = part.layers[0]?.body.statements ?? [];
  return !links.some((each) => each !== before && each !== after && each.node === 'link' && isNamed(each, old, name));
}

function isNamed(link: Link, a: string, b: string): boolean {
  const name = link instanceof PlainLink ? link.plain.name : link.name.text;
  return name === a || name === b;
}
