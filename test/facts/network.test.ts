import { describe, expect, test } from 'vitest';
import { acceleratorShare } from '../../server/facts/network/accelerator-share.ts';
import { bisectionOf } from '../../server/facts/network/bisection.ts';
import { networkGraph } from '../../server/facts/network/graph.ts';
import { deviceCells } from '../../server/facts/network/port-cells.ts';
import { tiersOf } from '../../server/facts/network/tiers.ts';
import { networksOf } from '../../server/facts/network.ts';
import { instances, neighbours, open, totalRate, vertexOf } from './by-instance.ts';
import { load } from './files.ts';
import { type SmallCluster, smallCluster } from './small-cluster.ts';

const RATE = 100e9;
const NIC_PORTS = 4;
const SWITCH_PORTS = 16;
const seeds = Array.from({ length: 400 }, (_, i) => i + 1);

describe('classes tell the same as instances', () => {
  test.each(seeds)('links and ports, cluster %i', (seed) => {
    const cluster = smallCluster(seed);
    const { model, site, network } = open(cluster);
    const graph = networkGraph(model, network);
    expect(graph?.unknown, cluster.text).toEqual([]);
    expect(sum(graph?.edges.map((edge) => edge.links) ?? []), cluster.text).toBe(cluster.links.length);
    const found = new Map<string, number>();
    for (const part of deviceCells(model, site).flatMap((cell) => cell.parts)) {
      const links = sum(part.landings.map((landing) => landing.degree));
      const ports = part.site.part.kind === 'nic' ? NIC_PORTS : SWITCH_PORTS;
      expect(part.use?.overflow).toBe(Math.max(0, links - ports));
      for (const name of instances(part.site, part.box)) found.set(name, links);
    }
    const expected = [...neighbours(cluster)].map(([name, others]) => [name, others.length] as const);
    expect(Object.fromEntries(found), cluster.text).toEqual(Object.fromEntries(expected));
  });

  test.each(seeds)('bandwidth per accelerator, cluster %i', (seed) => {
    const cluster = smallCluster(seed);
    const { model, network } = open(cluster);
    const perNode = new Map<string, number>();
    for (const [part, others] of neighbours(cluster)) {
      if (part.includes('nic')) perNode.set(vertexOf(part), (perNode.get(vertexOf(part)) ?? 0) + totalRate(others));
    }
    const rates = [...perNode.values()];
    const share = acceleratorShare(model, network);
    const found = share && { least: share.perAccelerator.bits / share.perAccelerator.among, total: share.injection };
    const expected = { least: Math.min(...rates) / 2, total: sum(rates) };
    expect(found, cluster.text).toEqual(rates.length === 0 ? undefined : expected);
  });

  test.each(seeds)('tiers, cluster %i', (seed) => {
    const cluster = smallCluster(seed);
    const { model, network } = open(cluster);
    const distance = distances(cluster);
    const joined = neighbours(cluster);
    for (const { vertex, tier, down, up } of tiersOf(model, network) ?? []) {
      const names = instances(vertex.site, vertex.box);
      for (const name of names) expect(distance.get(name), `${name}\n${cluster.text}`).toBe(tier);
      const links = names
        .flatMap((name) => joined.get(name) ?? [])
        .map(({ name, rate }) => ({ rate, at: distance.get(vertexOf(name)) ?? tier }));
      const below = totalRate(links.filter(({ at }) => at < tier));
      const above = totalRate(links.filter(({ at }) => at > tier));
      expect([down, up], cluster.text).toEqual([below, above]);
    }
  });

  test.each(seeds)('bisection, cluster %i', (seed) => {
    const cluster = smallCluster(seed);
    const { model, network } = open(cluster);
    expect(bisectionOf(model, network), cluster.text).toBe(bisectionByInstance(cluster));
  });
});

test('a flat list of 5,000 single links costs as much as its length', () => {
  const links = Array.from({ length: 5000 }, (_, i) => `link l${i} : server[${i}].nic -- leaf[${i % 100}]`);
  const { model, root } = load(`accelerator Gpu { year = 2024 }
nic Nic { port port { rate = 100Gbps } }
node Server { gpu : Gpu  nic : Nic }
switch Switch { port port[50] { rate = 100Gbps } }
cluster Flat {
  server[5000] : Server
  leaf[100] : Switch
  fabric Net {
    role = scale_out
    ${links.join('\n    ')}
  }
}`);
  const site = root('Flat');
  const [network] = networksOf(model, site);
  expect(deviceCells(model, site)).toHaveLength(5100);
  expect(network && networkGraph(model, network)?.edges).toHaveLength(5000);
  expect(network && acceleratorShare(model, network)?.injection).toBe(5000 * RATE);
});

test('a million accelerators are as few classes as a thousand', () => {
  const sizes = [4, 4000].map((units) => {
    const { model, root } = load(`import nvidia
import cables
rack Compute { dgx[4] : nvidia.DgxH100 }
row Unit {
  compute[8] : Compute
  leaf[8] : nvidia.QM9700
  fabric Rails { role = scale_out  link rail : compute[c].dgx[d].nic[r] -- leaf[r] via cables.Dr4_400G }
}
cluster Big {
  unit[${units}] : Unit
  spine[${units}] : nvidia.QM9700
  fabric Spines { role = scale_out  link up[32] : unit[u].leaf[l] -- spine[u] via cables.Dr4_400G }
}`);
    const network = networksOf(model, root('Big')).find(({ role }) => role === 'scale_out');
    const graph = network && networkGraph(model, network);
    expect(network && acceleratorShare(model, network)?.injection).toBe(units * 256 * 400e9);
    return [deviceCells(model, root('Big')).length, graph?.vertices.length, graph?.edges.length];
  });
  expect(sizes[0]).toEqual(sizes[1]);
});

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, each) => total + each, 0);
}

/** Fewest links from each vertex to a node. */
function distances(cluster: SmallCluster): ReadonlyMap<string, number> {
  const joined = new Map<string, Set<string>>();
  for (const [from, others] of neighbours(cluster)) {
    const known = joined.get(vertexOf(from)) ?? new Set<string>();
    joined.set(vertexOf(from), known);
    for (const { name } of others) known.add(vertexOf(name));
  }
  const nodes = [...joined.keys()].filter((vertex) => vertex.includes('node'));
  const distance = new Map(nodes.map((vertex) => [vertex, 0]));
  for (const [vertex, steps] of distance) {
    for (const other of joined.get(vertex) ?? []) if (!distance.has(other)) distance.set(other, steps + 1);
  }
  return distance;
}

/** The least capacity that parts the halves, by pushing one path after the other between single instances. */
function bisectionByInstance(cluster: SmallCluster): number | undefined {
  const room = new Map<string, Map<string, number>>();
  const widen = (from: string, to: string, by: number): void => {
    const ofFrom = room.get(from) ?? new Map<string, number>();
    room.set(from, ofFrom.set(to, (ofFrom.get(to) ?? 0) + by));
  };
  for (const { left, right, rate } of cluster.links) {
    widen(vertexOf(left), vertexOf(right), rate);
    widen(vertexOf(right), vertexOf(left), rate);
  }
  const halves = halvesOf(cluster).map((half) => [...room.keys()].filter((name) => half.has(name)));
  const [first = [], second = []] = halves;
  if (first.length === 0 || second.length === 0) return undefined;
  for (const name of first) widen('source', name, Number.POSITIVE_INFINITY);
  for (const name of second) widen(name, 'sink', Number.POSITIVE_INFINITY);
  let flow = 0;
  for (let path = pathThrough(room); path; path = pathThrough(room)) {
    const least = Math.min(...path.map(([from, to]) => room.get(from)?.get(to) ?? 0));
    for (const [from, to] of path) {
      widen(from, to, -least);
      widen(to, from, least);
    }
    flow += least;
  }
  return flow;
}

/** A shortest path from the source to the sink on which there is room. */
function pathThrough(
  room: ReadonlyMap<string, ReadonlyMap<string, number>>,
): readonly (readonly [string, string])[] | undefined {
  const cameFrom = new Map<string, string>([['source', '']]);
  for (const name of cameFrom.keys()) {
    for (const [to, left] of room.get(name) ?? []) if (left > 0 && !cameFrom.has(to)) cameFrom.set(to, name);
  }
  if (!cameFrom.has('sink')) return undefined;
  const path: [string, string][] = [];
  for (let at = 'sink'; at !== 'source'; at = cameFrom.get(at) ?? 'source') path.push([cameFrom.get(at) ?? '', at]);
  return path;
}

/** The nodes of the first and the second half of the racks, or of the nodes where there is one rack. */
function halvesOf({ racks, nodes }: SmallCluster): readonly ReadonlySet<string>[] {
  const names = (r: number): readonly string[] => Array.from({ length: nodes }, (_, n) => `rack[${r}].node[${n}]`);
  const groups = racks > 1 ? Array.from({ length: racks }, (_, r) => names(r)) : names(0).map((name) => [name]);
  const half = Math.floor(groups.length / 2);
  return [new Set(groups.slice(0, half).flat()), new Set(groups.slice(groups.length - half).flat())];
}
