import { describe, expect, test } from 'vitest';
import type { Box } from '../../server/facts/network/boxes.ts';
import { partlyLinked, piecesOfNetwork } from '../../server/facts/network/connectivity.ts';
import { railsOf } from '../../server/facts/network/rails.ts';
import { tiersOf } from '../../server/facts/network/tiers.ts';
import { uplinkSpreads } from '../../server/facts/network/uplink-spread.ts';
import type { Site } from '../../server/model/site.ts';
import { instances, type Neighbour, neighbours, open, totalRate, vertexOf } from './by-instance.ts';
import { type SmallCluster, smallCluster } from './small-cluster.ts';

const seeds = Array.from({ length: 400 }, (_, i) => i + 1);

describe('classes tell of the shape of a network what instances do', () => {
  test.each(seeds)('pieces, cluster %i', (seed) => {
    const cluster = smallCluster(seed);
    const { model, network } = open(cluster);
    const pieces = piecesOfNetwork(model, network);
    const expected = piecesByInstance(cluster);
    const firsts = (pieces?.found ?? []).map(({ site, box }) => expected.get(only(site, box)));
    expect(pieces?.isAll, cluster.text).toBe(true);
    expect(new Set(firsts).size, cluster.text).toBe(new Set(expected.values()).size);
    expect(firsts).not.toContain(undefined);
  });

  test.each(seeds)('arrays linked in part, cluster %i', (seed) => {
    const cluster = smallCluster(seed);
    const { model, network } = open(cluster);
    const linked = [...piecesByInstance(cluster).keys()];
    const found = new Map(partlyLinked(model, network).map(({ site, left }) => [site.path, left]));
    for (const path of new Set(linked.map(pathOf))) {
      const there = linked.filter((name) => pathOf(name) === path).length;
      const [array] = network.root.children.flatMap(withChildren).filter((site) => site.path === path);
      expect(found.get(path) ?? 0, `${path}\n${cluster.text}`).toBe((array?.count ?? 0) - there);
    }
  });

  test.each(seeds)('what each NIC of a node gets, cluster %i', (seed) => {
    const cluster = smallCluster(seed);
    const { model, network } = open(cluster);
    const joined = neighbours(cluster);
    for (const { vertex, shares } of railsOf(model, network)) {
      for (const node of instances(vertex.site, vertex.box)) {
        for (const { box, bits } of shares) {
          const [{ low = 0, high = -1 } = {}] = box;
          for (let nic = low; nic <= high; nic++) {
            const rate = totalRate(joined.get(`${node}.nic[${nic}]`) ?? []);
            expect(bits, `${node}.nic[${nic}]\n${cluster.text}`).toBe(rate);
          }
        }
      }
    }
  });

  test.each(seeds)('how uplinks spread, cluster %i', (seed) => {
    const cluster = smallCluster(seed);
    const { model, network } = open(cluster);
    const joined = neighbours(cluster);
    for (const { below, above, shares } of uplinkSpreads(model, network)) {
      const spreads = corners(below.vertex.site, below.vertex.box).map((name) =>
        spreadOf((joined.get(name) ?? []).filter((other) => pathOf(other.name) === above.path)),
      );
      const found = shares.map(({ bits, switches }) => `${bits} to ${switches}`).join(', ');
      expect(spreads, cluster.text).toContain(found);
    }
  });

  test('each array above a tier is told of', () => {
    const told = seeds.map((seed) => {
      const { model, network } = open(smallCluster(seed));
      const arrays = (tiersOf(model, network) ?? []).flatMap(({ vertex, upEdges }) => {
        const others = upEdges.map(({ left, right }) => (left === vertex ? right : left));
        return [...new Set(others.map(({ site }) => site).filter((site) => site !== vertex.site))];
      });
      return uplinkSpreads(model, network).length > 0 || arrays.length === 0;
    });
    // Statements that compare indexes are not followed.
    expect(told.filter(Boolean).length).toBeGreaterThan(0.9 * seeds.length);
  });
});

function withChildren(site: Site): readonly Site[] {
  return [site, ...site.children.flatMap(withChildren)];
}

/** The only instance of a box of one. */
function only(site: Site, box: Box): string {
  return instances(site, box)[0] ?? '';
}

function corners(site: Site, box: Box): readonly string[] {
  const low = box.map((interval) => ({ low: interval.low, high: interval.low }));
  const high = box.map((interval) => ({ low: interval.high, high: interval.high }));
  return [only(site, low), only(site, high)];
}

function pathOf(name: string): string {
  return vertexOf(name).replace(/\[\d+\]/g, '');
}

/** `300 to 8, 200 to 4`: to how many others there go how many bits. */
function spreadOf(others: readonly Neighbour[]): string {
  const each = new Map<string, number>();
  for (const { name, rate } of others) each.set(name, rate + (each.get(name) ?? 0));
  const sizes = [...new Set(each.values())].sort((a, b) => b - a);
  return sizes.map((size) => `${size} to ${[...each.values()].filter((rate) => rate === size).length}`).join(', ');
}

/** The piece of each linked vertex, by the name of one of its vertices. */
function piecesByInstance(cluster: SmallCluster): ReadonlyMap<string, string> {
  const joined = new Map<string, Set<string>>();
  for (const [part, others] of neighbours(cluster)) {
    const known = joined.get(vertexOf(part)) ?? new Set<string>();
    joined.set(vertexOf(part), known);
    for (const { name } of others) known.add(vertexOf(name));
  }
  const pieces = new Map<string, string>();
  for (const start of joined.keys()) {
    const queue = pieces.has(start) ? [] : [start];
    for (const vertex of queue) {
      if (pieces.has(vertex)) continue;
      pieces.set(vertex, start);
      queue.push(...(joined.get(vertex) ?? []));
    }
  }
  return pieces;
}
