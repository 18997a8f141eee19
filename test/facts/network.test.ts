import { describe, expect, test } from 'vitest';
import { acceleratorShare } from '../../server/facts/network/accelerator-share.ts';
import { bisectionOf } from '../../server/facts/network/bisection.ts';
import { networkGraph } from '../../server/facts/network/graph.ts';
import { maxFlow } from '../../server/facts/network/max-flow.ts';
import { deviceCells } from '../../server/facts/network/port-cells.ts';
import { tiersOf } from '../../server/facts/network/tiers.ts';
import { networksOf } from '../../server/facts/network.ts';
import { instances, neighbours, open, vertexOf } from './by-instance.ts';
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
      if (part.includes('nic')) perNode.set(vertexOf(part), (perNode.get(vertexOf(part)) ?? 0) + others.length);
    }
    const links = [...perNode.values()];
    const share = acceleratorShare(model, network);
    const found = share && { least: share.perAccelerator.bits / share.perAccelerator.among, total: share.injection };
    const expected = { least: (Math.min(...links) * RATE) / 2, total: sum(links) * RATE };
    expect(found, cluster.text).toEqual(links.length === 0 ? undefined : expected);
  });

  test.each(seeds)('tiers, cluster %i', (seed) => {
    const cluster = smallCluster(seed);
    const { model, network } = open(cluster);
    const distance = distances(cluster);
    const joined = neighbours(cluster);
    for (const { vertex, tier, down, up } of tiersOf(model, network) ?? []) {
      const names = instances(vertex.site, vertex.box);
      for (const name of names) expect(distance.get(name), `${name}\n${cluster.text}`).toBe(tier);
      const others = names
        .flatMap((name) => joined.get(name) ?? [])
        .map((name) => distance.get(vertexOf(name)) ?? tier);
      const below = others.filter((each) => each < tier).length * RATE;
      const above = others.filter((each) => each > tier).length * RATE;
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
    for (const other of others) known.add(vertexOf(other));
  }
  const nodes = [...joined.keys()].filter((vertex) => vertex.includes('node'));
  const distance = new Map(nodes.map((vertex) => [vertex, 0]));
  for (const [vertex, steps] of distance) {
    for (const other of joined.get(vertex) ?? []) if (!distance.has(other)) distance.set(other, steps + 1);
  }
  return distance;
}

function bisectionByInstance(cluster: SmallCluster): number | undefined {
  const names = [...new Set(cluster.links.flatMap(({ left, right }) => [vertexOf(left), vertexOf(right)]))];
  const numbers = new Map(names.map((name, i) => [name, i]));
  const numberOf = (part: string): number => numbers.get(vertexOf(part)) ?? 0;
  const edges = cluster.links.map(({ left, right }) => ({ from: numberOf(left), to: numberOf(right), capacity: RATE }));
  const halves = halvesOf(cluster);
  const [first, second] = halves.map((half) =>
    [...numbers].flatMap(([name, number]) => (half.has(name) ? [number] : [])),
  );
  if (!first?.length || !second?.length) return undefined;
  return maxFlow(names.length, edges, first, second);
}

/** The nodes of the first and the second half of the racks, or of the nodes where there is one rack. */
function halvesOf({ racks, nodes }: SmallCluster): readonly ReadonlySet<string>[] {
  const names = (r: number): readonly string[] => Array.from({ length: nodes }, (_, n) => `rack[${r}].node[${n}]`);
  const groups = racks > 1 ? Array.from({ length: racks }, (_, r) => names(r)) : names(0).map((name) => [name]);
  const half = Math.floor(groups.length / 2);
  return [new Set(groups.slice(0, half).flat()), new Set(groups.slice(groups.length - half).flat())];
}
