import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { reportText } from '../../server/facts/report/text.ts';
import { type ClusterReport, fileReport } from '../../server/facts/report.ts';
import { load } from './files.ts';

function clustersOf(text: string): ReadonlyMap<string, ClusterReport> {
  const { model, source } = load(text);
  return new Map(fileReport(model, source, 'test.topo').clusters.map((cluster) => [cluster.name, cluster]));
}

const example = (name: string): string => readFileSync(new URL(`../../examples/${name}.topo`, import.meta.url), 'utf8');

describe('DGX SuperPOD with DGX B200, Table 3 of the reference architecture', () => {
  const clusters = clustersOf(example('superpod-b200'));

  test.each([
    { name: 'Su2', nodes: 64, gpus: 512, switches: [8, 16], links: [512, 512] },
    { name: 'Su4', nodes: 128, gpus: 1024, switches: [16, 32], links: [1024, 1024] },
    { name: 'Su8', nodes: 256, gpus: 2048, switches: [32, 64], links: [2048, 2048] },
    { name: 'Su16', nodes: 512, gpus: 4096, switches: [64, 128, 128], links: [4096, 4096, 4096] },
    { name: 'Su64', nodes: 2048, gpus: 16384, switches: [256, 512, 512], links: [16384, 16384, 16384] },
  ])('$name', ({ name, nodes, gpus, switches, links }) => {
    const cluster = clusters.get(name);
    const total = switches.reduce((sum, count) => sum + count, 0);
    expect(cluster?.counts.node).toEqual({ total: nodes, by_type: { 'nvidia.DgxB200': nodes } });
    expect(cluster?.counts.accelerator).toEqual({ total: gpus, by_type: { 'nvidia.B200': gpus } });
    expect(cluster?.counts.switch).toEqual({ total, by_type: { 'nvidia.QM9700': total } });
    expect(cluster?.counts.switch_chip.total).toBe(nodes * 2);
    const scaleOut = cluster?.fabrics.filter((fabric) => fabric.role === 'scale_out') ?? [];
    expect(scaleOut.flatMap((fabric) => fabric.links.map((link) => link.count))).toEqual(links);
    expect(scaleOut.flatMap((fabric) => fabric.links.map((link) => link.cables))).toEqual(links);
    const tiers = new Map(scaleOut.flatMap((fabric) => fabric.tiers ?? []).map((tier) => [tier.switch, tier]));
    expect([...tiers.values()].map((tier) => tier.count).sort((a, b) => a - b)).toEqual(switches);
    for (const tier of tiers.values()) if (tier.up_bps !== 0) expect(tier.up_bps).toBe(tier.down_bps);
    for (const fabric of scaleOut) {
      expect(fabric.per_accelerator_bps).toBe(400e9);
      expect(fabric.injection_bps).toBe(gpus * 400e9);
      expect(fabric.bisection_bps).toBe((gpus / 2) * 400e9);
    }
  });
});

test('a TPU v4 pod has 4,096 chips and 12,288 links', () => {
  const pod = clustersOf(example('tpu-v4')).get('TpuV4Pod');
  expect(pod?.counts.accelerator.total).toBe(4096);
  const links = pod?.fabrics.flatMap((fabric) => fabric.links) ?? [];
  const count = (medium: string): number =>
    links.filter((link) => link.medium === medium).reduce((sum, link) => sum + (link.count ?? 0), 0);
  expect([count('copper'), count('smf')]).toEqual([9216, 3072]);
  // A torus of 16 × 16 × 16 is cut across two faces of 256 links.
  expect(pod?.fabrics[0]).toMatchObject({ per_accelerator_bps: 2400e9, bisection_bps: 2 * 256 * 400e9 });
});

test('a GB200 NVL72 has 72 accelerators, 18 switch chips, 1,296 NVLinks and 64.8 TB/s each way', () => {
  const rack = clustersOf('import nvidia\ncluster One { nvl : nvidia.Nvl72 }').get('One');
  expect(rack?.counts.accelerator).toEqual({ total: 72, by_type: { 'nvidia.GB200': 72 } });
  expect(rack?.counts.switch_chip.total).toBe(18);
  expect(rack?.counts.switch.total).toBe(0);
  const [fabric] = rack?.fabrics ?? [];
  expect(fabric).toMatchObject({
    path: 'nvl.NvLink',
    role: 'scale_up',
    per_accelerator_bps: 7200e9,
    injection_bps: 64.8e12 * 8,
    bisection_bps: 32.4e12 * 8,
    links: [{ name: 'spine', count: 1296, cables: 1296, medium: 'backplane', stated: true, power_w: 0 }],
  });
  expect(fabric?.cages).toEqual({});
  expect(fabric?.tiers).toEqual([{ switch: 'nvl.nvswitch.chip', count: 18, down_bps: 28.8e12, up_bps: 0 }]);
});

test('the example of the language: four units of 32 nodes, each leaf with 32 down and 32 up', () => {
  const text = `import nvidia
import cables
rack Compute { frame { height = 48U } power { feed = 21.6kW feeds = 4 spare = 1 } dgx[4] : nvidia.DgxH100 }
rack Network { frame { height = 48U } leaf[8] : nvidia.QM9700 }
row Unit {
  compute[8] : Compute
  network    : Network
  fabric Rails { role = scale_out  link rail : compute[c].dgx[d].nic[r] -- network.leaf[r] via cables.Dac400G }
}
rack Spines { frame { height = 48U }  spine[16] : nvidia.QM9700 }
row  Core   { spines : Spines }
hall SuperPod {
  unit[4] : Unit
  core    : Core
  fabric Spine { role = scale_out  link up[2] : unit[u].network.leaf[l] -- core.spines.spine[s] via cables.Dr4_400G }
}
cluster Training { year = 2023  hall : SuperPod }`;
  const cluster = clustersOf(text).get('Training');
  expect(cluster).toMatchObject({
    year: 2023,
    counts: { accelerator: { total: 1024 }, node: { total: 128 }, switch: { total: 48 }, rack: { total: 37 } },
  });
  const [spine, rails] = cluster?.fabrics ?? [];
  expect(spine).toMatchObject({ path: 'hall.Spine', bisection_bps: 512 * 400e9, power_w: 1024 * 17 });
  // A DGX H100 has its eight ports in four twin-port cages, a leaf 32 ports of each fabric in 16.
  expect(spine?.cages).toEqual({ 'nvidia.QM9700': 1024 });
  expect(rails?.path).toBe('hall.unit.Rails');
  expect(rails?.cages).toEqual({ 'nvidia.DgxH100': 512, 'nvidia.QM9700': 512 });
  expect(rails?.links).toMatchObject([
    { count: 1024, cables: 1024, cable: 'cables.Dac400G', lane_rate_bps: 100e9, stated: false, reach_m: 2 },
  ]);
  expect(rails?.tiers).toEqual([{ switch: 'hall.unit.network.leaf', count: 32, down_bps: 12.8e12, up_bps: 12.8e12 }]);
});

test('splitters are counted where they are wide, an odd link takes a cable of its own', () => {
  const text = `import cables
nic Nic { port port { rate = 400Gbps lanes = 4 cage = OSFP_RHS } }
accelerator Gpu { year = 2024 }
node Server { gpu : Gpu  nic : Nic }
switch Leaf { port port[4] { rate = 800Gbps lanes = 8 cage = OSFP } }
cluster Small {
  server[14] : Server
  leaf[2]    : Leaf
  fabric Net { role = scale_out  link node : server[s].nic -- leaf[s / 7] via cables.DacSplit400G { length = 2m } }
}`;
  const [net] = clustersOf(text).get('Small')?.fabrics ?? [];
  expect(net?.links).toMatchObject([{ count: 14, cables: 8, stated: true, length_min_m: 2, length_max_m: 2 }]);
  expect(net?.cages).toEqual({ Server: 14, Leaf: 8 });
});

test('each of several repeated members at one depth is halved', () => {
  const text = `nic Port { port port { rate = 100Gbps } }
accelerator Gpu {}
node Server { gpu : Gpu  nic : Port }
switch Chassis { port port[64] { rate = 100Gbps } }
rack Compute { server[2] : Server }
row Aisle { left[4] : Compute  chassis : Chassis  right[6] : Compute }
cluster Flat {
  aisle : Aisle
  fabric Net {
    role = scale_out
    link l : aisle.left[i].server[s].nic -- aisle.chassis
    link r : aisle.right[i].server[s].nic -- aisle.chassis
  }
}`;
  expect(clustersOf(text).get('Flat')?.fabrics[0]).toMatchObject({ bisection_bps: (4 + 6) * 100e9 });
});

test('what is not known is null, never 0', () => {
  const text = `accelerator Gpu { port port[2] { rate = 100Gbps } }
switch Switch { port port[8] { rate = 100Gbps } }
cluster Bare {
  gpu[4] : Gpu
  switch : Switch
  fabric Net { role = scale_up  link up[2] : gpu[g] -- switch }
}`;
  const cluster = clustersOf(text).get('Bare');
  expect(cluster).toMatchObject({ year: null, power_w: null, racks: [] });
  expect(cluster?.fabrics[0]).toMatchObject({ power_w: null, per_accelerator_bps: 200e9, bisection_bps: 400e9 });
  expect(cluster?.fabrics[0]?.links).toMatchObject([
    { count: 8, cables: null, cable: null, medium: null, rate_bps: 100e9, length_max_m: null, power_w: null },
  ]);
});

test('the text of a report shows every table', () => {
  const { model, source } = load(example('first-look'));
  const text = reportText({ version: 1, files: [fileReport(model, source, 'first-look.topo')] });
  for (const part of ['H100 (2022)  first-look.topo', 'nvidia.DgxH100 8', 'fabric row.Rails (scale_out)']) {
    expect(text).toContain(part);
  }
  expect(text).toContain('nearest to their limits');
  expect(text).not.toMatch(/NaN|undefined|null| +\n/);
});
