import { linkShape } from '../../facts/links.ts';
import type { Edge } from '../../facts/network/graph.ts';
import { loadedTiers } from '../../facts/network/loaded-tiers.ts';
import { otherEnd, type TierSwitch } from '../../facts/network/tiers.ts';
import type { Network } from '../../facts/network.ts';
import { policyQuantity } from '../../facts/policy.ts';
import { siteName } from '../../facts/site-name.ts';
import type { Model } from '../../model/model.ts';
import type { Site } from '../../model/site.ts';
import { type Place, placeOf } from '../../model/source.ts';
import { quantity, type Rate, WHOLE } from '../../units/dimension.ts';
import { quotientUp } from '../../units/exact.ts';
import { decimal, decimalsThatTell, formatCount, formatRate } from '../../units/format.ts';
import { check, type Move } from '../check.ts';
import { setInBlock } from '../rack-edits.ts';
import { moveOf } from './moves.ts';
import { linksForPair, resized } from './network-edits.ts';

/** Links from below that are shown with a finding. */
const MOST_RELATED = 3;

export const oversubscribed = check({
  id: 'bandwidth.oversubscribed',
  severity: 'warning',
  each: 'network',
  docs: {
    summary: 'A tier of switches has more bandwidth down than up.',
    why: 'A switch passes on at most what its uplinks carry. Where 32 links come from nodes and 16 go on, two nodes share one uplink as soon as they talk beyond their leaf, and collective operations run at the pace of the slowest path. Training fabrics are therefore built without oversubscription, as fat trees; storage and management fabrics seldom are, and a scale-up network has one tier.',
    formula:
      'down ≤ up × `policy.oversubscription`, for each class of switches that has uplinks. The tier of a switch is its fewest links to a node or accelerator; links within a tier count neither up nor down, nor do those to a switch that has no node yet. Without a policy the limit is 1 for scale_out and none for other roles.',
    sources: ['NVIDIA, DGX SuperPOD reference architecture, DGX B200, Table 3: as many links up as down in each tier'],
    fails: example(16),
    passes: example(32),
    fixes:
      'As many more links for each pair, or switches above, as the ratio asks for; each is tried first, and offered with what it adds of switches, links, watts and money only where no other finding comes of it (ports run out, a rack is over its power). Last, the policy that accepts the ratio.',
  },
  *run(model, network) {
    for (const { worst, link, count } of byUplink(model, network).values()) {
      const { vertex, down, up, downEdges } = worst.tier;
      const name = siteName(vertex.site);
      const [below, above] = [each(down, vertex.count), each(up, vertex.count)];
      const rates = `${formatRate(below, above)} down, ${formatRate(above, below)} up per switch`;
      const allowed = `policy.oversubscription allows ${decimal(worst.limit / WHOLE, 6)} : 1`;
      yield {
        at: placeOf(link.slot.layer.scope.source, link.slot.node.name),
        message: `${name}: ${rates}: ${ratioText(down, up, worst.limit)} : 1, ${allowed} (${formatCount(count)} ${count === 1 ? 'switch' : 'switches'})`,
        site: link.site,
        count,
        related: placesOf(downEdges).map((at) => ({ at, message: 'links from below' })),
        moves: () => movesOf(model, network.root, worst),
      };
    }
  },
});

/** Thirty-two nodes under each leaf, and its uplinks. */
function example(uplinks: number): string {
  return `accelerator Gpu { power = 700W }
nic Nic { port port { rate = 400Gbps  lanes = 4 } }
node Server {
  gpu : Gpu
  nic : Nic
}
switch Switch { port port[64] { rate = 400Gbps  lanes = 4 } }

cluster Unit {
  server[64] : Server
  leaf[2]    : Switch
  spine      : Switch
  fabric Rails {
    role = scale_out
    link node : server[s].nic -- leaf[s / 32]
    link up[${uplinks}] : leaf[l] -- spine
  }
}
`;
}

/** Switches whose uplinks are too few, and the ratio allowed in millionths. */
interface Excess {
  readonly tier: TierSwitch & { readonly down: number; readonly up: number };
  readonly limit: number;
}

interface Failure {
  readonly worst: Excess;
  readonly link: Edge['link'];
  readonly count: number;
}

/** Failing switches by the statement that carries most of their uplinks. */
function byUplink(model: Model, network: Network): ReadonlyMap<string, Failure> {
  const failures = new Map<string, Failure>();
  for (const tier of loadedTiers(model, network) ?? []) {
    const excess = excessOf(model, network, tier);
    const [first, ...others] = tier.upEdges;
    if (!excess || !first) continue;
    const { link } = others.reduce((most, edge) => (edge.links > most.links ? edge : most), first);
    const key = `${link.slot.layer.scope.source.location} ${link.slot.node.start} ${link.site.path}`;
    const known = failures.get(key);
    const isWorse = !known || isMore(excess.tier, known.worst.tier);
    const worst = isWorse ? excess : known.worst;
    failures.set(key, { worst, link, count: tier.vertex.count + (known?.count ?? 0) });
  }
  return failures;
}

function excessOf(model: Model, network: Network, tier: TierSwitch): Excess | undefined {
  const { down, up, vertex } = tier;
  const stated = policyQuantity(model, vertex.site, 'oversubscription', 'ratio');
  const limit = stated ?? (network.role === 'scale_out' ? WHOLE : undefined);
  if (limit === undefined || down === undefined || up === undefined || up === 0) return undefined;
  return BigInt(down) * BigInt(WHOLE) > BigInt(up) * BigInt(limit) ? { tier: { ...tier, down, up }, limit } : undefined;
}

/** More links for each pair, more switches above, or the ratio as it is. */
function movesOf(model: Model, root: Site, { tier, limit }: Excess): readonly Move[] {
  const { down, up } = tier;
  const scaled = (count: number): number =>
    Number(quotientUp(BigInt(count) * BigInt(down) * BigInt(WHOLE), BigInt(up) * BigInt(limit)));
  const links = [...new Set(tier.upEdges.map(({ link }) => link))];
  const [link] = links;
  const above = [...new Set(tier.upEdges.map((edge) => otherEnd(edge, tier.vertex).site))];
  const perPair = link && linkShape(model, link)?.perPair;
  const moves: Move[] = [];
  if (link && links.length === 1 && perPair !== undefined) {
    const count = scaled(perPair);
    const title = `Link ${link.slot.name}[${count}] instead of ${formatCount(perPair)} for each pair`;
    moves.push(...moveOf([linksForPair(link, count)], title));
  }
  const [member, ...others] = above.map((site) => site.member);
  const size = member?.count && scaled(member.count);
  if (member && size && others.length === 0) {
    const title = `Make it ${member.name}[${size}] instead of ${formatCount(member.count ?? 0)}`;
    moves.push(...moveOf([resized(member, size)], title));
  }
  return [...moves, ...acceptance(root, down, up)];
}

/** The policy that allows the ratio, written in millionths and rounded up. */
function acceptance(root: Site, down: number, up: number): readonly Move[] {
  const ratio = Number(quotientUp(BigInt(down) * BigInt(WHOLE), BigInt(up))) / WHOLE;
  const edit = setInBlock(root, 'policy', 'oversubscription', String(ratio));
  const share = `${decimal((up / down) * 100)} %`;
  const title = `Accept ${decimal(ratio, 6)} : 1 as policy.oversubscription (nothing to buy; beyond its switch a node gets ${share} of its rate when all send)`;
  return edit ? [{ edits: [edit], title: () => title }] : [];
}

function isMore(a: Excess['tier'], b: Excess['tier']): boolean {
  return BigInt(a.down) * BigInt(b.up) > BigInt(b.down) * BigInt(a.up);
}

function each(total: number, count: number): Rate {
  return quantity(Math.round(total / count));
}

/** The ratio with as many decimals as tell it from the limit. */
function ratioText(down: number, up: number, limit: number): string {
  const decimals = decimalsThatTell(down / up, limit / WHOLE);
  return decimal(down / up, decimals);
}

function placesOf(edges: readonly Edge[]): readonly Place[] {
  const places = new Map(
    edges.map(({ link }) => [link.slot.node, placeOf(link.slot.layer.scope.source, link.slot.node.name)]),
  );
  return [...places.values()].slice(0, MOST_RELATED);
}
