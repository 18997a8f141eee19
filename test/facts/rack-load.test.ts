import { describe, expect, test } from 'vitest';
import { worstRack } from '../../server/facts/rack/ends.ts';
import { contributions, rackLoad, racksAbove, usablePower } from '../../server/facts/rack/load.ts';
import { modulePower, modulePowerUnder, moduleTerms } from '../../server/facts/rack/module-power.ts';
import { racksUnder } from '../../server/facts/rack/rows.ts';
import type { Model } from '../../server/model/model.ts';
import type { Site } from '../../server/model/site.ts';
import { load } from './files.ts';
import { smallCluster } from './small-cluster.ts';

const WATT = 1000;
const seeds = Array.from({ length: 400 }, (_, i) => i + 1);

interface Opened {
  readonly model: Model;
  readonly racks: readonly Site[];
  /** The only rack of the root, or the first. */
  readonly rack: Site;
}

function open(text: string, root: string): Opened {
  const { model, root: rootOf } = load(text);
  const racks = racksUnder(model, rootOf(root));
  const [rack] = racks;
  if (!rack) throw new Error('there is no rack');
  return { model, racks, rack };
}

describe('modules of classes of racks are those of the racks one by one', () => {
  test.each(seeds)('cluster %i', (seed) => {
    const cluster = smallCluster(seed);
    const text = cluster.text.replaceAll(/^cable (\w+) \{/gm, 'cable $1 { power = 1W ');
    const { model, rack } = open(text, 'Small');
    const perRack = Array.from({ length: cluster.racks }, () => 0);
    for (const end of cluster.links.flatMap(({ left, right }) => [left, right])) {
      const [, index] = /^rack\[(\d+)\]/.exec(end) ?? [];
      if (index !== undefined) perRack[Number(index)] = (perRack[Number(index)] ?? 0) + WATT;
    }
    const { known, unknown, levels, worst } = modulePower(model, rack);
    expect(unknown).toBe(0);
    expect(known, text).toBe(Math.max(...perRack));
    expect(new Map(levels.map(({ weight, points }) => [weight, points])), text).toEqual(tally(perRack));
    expect(perRack[worst[0] ?? 0], text).toBe(known);
    const terms = moduleTerms(model, rack);
    expect(terms.reduce((sum, { ends, each }) => sum + ends * (each ?? 0), 0)).toBe(known);
    const root = rack.parent;
    expect(root && modulePowerUnder(model, root)).toEqual({ known: cluster.links.length * 2 * WATT, unknown: 0 });
  });
});

function tally(values: readonly number[]): ReadonlyMap<number, number> {
  const counts = new Map<number, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return counts;
}

const parts = `cable Fibre { medium = smf  rate = 100Gbps  power = 4W }
cable Bare { medium = smf  rate = 100Gbps }
nic Nic { power = 20W  port port { rate = 100Gbps } }
switch Switch { power = 500W  port port[64] { rate = 100Gbps } }
node Stated { power = 1kW  nic[2] : Nic }
node Sum { nic[2] : Nic }
`;

describe('modules', () => {
  test('a node that states its power has counted its own, one that is a sum of its parts has not', () => {
    const text = `${parts}row Row {
  rack Rack { stated : Stated  sum : Sum  sw : Switch }
  rack : Rack
  fabric Net {
    role = scale_out
    link a : rack.stated.nic[n] -- rack.sw via Fibre
    link b : rack.sum.nic[n] -- rack.sw via Fibre
  }
}`;
    const { model, rack } = open(text, 'Row');
    const found = rackLoad(model, rack);
    expect(found.modules.known).toBe((4 + 2) * 4 * WATT);
    expect(found.known).toBe((1000 + 40 + 500 + 24) * WATT);
    expect(found.unknown).toBe(0);
    const drawn = contributions(found).map(({ term, power }) => [term?.member.name ?? 'modules', power / WATT]);
    expect(drawn).toEqual([
      ['stated', 1000],
      ['sw', 500],
      ['sum', 40],
      ['modules', 24],
    ]);
  });

  test('a cable without a power, or a link that cannot be counted, makes the load a lower bound', () => {
    const link = (text: string): string => `${parts}row Row {
  rack Rack { sum[4] : Sum  sw : Switch }
  rack : Rack
  fabric Net { role = scale_out  link a : ${text} }
}`;
    const bare = open(link('rack.sum[s].nic[n] -- rack.sw via Bare'), 'Row');
    expect(rackLoad(bare.model, bare.rack)).toMatchObject({ known: 660 * WATT, unknown: 1 });
    const none = open(link('rack.sum[s].nic[n] -- rack.sw'), 'Row');
    expect(rackLoad(none.model, none.rack)).toMatchObject({ known: 660 * WATT, unknown: 1 });
    const outside = open(link('rack.sum[s].nic[0] -- rack.sum[s + 1].nic[1] via Fibre'), 'Row');
    expect(rackLoad(outside.model, outside.rack).unknown).toBe(1);
  });

  test('links of a body inside the rack count for each of its instances', () => {
    const text = `${parts}node Box {
  nic[3] : Nic
  sw : Switch
  fabric In { role = scale_up  link in : nic[n] -- sw via Fibre }
}
rack Rack { box[5] : Box }
cluster All { rack[7] : Rack }`;
    const { model, rack } = open(text, 'All');
    expect(modulePower(model, rack).known).toBe(5 * 3 * 2 * 4 * WATT);
    expect(modulePower(model, rack).levels).toMatchObject([{ points: 7 }]);
    expect(worstRack(rack, modulePower(model, rack))).toBeUndefined();
    expect(rack.parent && modulePowerUnder(model, rack.parent).known).toBe(7 * 5 * 3 * 2 * 4 * WATT);
  });
});

describe('racks over a limit', () => {
  const text = `${parts}rack Rack { sw[2] : Switch }
row Row {
  rack[3] : Rack
  core : Switch
  fabric Net {
    role = scale_out
    link few : rack[r].sw[s] -- core via Fibre
    link more[2] : rack[1..2].sw[s] -- core via Fibre
    link most[3] : rack[2].sw[s] -- core via Fibre
  }
}
cluster Two { row[2] : Row }`;

  test('the worst is named, and those over a limit are counted', () => {
    const { model, rack } = open(text, 'Two');
    expect(rackLoad(model, rack).known).toBe((1000 + 2 * 6 * 4) * WATT);
    expect(worstRack(rack, modulePower(model, rack))).toBe('row[0].rack[2]');
    const most = BigInt(rackLoad(model, rack).known) * 1_000_000n;
    const above = (watts: number): number | undefined =>
      racksAbove(model, rack, most, BigInt(watts * WATT) * 1_000_000n);
    expect([1048, 1047, 1024, 1023, 1008, 1007].map(above)).toEqual([0, 2, 2, 4, 4, 6]);
  });
});

describe('usable power', () => {
  const usable = (power: string, policy = ''): number | undefined => {
    const { model, rack } = open(`rack Rack { ${policy} power { ${power} } }\nrow Row { rack : Rack }`, 'Row');
    return usablePower(model, rack)?.power;
  };

  test.each([
    ['feed = 30kW', 30_000_000],
    ['feed = 30kW  feeds = 4', 120_000_000],
    ['feed = 30kW  feeds = 4  spare = 1', 90_000_000],
    ['feed = 30kW  feeds = 2  spare = 3', 0],
    ['feeds = 2', undefined],
    ['feed = 30kW  feeds = 2.5', undefined],
    ['feed = 30kW  spare = 1kW', undefined],
  ])('%s', (power, expected) => {
    expect(usable(power)).toBe(expected);
  });

  test('a derating is exact', () => {
    expect(usable('feed = 43.1kW  feeds = 2  spare = 1', 'policy { derating = 80% }')).toBe(34_480_000);
    const { model, rack } = open('rack Rack { policy { derating = 33.3333% } power { feed = 1mW } }', 'Rack');
    expect(usablePower(model, rack)).toMatchObject({ exact: 333_333n, power: 0 });
  });
});
