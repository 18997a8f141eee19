import type { Body, Statement } from '../../grammar/ast.ts';
import { foreignFormat, LONGEST_HEADER } from '../../grammar/foreign.ts';
import { moveStatement } from '../../grammar/move.ts';
import { PlainLink } from '../../grammar/plain-link.ts';
import { isRemains } from '../../grammar/remains.ts';
import type { TextChange } from '../../grammar/reparse.ts';
import { forget, forgetPassing } from '../facts/fact.ts';
import { giveBack } from '../model/link/domain.ts';
import type { Model } from '../model/model.ts';
import type { Relinked } from '../model/relink.ts';
import { type LinkSite, rootOfSite, type Site } from '../model/site.ts';
import type { Reread, Source } from '../model/source.ts';
import { forceAgain, sitesOf } from './force.ts';
import type { Judgement } from './verdicts.ts';

/** A file under review: what is known of it lives on while links of it change. */
export interface Reviewed {
  readonly source: Source;
  readonly model: Model;
  readonly roots: readonly Site[];
  readonly judgement: Judgement;
  /** Statements that are no longer there, but of which rules on whole blocks have still something to say. */
  readonly detached: Statement[];
}

/** More statements than this are reviewed with the whole: each of them costs a little of the length of its row. */
const MOST_STATEMENTS = 400;

/**
 * Takes a changed text into what is known of a file, where the change has but changed links of one body: an as-built
 * cluster is one declaration with tens of thousands of links, and somebody writes one more. What is broken while it is
 * being written, and declares nothing, counts for nothing. False where the file must be reviewed anew; what was known of
 * it is then not to be used any more.
 */
export function takeIn(reviewed: Reviewed, { source: next, change, tree }: Reread): boolean {
  const { source, model, roots, judgement } = reviewed;
  if (tree?.body.node !== 'body' || model.budget.isSpent) return false;
  const { body, removed, added } = tree;
  if (removed.length + added.length > MOST_STATEMENTS || ![...removed, ...added].every(isOfLinks)) return false;
  if (change.start < LONGEST_HEADER && foreignFormat(next.text, next.location) !== undefined) return false;
  if (!isPlaced(model, source, body)) return false;
  Object.assign(source, next);
  const relinked = model.relink(body, tree);
  if (!relinked) return false;
  const gone = relinked.flatMap((each) => each.gone);
  const fresh = freshLinks(model, source, relinked);
  forgetLinks(model, [...gone, ...fresh]);
  const nodes = new Set([...removed, ...relinked.flatMap((each) => each.nodes)]);
  if (!forceAgain(model, source, nodes, fresh) || model.budget.isSpent) return false;
  judgement.move(change);
  detach(reviewed, change, removed);
  const isJudged = ({ site }: LinkSite): boolean => roots.includes(rootOfSite(site));
  judgement.judgeAgain(gone, fresh.filter(isJudged));
  return true;
}

/** Whether a statement declares nothing but a link, and does not say what rules are to leave alone. */
function isOfLinks(statement: Statement): boolean {
  if (statement instanceof PlainLink) return true;
  return statement.node === 'link' ? !hasAllow(statement) : isRemains(statement);
}

function hasAllow(statement: Statement): boolean {
  if (statement.node === 'allow') return true;
  return 'body' in statement && (statement.body?.statements.some(hasAllow) ?? false);
}

/** Whether there are places at which the links of a body start. */
function isPlaced(model: Model, source: Source, body: Body): boolean {
  const { ofPart } = sitesOf(model, source);
  return model.linkedBy(body).some((part) => ofPart.has(part));
}

/** The links that are new or have another statement, in the order in which all links are evaluated. */
function freshLinks(model: Model, source: Source, relinked: readonly Relinked[]): readonly LinkSite[] {
  const { ranks, ofPart } = sitesOf(model, source);
  const placed = relinked.flatMap(({ part, fresh }) =>
    (ofPart.get(part) ?? []).flatMap((site) => {
      const links = site.linksOf(part);
      return fresh.flatMap((place) => {
        const link = links[place];
        return link ? { link, rank: ranks.get(site) ?? 0, row: site.part.fabrics.indexOf(part), place } : [];
      });
    }),
  );
  return placed.sort((a, b) => a.rank - b.rank || a.row - b.row || a.place - b.place).map(({ link }) => link);
}

/** Forgets all that is known of some links by themselves. */
function forgetLinks(model: Model, links: readonly LinkSite[]): void {
  const slots = [...new Set(links.map(({ slot }) => slot))];
  for (const slot of slots) giveBack(model.budget, slot);
  forget(model, [...slots, ...links]);
  forgetPassing(model);
}

/** Keeps statements that are gone where they were, until nothing is said of them any more. */
function detach({ detached }: Reviewed, change: TextChange, removed: readonly Statement[]): void {
  const by = change.newEnd - change.oldEnd;
  for (const statement of detached) if (statement.start >= change.oldEnd) moveStatement(statement, by);
  detached.push(...removed);
}
