import { acceleratorsIn } from '../../facts/network/accelerators.ts';
import { policyPlace, policyQuantity } from '../../facts/policy.ts';
import { siteLoad } from '../../facts/rack/load.ts';
import {
  type Blast,
  clusterAround,
  feedBlast,
  isOver,
  partOfCluster,
  switchBlastsBySite,
} from '../../facts/reliability/blast.ts';
import type { Model } from '../../model/model.ts';
import type { Site } from '../../model/site.ts';
import { placeOf } from '../../model/source.ts';
import { quantity, type Ratio } from '../../units/dimension.ts';
import { decimal, formatCount, formatPower } from '../../units/format.ts';
import { check, type Found, type Related } from '../check.ts';
import { spareFeed } from '../density/spare.ts';
import { inAll, memberName, memberPlace, nameOfRack } from '../rack-words.ts';

export const domain = check({
  id: 'reliability.domain',
  severity: 'warning',
  each: 'site',
  docs: {
    summary: 'One switch or one feed takes down more of the accelerators than the policy accepts.',
    why: `A job that runs on all accelerators stops with any of them; jobs that share a cluster, and a service, lose what stands
behind the part that fails. So the size of a failure domain decides how many spare nodes are kept warm. A leaf to which 32 nodes
have one adapter each takes 32 accelerators off the network; a switch at the top of a rack to which every adapter of the rack
goes takes the whole rack. Alibaba’s HPN joins each adapter to two leaves, so that none of them takes any: 0.051 % of leaves
fail in a month there.

A switch takes off what has all its links of a network on it: an adapter, or an accelerator with ports of its own. An adapter
stands for an even share of the accelerators of its node. Switches further up are many and are not judged. A feed takes down
its rack, row or hall where none is spare and the others do not carry the load. Nothing is judged unless \`policy { blast = … }\` says
how much is too much.`,
    formula:
      'accelerators behind one switch, or in what one feed takes down ≤ `policy.blast` × accelerators of the cluster',
    sources: [
      'Alibaba HPN, SIGCOMM 2024: 0.051 % of top-of-rack switches have critical errors in a month; dual ToR',
      'Derived from the links of the cluster and the feeds of its racks',
    ],
    fails: example('24.9%'),
    passes: example('25%'),
    fixes:
      'For a feed: one of them spare, where the others carry the load, else another. For a switch none is offered: more of them with fewer links each, or adapters that go to two, are another design.',
  },
  *run(model, site) {
    const cluster = clusterAround(site);
    const inCluster = cluster && acceleratorsIn(model, cluster);
    if (!cluster || !inCluster) return;
    const limit = policyQuantity(model, site, 'blast', 'ratio');
    if (limit === undefined) return;
    if (site.part.kind === 'switch') yield* switches(model, cluster, site, inCluster, limit);
    else yield* feed(model, site, inCluster, limit);
  },
});

function example(blast: string): string {
  return `import nvidia

policy { blast = ${blast} }

rack Compute {
  power { feed = 43.1kW }
  dgx[4] : nvidia.DgxH100
}
cluster Training { compute[4] : Compute }
`;
}

function* switches(model: Model, cluster: Site, site: Site, inCluster: number, limit: Ratio): Generator<Found> {
  const { member } = site;
  const here = switchBlastsBySite(model, cluster).get(site) ?? [];
  const over = here.filter((each) => isOver(each.blast, inCluster, limit));
  const [worst] = over.sort((a, b) => (a.blast.num * b.blast.den < b.blast.num * a.blast.den ? 1 : -1));
  if (!worst || !member) return;
  const { blast, network } = worst;
  const total = over.filter((each) => each.network === network).reduce((sum, { count }) => sum + count, 0);
  const all = total > 1 ? `; ${formatCount(total)} switches` : '';
  yield {
    at: memberPlace(member),
    message: `${memberName(member)}: one takes ${countOf(blast)} of ${formatCount(inCluster)} accelerators off the ${network.role.replace('_', '-')} network (${share(blast, inCluster)}), policy.blast is ${percent(limit)}${all}`,
    site,
    count: total,
    related: asked(model, site),
  };
}

function* feed(model: Model, site: Site, inCluster: number, limit: Ratio): Generator<Found> {
  const found = feedBlast(model, site);
  const block = site.part.blocks.get('power');
  const stated = block?.properties.get('feeds') ?? block?.properties.get('feed');
  if (!found || !stated) return;
  const { accelerators, usable } = found;
  const blast: Blast = { num: BigInt(accelerators), den: 1n };
  if (!isOver(blast, inCluster, limit)) return;
  const load = siteLoad(model, site).known;
  const feeds =
    usable.feeds === 1
      ? 'its only feed'
      : `one of ${formatCount(usable.feeds)} feeds, none spare for ${formatPower(quantity(load))},`;
  yield {
    at: placeOf(stated.layer.scope.source, stated.node),
    message: `${nameOfRack(site)}: ${feeds} takes down ${formatCount(accelerators)} of ${formatCount(inCluster)} accelerators (${share(blast, inCluster)}), policy.blast is ${percent(limit)}${inAll(site)}`,
    site,
    count: site.count ?? 1,
    related: asked(model, site),
    fixes: () => [spareFeed(site, load, usable)].flatMap((fix) => fix ?? []),
  };
}

function countOf({ num, den }: Blast): string {
  return decimal(Number(num) / Number(den), 1);
}

function share(blast: Blast, inCluster: number): string {
  return percent(partOfCluster(blast, inCluster));
}

/** With as many decimals as a ratio has. */
function percent(ratio: number): string {
  return `${decimal(ratio / RATIO_PER_PERCENT, DECIMALS_OF_PERCENT)} %`;
}

const RATIO_PER_PERCENT = 10_000;
const DECIMALS_OF_PERCENT = 4;

function asked(model: Model, site: Site): readonly Related[] {
  const at = policyPlace(model, site, 'blast');
  return at ? [{ at, message: 'asked for here' }] : [];
}
