import type { Model } from '../../model/model.ts';
import { type LinkSite, rootOfSite, type Site } from '../../model/site.ts';
import { type Place, placeOf } from '../../model/source.ts';
import { type Power, quantity } from '../../units/dimension.ts';
import { format, formatCount, formatLength, formatPower, formatRate } from '../../units/format.ts';
import { describeMedium } from '../link/medium-names.ts';
import type { Outlook } from '../next-doubling.ts';
import { siteName } from '../site-name.ts';
import { typeName } from '../type-name.ts';
import type { LinkAhead } from './links-ahead.ts';
import type { PortsAhead } from './ports-ahead.ts';
import type { RackAhead } from './racks-ahead.ts';

/** One thing that a doubling breaks, in words. */
export interface Breakage {
  readonly way: 'faster lanes' | 'more lanes';
  readonly what: 'copper' | 'backplane' | 'ports' | RackAhead['what'];
  /** What breaks: a link, a part, a rack. */
  readonly subject: string;
  readonly cause: string;
  /** Where it is written. */
  readonly at: Place;
  readonly site: Site;
  /** Links, parts or racks that break; undefined where it is not known. */
  readonly count: number | undefined;
}

/** What breaks, each cause by itself: media, then racks, then ports. */
export function breakages(model: Model, { byRate, byLanes }: Outlook): readonly Breakage[] {
  return [
    ...byRate.lost.map((link) => lostMedium(link)),
    ...byRate.racks.map((rack) => fullRack(rack, 'faster lanes')),
    ...byLanes.ports.map((ports) => fullPart(model, ports)),
    ...byLanes.racks.map((rack) => fullRack(rack, 'more lanes')),
  ];
}

function lostMedium({ link, links, medium, lane, longest, farthest, next }: LinkAhead): Breakage {
  const name = `${describeMedium(medium)} at ${formatRate(lane)} per lane`;
  const reaches = farthest
    ? `${name} reaches ${formatLength(farthest.reach, longest)} (${farthest.says})`
    : `there is no ${name} from port to port`;
  const number = links === undefined ? [] : [`${formatCount(links)} ${links === 1 ? 'link' : 'links'}`];
  const have = longest === undefined ? '' : `, the longest is ${formatLength(longest, farthest?.reach)}`;
  const instead = next ? `; ${next.name} reaches ${formatLength(next.reach)}${powerOf(next.perEnd)}` : '';
  return {
    way: 'faster lanes',
    what: medium === 'backplane' ? 'backplane' : 'copper',
    subject: link.slot.name,
    cause: `${reaches}${have}${number.length > 0 ? ` (${number.join(', ')})` : ''}${instead}`,
    at: placeOfLink(link),
    site: link.site,
    count: links,
  };
}

function powerOf(perEnd: Power | undefined): string {
  return perEnd === undefined ? '' : ` for ${formatPower(perEnd)} per end`;
}

function placeOfLink({ slot }: LinkSite): Place {
  return placeOf(slot.layer.scope.source, slot.node.via ?? slot.node.name);
}

function fullPart(model: Model, { site, group, needed, there, parts }: PortsAhead): Breakage {
  const type = typeName(model, rootOfSite(site).part.around.source, site.part);
  const of = group.name === 'port' ? type : `${type}.${group.name}`;
  return {
    way: 'more lanes',
    what: 'ports',
    subject: siteName(site),
    cause: `${formatCount(needed)} ports needed, ${of} has ${formatCount(there)}${parts > 1 ? ` (${formatCount(parts)} of them)` : ''}`,
    at: placeOfSite(site),
    site,
    count: parts,
  };
}

const left: Readonly<Record<RackAhead['what'], string>> = {
  power: 'of usable power are left',
  cooling: 'of cooling are left',
  space: 'are free',
};

function fullRack({ rack, what, added, left: free, bySwitches }: RackAhead, way: Breakage['way']): Breakage {
  const show = (value: number, limit: number): string =>
    what === 'space'
      ? format(quantity<'length'>(value), 'length', quantity(limit))
      : formatPower(quantity(value), quantity(limit));
  const who = what === 'space' ? 'more switches' : bySwitches ? 'modules and switches' : 'modules';
  const verb = what === 'space' ? 'take' : 'draw';
  const racks = rack.count === undefined || rack.count < 2 ? '' : ` (${formatCount(rack.count)} racks)`;
  return {
    way,
    what,
    subject: rack.member?.node.body ? rack.member.name : rack.part.name,
    cause: `${who} ${verb} at least ${show(added, free)} more, ${show(free, added)} ${left[what]}${racks}`,
    at: placeOfRack(rack),
    site: rack,
    count: rack.count,
  };
}

function placeOfRack({ part }: Site): Place {
  return placeOf(part.around.source, part.declaration.name ?? part.declaration);
}

/** The member that puts a part there, else its declaration. */
function placeOfSite(site: Site): Place {
  const { member } = site;
  if (!member) return placeOfRack(site);
  const { node, layer } = member;
  return placeOf(layer.scope.source, node.type ?? node.name);
}
