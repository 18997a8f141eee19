import { describeMedium } from '../../facts/link/medium-names.ts';
import { cableOf, cableRun, instanceName, linkShape, totalLinks } from '../../facts/links.ts';
import type { Model } from '../../model/model.ts';
import type { LinkSite } from '../../model/site.ts';
import { type Place, placeOf, type Source } from '../../model/source.ts';
import type { Length, Rate } from '../../units/dimension.ts';
import { formatCount, formatLength, formatRate } from '../../units/format.ts';

/** What the messages of the reach family say of a link, in one place. */

/** The file in which a link is written. */
export function sourceOf(link: LinkSite): Source {
  return link.slot.layer.scope.source;
}

/** The cable type after `via`, or the link’s name where there is none. */
export function viaPlace(link: LinkSite): Place {
  const { node } = link.slot;
  return placeOf(sourceOf(link), node.via ?? node.name);
}

/** The name of the cable as it is written after `via`. */
export function cableName(link: LinkSite): string {
  return link.slot.node.via?.path.map((name) => name.text).join('.') ?? 'the cable';
}

/** `passive copper at 100 Gbps per lane`. */
export function mediumAtLane(model: Model, link: LinkSite, lane: Rate | undefined): string {
  const medium = describeMedium(model.values.word(cableOf(model, link), 'medium'));
  return lane === undefined ? medium : `${medium} at ${formatRate(lane)} per lane`;
}

/** `(compute[7].dgx[0].nic[3], 1,024 links)`: the longest instance and the number of links. */
export function whichLinks(model: Model, link: LinkSite): string {
  const shape = linkShape(model, link);
  const run = cableRun(model, link);
  const total = totalLinks(model, link);
  const longest = shape && run ? [instanceName(shape.left, run.longestPoint)] : [];
  const count = total === undefined ? [] : [`${formatCount(total)} ${total === 1 ? 'link' : 'links'}`];
  return `(${[...longest, ...count].join(', ')})`;
}

/** Shortest to longest where they differ. */
export function lengthRange(shortest: Length, longest: Length): string {
  return shortest === longest ? formatLength(longest) : `${formatLength(shortest)} to ${formatLength(longest)}`;
}
