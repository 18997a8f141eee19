import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { bundleCommand, cableOf3m, folderWith, runCommand } from './command.ts';

const examples = join(import.meta.dirname, '../../examples');

interface Total {
  readonly total: number;
  readonly by_type: Readonly<Record<string, number>>;
}
interface Fabric {
  readonly path: string;
  readonly role: string;
  readonly links: readonly {
    readonly name: string;
    readonly count: number;
    readonly cables: number | null;
    readonly medium: string | null;
  }[];
  readonly cages: Readonly<Record<string, number>>;
}
interface Rack {
  readonly type: string;
  readonly count: number;
  readonly power_w: number | null;
}
interface Cluster {
  readonly name: string;
  readonly counts: Readonly<Record<string, Total>>;
  readonly racks: readonly Rack[];
  readonly fabrics: readonly Fabric[];
}

const command = { bundle: '' };
beforeAll(async () => {
  command.bundle = await bundleCommand();
});

function clustersOf(text: string): readonly Cluster[] {
  const { code, stdout, stderr } = runCommand(
    command.bundle,
    ['report', '--format', 'json', '-'],
    folderWith({}),
    text,
  );
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  return JSON.parse(stdout).files[0].clusters;
}

function example(name: string): string {
  return readFileSync(join(examples, `${name}.topo`), 'utf8');
}

/** Sum over the fabrics of the scale-out network. */
function scaleOutSum({ fabrics }: Cluster, term: (fabric: Fabric) => number): number {
  return fabrics.filter(({ role }) => role === 'scale_out').reduce((sum, fabric) => sum + term(fabric), 0);
}

function linksNamed({ fabrics }: Cluster, fabric: string, name: string): number {
  const all = fabrics.filter(({ path }) => path.split('.').at(-1) === fabric).flatMap(({ links }) => links);
  return all.filter((link) => link.name === name).reduce((sum, { count }) => sum + count, 0);
}

function clusterNamed(clusters: readonly Cluster[], name: string): Cluster {
  const found = clusters.find((each) => each.name === name);
  if (!found) throw new Error(`There is no cluster ${name}.`);
  return found;
}

describe('the sizes of a DGX SuperPOD as its reference architecture tells them', () => {
  test.each([
    ['Su2', 64, 512, 16 + 8, [512, 512, 0]],
    ['Su4', 128, 1024, 32 + 16, [1024, 1024, 0]],
    ['Su8', 256, 2048, 64 + 32, [2048, 2048, 0]],
    ['Su16', 512, 4096, 128 + 128 + 64, [4096, 4096, 4096]],
    ['Su64', 2048, 16_384, 512 + 512 + 256, [16_384, 16_384, 16_384]],
  ] as const)('%s', (name, nodes, accelerators, switches, cables) => {
    const cluster = clusterNamed(clustersOf(example('superpod-b200')), name);
    expect(cluster.counts.node?.total).toBe(nodes);
    expect(cluster.counts.accelerator).toEqual({ total: accelerators, by_type: { 'nvidia.B200': accelerators } });
    expect(cluster.counts.switch?.total).toBe(switches);
    expect([
      linksNamed(cluster, 'Rails', 'node'),
      linksNamed(cluster, 'Spine', 'up'),
      linksNamed(cluster, 'Spine', 'top'),
    ]).toEqual(cables);
  });
});

describe('the bill of materials of a DGX SuperPOD H100 at four scalable units', () => {
  const pod = (): Cluster => clusterNamed(clustersOf(example('superpod-h100')), 'SuperPodH100');

  test('nodes, GPUs, switches, racks', () => {
    const { counts, racks } = pod();
    expect(counts.node?.by_type).toEqual({ 'nvidia.DgxH100': 127, Ufm: 2 });
    expect(counts.accelerator).toEqual({ total: 1016, by_type: { 'nvidia.H100': 1016 } });
    expect(counts.switch).toEqual({ total: 32 + 16, by_type: { 'nvidia.QM9700': 48 } });
    expect(counts.rack?.total).toBe(38);
    const full = racks.filter(({ type }) => type === 'Compute');
    expect(full.reduce((sum, { count }) => sum + count, 0)).toBe(31);
    expect(new Set(full.map(({ power_w }) => power_w))).toEqual(new Set([40_800]));
  });

  test('links, and the cables that carry them', () => {
    const cluster = pod();
    const [node, end, ufm] = ['node', 'end', 'ufm'].map((name) => linksNamed(cluster, 'Rails', name));
    expect([(node ?? 0) + (end ?? 0), ufm]).toEqual([1016, 4]);
    expect(linksNamed(cluster, 'Spine', 'up') + linksNamed(cluster, 'Spine', 'last')).toBe(1024);
    const cables = (ofUfm: boolean): number =>
      scaleOutSum(cluster, ({ links }) =>
        links.filter(({ name }) => (name === 'ufm') === ofUfm).reduce((sum, each) => sum + (each.cables ?? NaN), 0),
      );
    expect([cables(false), cables(true)]).toEqual([2040, 2]);
  });

  test('modules: one for the two ports of a cage', () => {
    const cluster = pod();
    const modules = (type: string): number => scaleOutSum(cluster, ({ cages }) => cages[type] ?? 0);
    expect([modules('nvidia.QM9700'), modules('nvidia.DgxH100'), modules('Ufm')]).toEqual([1536, 508, 2]);
  });
});

test('the torus of a TPU v4 pod', () => {
  const pod = clusterNamed(clustersOf(example('tpu-v4')), 'TpuV4Pod');
  expect(pod.counts.accelerator?.total).toBe(4096);
  const perFabric = (fabric: string): number =>
    ['x', 'y', 'z'].reduce((sum, name) => sum + linksNamed(pod, fabric, name), 0);
  expect(perFabric('Electrical')).toBe(9216);
  expect(perFabric('Optical')).toBe(3072);
});

describe('the shape of the report', () => {
  test('exactly the keys that are documented', () => {
    const [cluster] = clustersOf(example('superpod-b200'));
    expect(Object.keys(cluster ?? {})).toEqual(['name', 'year', 'counts', 'power_w', 'racks', 'fabrics']);
    const [rack] = (cluster as unknown as { racks: readonly object[] }).racks;
    expect(Object.keys(rack ?? {}).sort()).toEqual(
      [
        'air_heat_w',
        'count',
        'liquid_heat_w',
        'mass_kg',
        'path',
        'power_w',
        'type',
        'units',
        'units_used',
        'usable_w',
      ].sort(),
    );
    const [fabric] = cluster?.fabrics ?? [];
    expect(Object.keys(fabric ?? {}).sort()).toEqual(
      [
        'bisection_bps',
        'cages',
        'injection_bps',
        'links',
        'path',
        'per_accelerator_bps',
        'power_w',
        'role',
        'tiers',
      ].sort(),
    );
    const keys = [
      'cable',
      'cables',
      'count',
      'lane_rate_bps',
      'length_max_m',
      'length_min_m',
      'medium',
      'name',
      'power_w',
      'rate_bps',
      'reach_m',
      'stated',
    ];
    expect(Object.keys(fabric?.links[0] ?? {}).sort()).toEqual(keys);
  });

  test('what is unknown without a cable is null', () => {
    const text = `${cableOf3m('Dac400G').replace('via cables.Dac400G ', '')}cluster Lab { line : Line }\n`;
    const [link] = clustersOf(text)[0]?.fabrics[0]?.links ?? [];
    expect(link).toMatchObject({
      count: 8,
      cables: null,
      cable: null,
      medium: null,
      power_w: null,
      length_max_m: 3,
      stated: true,
    });
  });

  test('text for people, and a wrong format', () => {
    const text = runCommand(command.bundle, ['report', 'superpod-b200.topo'], examples);
    expect(text.code).toBe(0);
    expect(text.stdout).toContain('Su64');
    expect(runCommand(command.bundle, ['report', 'superpod-b200.topo', '--format', 'xml'], examples).code).toBe(2);
  });
});

describe('explain', () => {
  test('prints the page of a rule', () => {
    const { code, stdout } = runCommand(command.bundle, ['explain', 'reach.copper']);
    expect(code).toBe(0);
    expect(stdout).toContain('reach.copper');
  });

  test('knows what a misspelt rule should be, and takes one', () => {
    expect(runCommand(command.bundle, ['explain', 'reach.coper'])).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('reach.copper'),
    });
    expect(runCommand(command.bundle, ['explain']).code).toBe(2);
    expect(runCommand(command.bundle, ['explain', 'reach.copper', 'reach.rate']).code).toBe(2);
  });
});

test('--explain tells of each number from what it follows, where that is written and whose it is', () => {
  const folder = folderWith({ 'lab.topo': example('gb200-row') });
  const { code, stdout } = runCommand(command.bundle, ['report', '--explain', 'lab.topo'], folder);
  expect(code).toBe(0);
  expect(stdout).toContain('power of Leaves  26.5 kW = 18 × 1,176 W + 576 ends × 8.5 W + 576 ends × 0.75 W');
  expect(stdout).toMatch(/^ +leaf {2}18 {2}lab\.topo:\d+:3$/m);
  expect(stdout).toMatch(/^ +Gb200Tray\.power {2}7\.13 kW {2}nvidia\.topo:\d+:3 {2}NVIDIA, .*estimate: power/m);
  // What the file writes over a part is not the part’s source’s.
  expect(stdout).toMatch(/^ +Leaves\.power\.feed {2}43\.1 kW {2}lab\.topo:\d+:\d+$/m);
  expect(runCommand(command.bundle, ['report', '--explain', '--format', 'json', 'lab.topo'], folder).code).toBe(2);
});
