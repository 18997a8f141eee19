import { endSite, linkShape } from '../../facts/links.ts';
import { evenCount } from '../../facts/network/even-count.ts';
import { type UplinkSpread, uplinkSpreads, weightOf } from '../../facts/network/uplink-spread.ts';
import { siteName } from '../../facts/site-name.ts';
import type { Model } from '../../model/model.ts';
import type { LinkSite } from '../../model/site.ts';
import { type Place, placeOf } from '../../model/source.ts';
import { quantity } from '../../units/dimension.ts';
import { formatCount, formatRate } from '../../units/format.ts';
import { check, type Move } from '../check.ts';
import { byStatement, distinctPlaces } from './by-statement.ts';
import { moveOf } from './moves.ts';
import { meshed, removed, resized } from './network-edits.ts';

/** Shares named in a message; the rest are left out. */
const MOST_SHARES = 3;

export const uneven = check({
  id: 'bandwidth.uneven',
  severity: 'warning',
  each: 'network',
  docs: {
    summary: 'The uplinks of a switch do not spread evenly over the switches above it.',
    why: `Traffic is spread over the uplinks of a leaf as if each spine were as good as the other. Where a leaf has three links to some spines and two to others, the flows that come down through the latter find two thirds of the way, and a fat tree that has as much up as down still blocks. Routing, cabling plans and the search for a failed link count on the regular pattern, too.

So the number of spines has to divide the uplinks of a leaf, not only to have the ports. Three scalable units of 32 DGX H100 are 24 leaves with 32 uplinks each: 768 links, for which twelve switches of 64 ports are enough. But 32 does not divide by 12; it takes 16.`,
    formula:
      'For one switch of each class and each array of switches in the tiers above it: the bandwidth to all switches that it reaches there is the same. Switches above: the fewest n with n × ports ≥ links of the array and uplinks mod n = 0. Links within a tier or an array (lateral, torus, dragonfly) are not judged, nor is how the arrays above compare: border or storage switches may get less.',
    sources: [
      'NVIDIA, DGX SuperPOD reference architecture, DGX H100: 8, 16 and 16 spines at 1, 2 and 4 scalable units of 8 leaves with 32 uplinks',
      'Al-Fares, Loukissas, Vahdat, A Scalable, Commodity Data Center Network Architecture, SIGCOMM 2008: equal-cost paths',
    ],
    fails: example(12, '(4 * u + 8 * l + k) % 12'),
    passes: example(16, 'k % 16'),
    fixes:
      'The number of switches above that divides the uplinks and has the ports, with a whole number of links to each; or the present number with fewer or more links to each. One statement takes the place of several. Each is tried first, and offered with what it adds of switches, links, watts and money only where no other finding comes of it.',
  },
  *run(model, network) {
    const failures = uplinkSpreads(model, network).flatMap((spread) =>
      spread.shares.length > 1 ? [{ spread, at: placeOfLinks(spread), count: spread.below.vertex.count }] : [],
    );
    for (const { worst, count } of byStatement(failures, (a, b) => ratio(a.spread) > ratio(b.spread))) {
      const { spread } = worst;
      const uplinks = spread.shares.reduce((sum, { links, switches }) => sum + links * switches, 0);
      const below = siteName(spread.below.vertex.site);
      const [first, ...others] = spread.links.map(namePlace);
      const needed = isOfOneRate(spread.shares) ? evenCount(model, network, spread) : undefined;
      const advice =
        needed === undefined ? '' : `; ${formatCount(needed)} would have the ports and divide ${formatCount(uplinks)}`;
      yield {
        at: worst.at,
        message: `${below}: its ${formatCount(uplinks)} uplinks spread unevenly over ${siteName(spread.above)}: ${sharesOf(spread)}${advice} (${formatCount(count)} ${count === 1 ? 'switch' : 'switches'})`,
        site: spread.links.at(-1)?.site ?? network.root,
        count,
        related: (first ? distinctPlaces([first, ...others]) : [])
          .filter((place) => place.start !== worst.at.start)
          .map((at) => ({ at, message: 'more of its uplinks' })),
        moves: () => movesOf(model, spread, needed),
      };
    }
  },
});

/** Three scalable units of 8 leaves, each with 32 uplinks. */
function example(spines: number, index: string): string {
  return `accelerator Gpu { power = 700W }
nic Nic { port port[8] { rate = 400Gbps  lanes = 4 } }
node Server {
  gpu : Gpu
  nic : Nic
}
switch Switch { port port[64] { rate = 400Gbps  lanes = 4 } }

row Unit {
  server[32] : Server
  leaf[8]    : Switch
  fabric Rails {
    role = scale_out
    link node : server[s].nic -- leaf[l]
  }
}

cluster Su3 {
  unit[3]   : Unit
  spine[${spines}] : Switch
  fabric Spine {
    role = scale_out
    link up : unit[u].leaf[l].port[k] -- spine[${index}] where k < 32
  }
}
`;
}

/** Another number of switches above, or the present one with as many links to each. */
function movesOf(model: Model, spread: UplinkSpread, needed: number | undefined): readonly Move[] {
  const { above, shares } = spread;
  const uplinks = shares.reduce((sum, { links, switches }) => sum + links * switches, 0);
  const present = shares.reduce((sum, { switches }) => sum + switches, 0);
  // A switch of a plane reaches a part of the array only: its size is not the plane’s.
  if (above.count !== present) return [];
  const fewer = Math.floor(uplinks / present);
  return [
    ...(needed === undefined ? [] : evenMove(model, spread, needed, uplinks / needed)),
    ...(fewer > 0 ? evenMove(model, spread, present, fewer) : []),
    ...evenMove(model, spread, present, fewer + 1),
  ];
}

function evenMove(model: Model, { below, above, links }: UplinkSpread, size: number, each: number): readonly Move[] {
  const [first, ...others] = links;
  const shape = first && linkShape(model, first);
  const { member } = above;
  if (!first || !shape || !member) return [];
  const far = endSite(first, shape.left) === above ? 'left' : 'right';
  const mesh = meshed(model, first, far, member, each);
  const resize = size === member.count ? [] : [resized(member, size)];
  const edits = [...(mesh ?? [undefined]), ...resize, ...others.map(removed)];
  const to = `${each === 1 ? '1 link' : `${formatCount(each)} links`} from each ${siteName(below.vertex.site)} to each of ${siteName(above)}[${size}]`;
  return moveOf(edits, `Make it ${to}`);
}

function namePlace(link: LinkSite): Place {
  return placeOf(link.slot.layer.scope.source, link.slot.node.name);
}

/** The last of its statements: the one that a person adds for the links that are left. */
function placeOfLinks({ links, above }: UplinkSpread): Place {
  const last = links.at(-1);
  return last ? namePlace(last) : placeOf(above.part.around.source, above.part.declaration);
}

function ratio({ shares }: UplinkSpread): number {
  const [most, least] = [shares[0], shares.at(-1)];
  return most && least ? weightOf(most) / weightOf(least) : 1;
}

/** `3 links to each of 8, 2 to each of 4`; in rates where the links are of several. */
function sharesOf({ shares }: UplinkSpread): string {
  const named = shares.slice(0, MOST_SHARES).map(({ links, bits, switches }, i) => {
    const noun = i > 0 ? '' : links === 1 ? ' link' : ' links';
    const other = quantity<'rate'>(shares[i === 0 ? 1 : i - 1]?.bits ?? 0);
    const each = isOfOneRate(shares) ? `${formatCount(links)}${noun}` : formatRate(quantity(bits), other);
    return `${each} to ${switches === 1 ? 'one' : `each of ${formatCount(switches)}`}`;
  });
  return named.join(', ');
}

function isOfOneRate(shares: UplinkSpread['shares']): boolean {
  return new Set(shares.map(({ bits, links }) => bits / links)).size === 1;
}
