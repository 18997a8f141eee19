import type { Box } from '../../server/facts/network/boxes.ts';
import { type Network, networksOf } from '../../server/facts/network.ts';
import type { Model } from '../../server/model/model.ts';
import { outwards, type Site } from '../../server/model/site.ts';
import { load } from './files.ts';
import type { SmallCluster } from './small-cluster.ts';

/** What a small cluster is, instance by instance, to hold the facts of classes against. */

export interface Opened {
  readonly model: Model;
  readonly site: Site;
  readonly network: Network;
}

export function open(cluster: SmallCluster): Opened {
  const { model, root } = load(cluster.text);
  const site = root('Small');
  const [network] = networksOf(model, site);
  if (!network) throw new Error('there is no network');
  return { model, site, network };
}

/** The instances of a site in a box, by path. */
export function instances(site: Site, box: Box): readonly string[] {
  let names = [''];
  let axis = 0;
  for (const { member } of [...outwards(site)].reverse()) {
    if (!member) continue;
    const dims = member.dims ?? [];
    const ranges = dims.map((_, i) => box[axis + i] ?? { low: 0, high: -1 });
    axis += dims.length;
    const suffixes = ranges.map(({ low, high }) => Array.from({ length: high - low + 1 }, (_, i) => `[${low + i}]`));
    const [only = ['']] = suffixes;
    names = names.flatMap((name) => only.map((suffix) => `${name}${name === '' ? '' : '.'}${member.name}${suffix}`));
  }
  return names;
}

/** The vertex of a part: its node, else itself. */
export function vertexOf(part: string): string {
  return part.replace(/\.nic\[\d+\]$/, '');
}

/** Another part to which a part is linked, and at which rate. */
export interface Neighbour {
  readonly name: string;
  readonly rate: number;
}

/** The parts to which each part is linked, one for each link. */
export function neighbours(cluster: SmallCluster): ReadonlyMap<string, readonly Neighbour[]> {
  const joined = new Map<string, Neighbour[]>();
  const join = (from: string, to: Neighbour): void => {
    joined.set(from, [...(joined.get(from) ?? []), to]);
  };
  for (const { left, right, rate } of cluster.links) {
    join(left, { name: right, rate });
    join(right, { name: left, rate });
  }
  return joined;
}

/** The rates of some links together, in bit/s. */
export function totalRate(links: readonly { readonly rate: number }[]): number {
  return links.reduce((sum, { rate }) => sum + rate, 0);
}
