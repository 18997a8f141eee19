import type { Box } from '../../facts/network/boxes.ts';
import type { Landing } from '../../facts/network/landings.ts';
import { type RailShare, type Rails, railsOf } from '../../facts/network/rails.ts';
import type { Network } from '../../facts/network.ts';
import { siteName } from '../../facts/site-name.ts';
import type { Place } from '../../model/source.ts';
import { quantity } from '../../units/dimension.ts';
import { formatCount, formatRate } from '../../units/format.ts';
import { check, type Found, type Move } from '../check.ts';
import { byStatement, distinctPlaces } from './by-statement.ts';
import { endPlace } from './end-words.ts';
import { linkAll, moveOf } from './moves.ts';
import { recabled } from './network-edits.ts';

/** Roles in which each accelerator is to have the same. */
const judged: readonly Network['role'][] = ['scale_up', 'scale_out'];
/** Shares named in a message. */
const MOST_NAMED = 3;

export const rails = check({
  id: 'bandwidth.rails',
  severity: 'warning',
  each: 'network',
  docs: {
    summary: 'The accelerators of a node get unequal bandwidth, or a rail is not connected.',
    why: 'In a rail-optimized fabric the r-th NIC of every node goes to the r-th leaf, so that accelerators of the same rank meet on one switch. A collective operation cuts its data into equal parts for all ranks and waits for the slowest: a node with one rail at half the rate, or with none, runs all of its accelerators, and all nodes that work with it, at that pace. A rail that is missing altogether sends its traffic over the neighbour’s, through the scale-up fabric of the node.',
    formula:
      'In each class of alike nodes with two accelerators or more, for each array of NICs or accelerators that a scale_up or scale_out network uses: Σ rate of the links that end on an instance is the same for all. Judged are arrays of which each accelerator can have an equal part (as many as accelerators, a multiple or a divisor). Left out are instances that another network uses, and arrays joined without a switch (torus, mesh), whose borders may have less.',
    sources: [
      'NVIDIA, DGX SuperPOD reference architecture, DGX H100: rail-optimized, full-fat-tree compute fabric',
      'NCCL, environment variables: NCCL_CROSS_NIC and rings by rail',
    ],
    fails: example('0..2'),
    passes: example('0..3'),
    fixes:
      'The path that leaves some out goes over all of the array; the statement that gives less gets the cable of the one that gives most. Each is tried first, and offered with what it adds of links, watts and money only where no other finding comes of it.',
  },
  *run(model, network) {
    if (!judged.includes(network.role)) return;
    const failures = railsOf(model, network).flatMap((each) => failureOf(each) ?? []);
    for (const { worst, count } of byStatement(failures, (a, b) => a.count > b.count))
      yield found(worst, count, network);
  },
});

/** A node of four accelerators and NICs, of which some are linked. */
function example(range: string): string {
  return `accelerator Gpu { power = 700W }
nic Nic { port port { rate = 400Gbps  lanes = 4 } }
node Server {
  gpu[4] : Gpu
  nic[4] : Nic
}
switch Switch { port port[64] { rate = 400Gbps  lanes = 4 } }

cluster Unit {
  server[16] : Server
  leaf       : Switch
  fabric Rails {
    role = scale_out
    link rail : server[s].nic[${range}] -- leaf
  }
}
`;
}

interface RailFailure {
  readonly at: Place;
  readonly count: number;
  readonly rails: Rails;
  readonly landing: Landing;
}

/** The array where its instances get unequal shares; it stands on the statement that gives the least. */
function failureOf(each: Rails): RailFailure | undefined {
  if (new Set(each.shares.map(({ bits }) => bits)).size < 2) return undefined;
  const linked = each.shares.filter(({ landings }) => landings.length > 0).sort((a, b) => a.bits - b.bits);
  const landing = linked[0]?.landings[0];
  return landing && { at: endPlace(landing), count: each.vertex.count, rails: each, landing };
}

function found({ at, rails: worst, landing }: RailFailure, count: number, { role }: Network): Found {
  const name = siteName(worst.site);
  const of = `${formatCount(total(worst.shares))} in each ${siteName(worst.vertex.site)}`;
  const idle = worst.shares.filter(({ bits }) => bits === 0);
  const nodes = `${formatCount(count)} ${count === 1 ? 'node' : 'nodes'}`;
  const others = worst.shares
    .flatMap(({ landings }) => landings.map(endPlace))
    .filter((place) => place.start !== at.start);
  const missing = idle.map(({ box }) => `${name}${indexes(box)}`).slice(0, MOST_NAMED);
  return {
    at,
    message:
      idle.length > 0
        ? `${name}: ${formatCount(total(idle))} of ${of} has no link in the ${role} network (${missing.join(', ')}), so that ${formatCount(worst.accelerators)} accelerators share ${rates(worst.shares)} (${nodes})`
        : `${name}: the ${of} get unequal bandwidth in the ${role} network: ${rates(worst.shares)} (${nodes})`,
    site: landing.link.site,
    count,
    related: distinctPlaces(others).map((place) => ({ at: place, message: 'other links of these' })),
    moves: () => movesOf(worst),
  };
}

/** All of the array linked, where some are not; else the cable of those that get the most for all. */
function movesOf({ site, shares }: Rails): readonly Move[] {
  const { member } = site;
  if (!member) return [];
  if (shares.some(({ bits }) => bits === 0)) {
    const landings = shares.flatMap((each) => each.landings);
    const ends = new Map(landings.map(({ link, side }) => [link, side]));
    return [...ends].flatMap(([link, side]) => linkAll(link, side));
  }
  const [most, ...others] = [...shares].sort((a, b) => b.bits - a.bits);
  const via = most?.landings[0]?.link.slot.node.via?.path.map(({ text }) => text).join('.');
  const slower = others.flatMap(({ landings }) => landings.map(({ link }) => link));
  const edits = [...new Set(slower)].map((link) => (via === undefined ? undefined : recabled(link, via)));
  return moveOf(edits, `Use ${via} for all of ${member.name}`);
}

function total(shares: readonly RailShare[]): number {
  return shares.reduce((sum, { count }) => sum + count, 0);
}

/** `4 × 400 Gbps, 4 × 200 Gbps`. */
function rates(shares: readonly RailShare[]): string {
  const byRate = new Map<number, number>();
  for (const { bits, count } of shares) if (bits > 0) byRate.set(bits, count + (byRate.get(bits) ?? 0));
  const sorted = [...byRate].sort(([a], [b]) => b - a);
  return sorted
    .slice(0, MOST_NAMED)
    .map(([bits, count], i) => {
      const other = sorted[i === 0 ? 1 : i - 1]?.[0] ?? bits;
      return `${formatCount(count)} × ${formatRate(quantity(bits), quantity(other))}`;
    })
    .join(' and ');
}

/** `[7]`, `[4..7]`. */
function indexes(box: Box): string {
  if (box.length === 0) return '';
  return `[${box.map(({ low, high }) => (low === high ? String(low) : `${low}..${high}`)).join(', ')}]`;
}
