import type { Link } from '../../../grammar/ast.ts';
import { PlainLink } from '../../../grammar/plain-link.ts';
import { cageFault, cagePowerFault, type Joint, jointOf, offerFault, splitterFits } from '../../facts/link/fit.ts';
import { cableRun, linkShape, portsOf } from '../../facts/links.ts';
import { losesTooMuch, type Medium, mediaFor } from '../../facts/media.ts';
import { overloadsRack } from '../../facts/rack/medium-load.ts';
import type { Model } from '../../model/model.ts';
import { unlessPutOff } from '../../model/reading.ts';
import type { LinkSite } from '../../model/site.ts';
import { type Length, type Power, quantity } from '../../units/dimension.ts';
import { formatLength, formatPower } from '../../units/format.ts';
import { linkSitesOf } from '../context.ts';
import type { CompletionItem } from './item.ts';
import type { Situation } from './situation.ts';
import { type NamedType, typeItem, typesOf } from './types.ts';

/**
 * Cables after `via`: first those that fit both ports and reach, the one with the least power first; then those that fit
 * and are too short or too hot for a rack; then the others, each with the reason why not.
 */
export function cableItems(situation: Situation): readonly CompletionItem[] {
  const types = typesOf(situation, ['cable']);
  const judge = createJudge(situation);
  if (!judge) return types.flatMap((type) => typeItem(situation, type, 'cable'));
  const ranked = types.map((type, order) => ({ type, order, ...judge(type) }));
  ranked.sort((a, b) => a.rank - b.rank || a.order - b.order);
  return ranked.flatMap(({ type, detail, fits }, i) =>
    typeItem(situation, type, detail).map((item) => (fits && i === 0 ? { ...item, preferred: true } : item)),
  );
}

/** What speaks for and against a cable; those with a lower rank come first. */
interface Verdict {
  readonly rank: number;
  readonly fits: boolean;
  readonly detail: string;
}

/** Judges cables for the link that is being written; undefined where its ends are not known. */
function createJudge({ analysis, statement, owners }: Situation): ((type: NamedType) => Verdict) | undefined {
  if (statement?.node !== 'link') return undefined;
  const { model } = analysis;
  const sites = linkSitesOf(analysis, [...owners, statement], statement);
  const links = withoutCable(sites, statement);
  const [link] = links;
  const shape = link && linkShape(model, link);
  if (!link || !shape) return undefined;
  const joint = jointOf(shape, portsOf(model, link));
  const longest = longestOf(model, links);
  const media = mediaFor(model, link);
  const ranks = new Map(media.map((medium, rank) => [medium.name, { medium, rank }]));
  const present = statement.broken ? undefined : sites[0];
  return (type) => {
    const found = ranks.get(type.name);
    if (!found) return { rank: 2 * media.length, fits: false, detail: whyNot(model, joint, type) };
    const { medium, rank } = found;
    const isHot = present && medium.perEnd !== undefined && isTooHot(model, present, medium.perEnd);
    const fault = isHot ? 'brings a rack over its power or cooling' : reachFault(model, link, medium, longest);
    const figures = figuresOf(medium);
    if (fault === undefined) return { rank, fits: true, detail: figures };
    return { rank: media.length + rank, fits: false, detail: `${fault}: ${figures}` };
  };
}

/** Whether a rack cannot bear it; not while the modules of whole racks are still being added up: nobody waits for a list. */
function isTooHot(model: Model, link: LinkSite, perEnd: Power): boolean {
  return unlessPutOff(
    () => overloadsRack(model, link, perEnd),
    () => false,
  );
}

/** The link at its sites as if its cable were not written: also where what is written of it is not complete. */
function withoutCable([first, ...others]: readonly LinkSite[], statement: Link): readonly LinkSite[] {
  if (!first) return [];
  const written = statement instanceof PlainLink ? statement.toJSON() : statement;
  const node: Link = { ...written, via: undefined, broken: false };
  const { name, owner, layer, settings } = first.slot;
  const slot = { name, owner, layer, settings, node, ends: undefined, rewrite: () => undefined };
  return [first, ...others].map((site) => ({ ...site, slot }));
}

/** The longest cable at any of the sites; undefined where one is not known. */
function longestOf(model: Model, links: readonly LinkSite[]): Length | undefined {
  const runs = links.filter(({ site }) => site.count !== 0).map((link) => cableRun(model, link)?.longest);
  const known = runs.filter((run) => run !== undefined);
  return known.length === runs.length && known.length > 0 ? quantity(Math.max(...known)) : undefined;
}

function reachFault(model: Model, link: LinkSite, medium: Medium, longest: Length | undefined): string | undefined {
  const { reach, cable } = medium;
  if (longest === undefined) return undefined;
  if (reach === undefined) return 'reach unknown';
  if (reach < longest) return `too short for ${formatLength(longest, reach)}`;
  return losesTooMuch(model, link, cable, longest) ? `loses too much over ${formatLength(longest)}` : undefined;
}

function figuresOf({ reach, power, perEnd }: Medium): string {
  const watts = power ?? perEnd;
  return [
    reach === undefined ? 'reach unknown' : `reach ${formatLength(reach)}`,
    watts === undefined ? 'power unknown' : `${formatPower(watts)}${power === undefined ? ' per end' : ' in all'}`,
  ].join(', ');
}

function whyNot(model: Model, joint: Joint, { binding }: NamedType): string {
  const cable = model.partOf(binding);
  if (!cable) return 'cable';
  const fault =
    offerFault(model, joint, cable) ?? cageFault(model, joint, cable) ?? cagePowerFault(model, joint, cable);
  if (fault !== undefined) return `does not fit: ${fault}`;
  if (!splitterFits(model, joint, cable)) return 'does not fit: a splitter needs one wide port';
  return 'made for other cages, or its rate is unknown';
}
