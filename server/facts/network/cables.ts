import type { Model } from '../../model/model.ts';
import type { LinkSite } from '../../model/site.ts';
import { fact } from '../fact.ts';
import { groupBy } from '../group-by.ts';
import { cableOf, linkCount, linkRate, portsOf, totalLinks } from '../links.ts';
import { splitRegions, volume } from './boxes.ts';
import { boxedDevice, landingsOfLink, type Side } from './landings.ts';
import { countsAtLeft } from './pair-links.ts';

/**
 * Cable assemblies of a link statement over the whole cluster: one for each link, or for each `carries` links that leave
 * one device at the wide end. Undefined without a cable or where the number of links is not known.
 */
export const cablesOf = fact((model: Model, link: LinkSite): number | undefined => {
  const cable = cableOf(model, link);
  const total = totalLinks(model, link);
  if (!cable || total === undefined) return undefined;
  const carries = model.values.integer(cable, 'carries') ?? 1;
  if (carries < 2 || total === 0) return total;
  const devices = linksPerDevice(model, link, wideEnd(model, link));
  return devices?.reduce((sum, { links, count }) => sum + Math.ceil(links / carries) * count, 0);
});

/**
 * The end at which a splitter’s links share one plug: where a port has at least twice the cable’s rate; else where the cage
 * takes the first of two plugs; else where more ports share a cage; else where more links end on a device; else the right.
 */
function wideEnd(model: Model, link: LinkSite): Side {
  const ports = portsOf(model, link);
  const cable = cableOf(model, link);
  const rate = linkRate(model, link);
  const isWide = (side: Side): boolean => {
    const own = model.values.quantity(ports[side]?.part, 'rate', 'rate');
    return own !== undefined && rate !== undefined && own >= 2 * rate;
  };
  const plug = model.values.any(cable, 'plug');
  const first = typeof plug === 'object' && plug[0] !== plug[1] ? plug[0] : undefined;
  const takesFirst = (side: Side): boolean =>
    first !== undefined && model.values.word(ports[side]?.part, 'cage') === first;
  const perCage = (side: Side): number => model.values.integer(ports[side]?.part, 'per_cage') ?? 1;
  const most = (side: Side): number =>
    (linksPerDevice(model, link, side) ?? []).reduce((max, { links }) => Math.max(max, links), 0);
  const answers: readonly (Side | undefined)[] = [
    only(isWide('left'), isWide('right')),
    only(takesFirst('left'), takesFirst('right')),
    only(perCage('left') > perCage('right'), perCage('right') > perCage('left')),
    only(most('left') > most('right'), most('right') > most('left')),
  ];
  return answers.find((side) => side !== undefined) ?? 'right';
}

function only(left: boolean, right: boolean): Side | undefined {
  return left === right ? undefined : left ? 'left' : 'right';
}

interface DeviceLinks {
  /** Links of the statement on one device. */
  readonly links: number;
  readonly count: number;
}

/** How many links of a statement end on a device at one of its ends, by alike devices. */
function linksPerDevice(model: Model, link: LinkSite, side: Side): readonly DeviceLinks[] | undefined {
  const count = linkCount(model, link);
  const at = count && countsAtLeft(count) ? 'left' : side;
  const landings = landingsOfLink(model, link)?.filter((landing) => landing.side === at);
  if (!landings) return undefined;
  return [...groupBy(landings, (landing) => boxedDevice(landing.site))].flatMap(([device, own]) => {
    const dims = device.dims ?? [];
    return splitRegions(own, dims, 0).flatMap(({ box, items }): readonly DeviceLinks[] => {
      const links = items.reduce((sum, landing) => sum + landing.degree * volume(landing.box, dims.length), 0);
      return links === 0 ? [] : [{ links, count: volume(box) }];
    });
  });
}
