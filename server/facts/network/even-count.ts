import type { Model } from '../../model/model.ts';
import type { Site } from '../../model/site.ts';
import { rootOfSite } from '../../model/site.ts';
import { fact } from '../fact.ts';
import type { Network } from '../network.ts';
import { deviceCells, type EndUse, endsOn } from './port-cells.ts';
import { type UplinkSpread, uplinkSpreads } from './uplink-spread.ts';

/** One switch alone spreads nothing. */
const FEWEST = 2;
/** More than this many times the present number is no advice. */
const MOST_GROWTH = 2;

/**
 * The fewest switches above that have the ports for all their links and divide the uplinks of every switch below; those
 * of one plane where each switch below reaches only a part of the array. Undefined where no number does both, or a
 * number of ports is not known.
 */
export function evenCount(model: Model, network: Network, spread: UplinkSpread): number | undefined {
  const sharing = uplinkSpreads(model, network).filter((each) => each.above === spread.above);
  const uplinks = sharing.map((each) => each.shares.reduce((sum, { links, switches }) => sum + links * switches, 0));
  const divisor = uplinks.reduce(greatestCommonDivisor, 0);
  const reached = spread.shares.reduce((sum, { switches }) => sum + switches, 0);
  const least = fewestByPorts(model, spread, reached);
  const most = Math.min(divisor, reached * MOST_GROWTH);
  if (least === undefined) return undefined;
  for (let count = Math.max(FEWEST, least); count <= most; count++) if (divisor % count === 0) return count;
  return undefined;
}

/** The fewest switches above whose ports carry all links of theirs, in one plane. */
function fewestByPorts(model: Model, { above, links }: UplinkSpread, reached: number): number | undefined {
  const demand = portDemand(model, above);
  const ends = demand.filter(({ end }) => links.includes(end.landing.link));
  const groups = new Set(ends.flatMap(({ end }) => end.eligible));
  const ports = [...groups].reduce((sum, { count }) => sum + (count ?? Number.NaN), 0);
  const rivals = demand.filter(({ end }) => end.eligible.some((group) => groups.has(group)));
  const needed = rivals.reduce((sum, { end, count }) => sum + portsOf(end) * count, 0);
  const planes = (above.count ?? Number.NaN) / reached;
  if (!(ports > 0) || !Number.isInteger(planes)) return undefined;
  return Math.ceil(needed / planes / ports);
}

/** Ports that the links of an end take, or would take were there enough. */
function portsOf({ taken, overflow, perPort }: EndUse): number {
  return taken.reduce((sum, { ports }) => sum + ports, 0) + Math.ceil(overflow / perPort);
}

interface Demand {
  readonly end: EndUse;
  /** Switches on which these links end. */
  readonly count: number;
}

/** The links that end on the switches of an array. */
const portDemand = fact((model: Model, above: Site): readonly Demand[] =>
  deviceCells(model, rootOfSite(above))
    .flatMap((device) => device.parts)
    .filter(({ site }) => site === above)
    .flatMap((cell) => endsOn(cell).map((end) => ({ end, count: cell.count }))),
);

function greatestCommonDivisor(a: number, b: number): number {
  return b === 0 ? a : greatestCommonDivisor(b, a % b);
}
