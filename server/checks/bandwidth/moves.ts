import { endSite, linkShape } from '../../facts/links.ts';
import type { Side } from '../../facts/network/landings.ts';
import type { EndUse, PartCell } from '../../facts/network/port-cells.ts';
import type { Model } from '../../model/model.ts';
import type { Part, PortGroup } from '../../model/part.ts';
import type { LinkSite } from '../../model/site.ts';
import type { Edit, Move } from '../check.ts';
import { linksForPair, resized, retyped, switchTypes, widened } from './network-edits.ts';
import { priceOfTrial } from './price.ts';

/** Other types of switches that are tried; the ones with the fewest ports that suffice come first. */
const MOST_TYPES = 3;

/** A switch with as many ports of the same kind as are needed, and the capacity for what its links carry. */
export function largerSwitch(
  model: Model,
  { site }: PartCell,
  end: EndUse,
  ports: number,
  carried: number,
): readonly Move[] {
  const { member } = site;
  const [group] = end.eligible;
  if (!member || !group || site.part.kind !== 'switch') return [];
  const larger = switchTypes(model, member).flatMap(({ name, part }) => {
    const there = part.ports.reduce((sum, each) => sum + (isAlike(model, each, group) ? (each.count ?? 0) : 0), 0);
    const capacity = model.values.quantity(part, 'capacity', 'rate');
    const suffices = there >= ports && (capacity === undefined || capacity >= carried);
    return suffices && part.declaration !== site.part.declaration ? [{ name, there }] : [];
  });
  return larger
    .sort((a, b) => a.there - b.there || a.name.localeCompare(b.name))
    .slice(0, MOST_TYPES)
    .flatMap(({ name, there }) =>
      moveOf([retyped(member, name)], `Use ${name} for ${member.name}, with ${there} ports`),
    );
}

function isAlike(model: Model, { part }: PortGroup, { part: other }: PortGroup): boolean {
  const rate = (port: Part) => model.values.quantity(port, 'rate', 'rate');
  const lanes = (port: Part) => model.values.integer(port, 'lanes') ?? 1;
  const cage = (port: Part) => model.values.word(port, 'cage');
  return rate(part) === rate(other) && lanes(part) === lanes(other) && cage(part) === cage(other);
}

/** As many links less for each pair as `excess` links on one switch ask for. */
export function fewerLinks(model: Model, end: EndUse, excess: number): readonly Move[] {
  const { link } = end.landing;
  const perPair = linkShape(model, link)?.perPair;
  if (perPair === undefined || perPair < 2) return [];
  const count = perPair - Math.ceil(excess / (end.links / perPair));
  const title = `Link ${link.slot.name}[${count}] instead of ${perPair} for each pair`;
  return count < 1 ? [] : moveOf([linksForPair(link, count)], title);
}

/**
 * More switches of the array with as many links less to each: the fewest that share out the links of a pair evenly and
 * have the ports.
 */
export function moreSwitches(
  model: Model,
  { site }: PartCell,
  end: EndUse,
  ports: number,
  there: number,
): readonly Move[] {
  const { link } = end.landing;
  const { member } = site;
  const perPair = linkShape(model, link)?.perPair;
  const present = member?.count;
  if (!member || perPair === undefined || !present || there < 1) return [];
  const all = perPair * present;
  for (let count = present + 1; count <= all; count++) {
    if (all % count !== 0 || ports * present > there * count) continue;
    const edits = [resized(member, count), linksForPair(link, all / count)];
    return moveOf(edits, `Make it ${member.name}[${count}] with ${all / count} of ${link.slot.name} to each`);
  }
  return [];
}

/** As many instances less at the other end as find no port. */
export function fewerAtFarEnd(model: Model, end: EndUse): readonly Move[] {
  const { link, side } = end.landing;
  const shape = linkShape(model, link);
  const far = shape && endSite(link, shape[side === 'left' ? 'right' : 'left']);
  const member = far?.member;
  if (!member?.count) return [];
  const count = member.count - Math.ceil(end.overflow / Math.max(1, end.links / member.count));
  return count < 1
    ? []
    : moveOf([resized(member, count)], `Leave out ${member.count - count}: ${member.name}[${count}]`);
}

/** One end of a statement over all of an array of which its path names a part. */
export function linkAll(link: LinkSite, side: Side): readonly Move[] {
  return widened(link, side).flatMap(({ name, edit }) => moveOf([edit], `Link all of ${name} by ${link.slot.name}`));
}

/** A move of edits that are all possible. */
export function moveOf(edits: readonly (Edit | undefined)[], title: string): readonly Move[] {
  const possible = edits.flatMap((edit) => edit ?? []);
  return possible.length < edits.length
    ? []
    : [{ edits: possible, title: (trial) => `${title} (${priceOfTrial(trial)})` }];
}
