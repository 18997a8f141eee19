import { countLink, type LinkCount } from '../model/link/count.ts';
import { indexAt } from '../model/link/domain.ts';
import { type PlainEnd, type PlainEnds, plainEnds } from '../model/link/plain-ends.ts';
import { plainCount, plainShape } from '../model/link/plain-shape.ts';
import { resolveLink } from '../model/link/resolve-link.ts';
import type { End, LinkShape } from '../model/link/shape.ts';
import type { Model } from '../model/model.ts';
import type { Part, PortGroup } from '../model/part.ts';
import type { LinkSite, Site } from '../model/site.ts';
import { type Quantity, quantity, type Rate } from '../units/dimension.ts';
import { fact, factBy } from './fact.ts';
import { waysOf } from './link/cable-ways.ts';
import { type CableRun, derivedRun } from './link/run-lengths.ts';

/** Facts of one link statement. Those that do not depend on the site are shared by all sites of the statement. */

/** A link with its paths followed; undefined (and reported) where they lead nowhere. */
export function linkShape(model: Model, link: LinkSite): LinkShape | undefined {
  // Of plain links there are too many to keep what is made in no time.
  const ends = plainEndsOf(model, link);
  return ends ? plainShape(link.slot, link.site.part, ends) : followedShape(model, link);
}

const followedShape = factBy(
  (link: LinkSite) => link.slot,
  (model, link): LinkShape | undefined => resolveLink(model, link.slot, link.site.part),
);

/** Where a plain link leads that joins one instance to another; undefined for any other. */
export function plainEndsOf(model: Model, { slot, site }: LinkSite): PlainEnds | undefined {
  return plainEnds(model, slot, site.part);
}

/** Links for one instance of the block in which the paths start; undefined where it is not known. */
export function linkCount(model: Model, link: LinkSite): LinkCount | undefined {
  const ends = plainEndsOf(model, link);
  const shape = ends && plainShape(link.slot, link.site.part, ends);
  return ends && shape ? plainCount(shape, ends) : followedCount(model, link);
}

const followedCount = factBy(
  (link: LinkSite) => link.slot,
  (model, link): LinkCount | undefined => {
    const shape = linkShape(model, link);
    return shape && countLink(model, shape, model.budget);
  },
);

/** Links of the statement at this site, over all its instances; undefined where it is not known. */
export function totalLinks(model: Model, link: LinkSite): number | undefined {
  const total = plainEndsOf(model, link) ? 1 : linkCount(model, link)?.total;
  return total !== undefined && link.site.count !== undefined ? total * link.site.count : undefined;
}

/** What a link has in common with all that are alike: plain ones between alike ports by one cable share its facts. */
export function alike(link: LinkSite): object {
  const { ends } = link.slot;
  return ends && ends !== 'unknown' ? ends.kind : link.slot;
}

/** The cable type after `via`; undefined without one, or when it is no cable. */
export function cableOf(model: Model, link: LinkSite): Part | undefined {
  return plainEndsOf(model, link)?.kind.cable ?? namedCable(model, link);
}

const namedCable = factBy(
  (link: LinkSite) => link.slot,
  (model, { slot }): Part | undefined => {
    const binding = slot.node.via && model.resolve(slot.node.via, slot.layer.scope);
    const part = binding && model.partOf(binding);
    return part?.kind === 'cable' ? part : undefined;
  },
);

/**
 * The shortest and longest cable: stated by `length`, else derived from the layout where both ends have a place.
 * Undefined where neither is known, or nothing is linked.
 */
export function cableRun(model: Model, link: LinkSite): CableRun | undefined {
  const ends = plainEndsOf(model, link);
  if (!ends) return followedRun(model, link);
  if (ends.length === undefined) return plainRun(model, link, ends);
  const length = quantity<'length'>(ends.length);
  return { stated: true, shortest: length, longest: length, longestPoint: [], legs: [] };
}

/** The run of a plain link without a stated length: one for all between the same devices. */
function plainRun(model: Model, link: LinkSite, { left, right }: PlainEnds): CableRun | undefined {
  const runs = runsAt(model, link.site);
  const byRight = runs.get(left) ?? new Map<PlainEnd, { readonly run: CableRun | undefined }>();
  runs.set(left, byRight);
  const isOfDevice = isInsideDevice(left) && isInsideDevice(right);
  const known = isOfDevice ? byRight.get(right) : undefined;
  if (known) return known.run;
  const run = followedRun(model, link);
  if (isOfDevice) byRight.set(right, { run });
  return run;
}

/** Whether the last index of a path stands behind its device, so that the place of the device does not depend on it. */
function isInsideDevice({ end, isPort, size }: PlainEnd): boolean {
  const last = end.members.at(-1)?.part?.kind;
  return size === 0 || isPort || (end.members.length > 1 && last !== 'node' && last !== 'switch' && last !== 'rack');
}

const runsAt = fact(
  (_model: Model, _site: Site) => new Map<PlainEnd, Map<PlainEnd, { readonly run: CableRun | undefined }>>(),
);

const followedRun = fact((model, link: LinkSite): CableRun | undefined => {
  const count = linkCount(model, link);
  if (!count || count.total === 0) return undefined;
  const stated = model.values.quantity(link.slot.settings, 'length', 'length');
  if (stated !== undefined) {
    const point = count.shape.variables.map((variable) => variable.low);
    return { stated: true, shortest: stated, longest: stated, longestPoint: point, legs: [] };
  }
  return link.slot.settings?.properties.has('length') ? undefined : layoutRun(model, link);
});

/** The shortest and longest cable by the layout alone, whatever `length` says. */
export const layoutRun = fact((model, link: LinkSite): CableRun | undefined => {
  const count = linkCount(model, link);
  if (!count || count.total === 0) return undefined;
  const ways = waysOf(model.values, link, count.shape, cableOf(model, link));
  return ways && derivedRun(ways, count);
});

/** The name of the instance on which an end lands at an index tuple: `compute[7].dgx[0].nic[3]`. */
export function instanceName(end: End, point: readonly number[]): string {
  return end.steps
    .map((step) => {
      const indexes = step.axes.map((axis) => indexAt(axis, point));
      return indexes.length === 0 ? step.member.name : `${step.member.name}[${indexes.join(', ')}]`;
    })
    .join('.');
}

/**
 * The port group on which each end lands: the one the path names, else the first with the rate and lanes of the cable (or
 * of the other end), else the first with the rate, else the first. Undefined for a part without ports.
 */
export const portsOf = factBy(
  alike,
  (model, link): { readonly left: PortGroup | undefined; readonly right: PortGroup | undefined } => {
    const shape = linkShape(model, link);
    if (!shape) return { left: undefined, right: undefined };
    const cable = cableOf(model, link);
    return {
      left: choosePort(model, shape.left, cable, shape.right),
      right: choosePort(model, shape.right, cable, shape.left),
    };
  },
);

function choosePort(model: Model, end: End, cable: Part | undefined, other: End): PortGroup | undefined {
  return end.group ?? portPreference(model, end, cable, other)[0];
}

/** The port groups of an end’s part, those that suit the link best first. */
export function portPreference(model: Model, end: End, cable: Part | undefined, other: End): readonly PortGroup[] {
  const like =
    model.values.quantity(cable, 'rate', 'rate') === undefined ? (other.group ?? other.part.ports[0])?.part : cable;
  const rate = model.values.quantity(like, 'rate', 'rate');
  const lanes = like && (model.values.integer(like, 'lanes') ?? 1);
  const mismatch = (group: PortGroup): number => {
    if (model.values.quantity(group.part, 'rate', 'rate') !== rate) return 2;
    return (model.values.integer(group.part, 'lanes') ?? 1) === lanes ? 0 : 1;
  };
  const ranked = [...end.part.ports].map((group, order) => ({ group, order, rank: mismatch(group) }));
  return ranked.sort((a, b) => a.rank - b.rank || a.order - b.order).map(({ group }) => group);
}

/** The site of the part on which an end lands. */
export function endSite(link: LinkSite, end: End): Site | undefined {
  let site: Site | undefined = link.site;
  for (const member of end.members) site = site?.child(member);
  return site;
}

/** Rate of one link per direction: the cable’s, else that of the slower port; undefined where none is stated. */
export const linkRate = factBy(alike, (model, link): Rate | undefined => {
  const stated = model.values.quantity(cableOf(model, link), 'rate', 'rate');
  if (stated !== undefined) return stated;
  const { left, right } = portsOf(model, link);
  const rates = [left, right].flatMap((port) => model.values.quantity(port?.part, 'rate', 'rate') ?? []);
  return rates.length > 0 ? quantity(Math.min(...rates)) : undefined;
});

/** Lanes of one link per direction: the cable’s, else the port’s. */
export const linkLanes = factBy(alike, (model, link): number | undefined => {
  const stated = model.values.integer(cableOf(model, link), 'lanes');
  if (stated !== undefined) return stated;
  const { left, right } = portsOf(model, link);
  const port = left ?? right;
  return port && (model.values.integer(port.part, 'lanes') ?? 1);
});

/** Rate of one lane; undefined where rate or lanes are not known. */
export const laneRate = factBy(alike, (model, link): Rate | undefined => {
  const rate = linkRate(model, link);
  const lanes = linkLanes(model, link);
  return rate === undefined || lanes === undefined ? undefined : quantity<'rate'>(rate / lanes);
});

/** Power of one link, both ends, as the cable states it; undefined without a figure. */
export const linkPower = factBy(alike, (model, link): Quantity<'power'> | undefined => {
  const perEnd = model.values.quantity(cableOf(model, link), 'power', 'power');
  return perEnd === undefined ? undefined : quantity(perEnd * 2);
});
