import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { analyse } from '../../server/checks/analyse.ts';
import { withoutLinks } from '../../server/ide/hover/markdown.ts';
import { hoverAt } from '../../server/ide/hover.ts';
import { createProgram } from '../../server/model/program.ts';

const lab = `import nvidia
import cables

/// Two servers.
rack Compute {
  frame { height = 48U  width = 600mm  depth = 1200mm }
  power { feed = 12kW  feeds = 3  spare = 1 }
  cooling { type = air  capacity = 45kW }
  dgx[2] : nvidia.DgxH100
}

rack Network {
  frame { height = 48U }
  leaf[8] : nvidia.QM9700
}

row Unit {
  let racks = 2 * 2
  compute[racks] : Compute
  network : Network
  fabric Rails {
    role = scale_out
    link rail : compute[c].dgx[d].nic[r] -- network.leaf[r] via cables.Dac400G
    allow reach.copper "the hover is what is tested"
    link dark : compute[c].dgx[d].nic[r] -- network.leaf[r] via Unlit { length = 1m }
  }
}

cable Unlit { medium = smf  rate = 400Gbps  lanes = 4 }

cluster Lab {
  year = 2023
  row[2] : Unit
}
`;

/** What a hover shows on a text of the lab, and the text that it is for; `linked` with its links to places. */
function hover(needle: string, skip = 0): { readonly on: string; readonly markdown: string; readonly linked: string } {
  const analysis = analyse(createProgram({ read: () => lab }), 'file:///lab.topo');
  const found = analysis && hoverAt(analysis, lab.indexOf(needle) + skip);
  if (!found) return { on: '', markdown: '', linked: '' };
  const on = lab.slice(found.span.start, found.span.end);
  return { on, markdown: withoutLinks(found.markdown), linked: found.markdown };
}

/** The row of a table with a label. */
function row(markdown: string, label: string): string | undefined {
  return markdown.split('\n').find((line) => line.startsWith(`| ${label} |`));
}

describe('a link', () => {
  test('shows how many there are and where they end', () => {
    const { on, markdown } = hover('rail :');
    expect(on).toBe('rail');
    expect(markdown).toContain('| **link rail** | 128 links |');
    expect(row(markdown, 'from')).toBe('| from | `compute[c].dgx[d].nic[r]` |');
    expect(markdown).toContain('`port`: 16 used, 48 free on each');
    expect(row(markdown, 'rate')).toBe('| rate | 400 Gbps = 4 × 100 Gbps |');
  });

  test('shows length as a sum, reach and margin', () => {
    const { markdown } = hover('rail :');
    const [, total, legs] = /\| {2}\| ([\d.]+) m = (.*) \|/.exec(markdown) ?? [];
    const sum = [...(legs ?? '').matchAll(/([\d.]+) m /g)].reduce((all, [, metres]) => all + Number(metres), 0);
    expect(sum).toBeCloseTo(Number(total), 1);
    expect(row(markdown, 'longest')).toContain('`compute[0].dgx[0].nic[0]`');
    expect(row(markdown, 'reach')).toBe('| reach | 2 m |');
    expect(row(markdown, 'margin')).toContain('too far');
    expect(row(markdown, 'next lane rate')).toContain('200 Gbps: 1 m');
  });

  test('shows power, failures and price with their arithmetic, and marks estimates', () => {
    const { markdown } = hover('rail :');
    expect(row(markdown, 'power')).toContain('12.8 W = 128 links × 2 ends × 0.05 W');
    expect(row(markdown, 'removals')).toBe('| removals | 0.0056 a year = 128 links × 5 FIT × 8,766 h, estimate |');
    expect(row(markdown, 'price')).toMatch(/= 128 cables × [\d,]+ USD, estimate/);
    expect(row(markdown, 'would also do')).toContain('cables.Dr4_400G');
    expect(markdown).toContain('Source: NVIDIA');
  });

  test('is the same on its paths and on what joins them', () => {
    const { markdown } = hover('rail :');
    expect(hover('dgx[d].nic', 1)).toMatchObject({ on: 'dgx', markdown });
    expect(hover('-- network')).toMatchObject({ on: '--', markdown });
  });

  test('says what is missing', () => {
    const dark = hover('dark :').markdown;
    expect(row(dark, 'power')).toContain('unknown: the cable states no `power`');
    expect(row(dark, 'removals')).toContain('unknown: the cable states no `fit`');
    expect(row(dark, 'length')).toBe('| length | 1 m, stated |');
    expect(row(dark, 'reach')).toBeUndefined();
  });

  test('explains its index variables and words', () => {
    expect(hover('[d]', 1).markdown).toContain('| values | 0 to 1 |');
    expect(hover('via cables').markdown).toContain('**via**');
  });
});

describe('a part', () => {
  test('shows its figures with their source and how many there are', () => {
    const { on, markdown } = hover('nvidia.DgxH100', 8);
    expect(on).toBe('DgxH100');
    expect(row(markdown, 'power')).toBe('| power | 10.2 kW |');
    expect(row(markdown, 'mass')).toContain('estimate');
    expect(row(markdown, 'gpu')).toBe('| gpu | 8 × `nvidia.H100` |');
    expect(row(markdown, 'in Lab')).toBe('| in Lab | 16 |');
    expect(markdown).toContain('Source: ');
  });

  test('of cable shows its lane rate and the links that use it', () => {
    const { markdown } = hover('cables.Dac400G', 8);
    expect(row(markdown, 'lane rate')).toBe('| lane rate | 100 Gbps = 400 Gbps / 4 |');
    expect(row(markdown, 'in Lab')).toBe('| in Lab | 128 links |');
  });

  test('shows on its module what the module has', () => {
    expect(hover('nvidia.DgxH100').markdown).toContain('`DgxB200`');
    expect(hover('import nvidia', 7).on).toBe('nvidia');
  });
});

describe('a rack', () => {
  test('shows its power against what is usable', () => {
    const { markdown } = hover('rack Compute', 5);
    expect(markdown).toContain('20.4 kW = 2 × 10.2 kW `nvidia.DgxH100`');
    expect(row(markdown, 'usable')).toBe('| usable | 24 kW = (3 − 1 spare) × 12 kW × 100 % |');
    expect(row(markdown, 'left')).toBe('| left | 3.6 kW |');
  });

  test('shows height, heat, density and count, with what is unknown', () => {
    const { markdown } = hover('rack Compute', 5);
    expect(row(markdown, 'height')).toBe('| height | 16 U of 48 U = 2 × 8 U |');
    expect(row(markdown, 'heat to air')).toBe('| heat to air | 20.4 kW of 45 kW = 2 × 10.2 kW |');
    expect(row(markdown, 'density')).toBe('| density | 28.3 kW per m² = 20.4 kW / (600 mm × 1,200 mm) |');
    expect(row(markdown, 'mass')).toContain('(1 unknown)');
    expect(row(markdown, 'count')).toBe('| count | 8 |');
    expect(row(hover('rack Network', 5).markdown, 'usable')).toContain('unknown');
  });
});

describe('a derived number', () => {
  test('leads to the places of its inputs, in the file and in the catalog, with whose they are', () => {
    const power = row(hover('rail :').linked, 'power') ?? '';
    expect(power).toContain('[128 links](file:///lab.topo#L23,10 "links of rail")');
    expect(power).toMatch(/\[0\.05 W\]\(topo-catalog:\/cables\.topo#L\d+,3 "Dac400G\.power: NVIDIA, [^"]*"\)/);
    const usable = row(hover('rack Compute', 5).linked, 'usable') ?? '';
    expect(usable).toContain('[12 kW](file:///lab.topo#L7,11 "Compute.power.feed")');
  });

  test('is an estimate where one of its inputs is', () => {
    expect(row(hover('rail :').markdown, 'power')).not.toContain('estimate');
    expect(row(hover('rail :').markdown, 'price')).toContain(', estimate');
    expect(row(hover('rack Compute', 5).markdown, 'mass')).toContain(', estimate');
  });
});

describe('the whole', () => {
  test('fabric: tiers, bandwidth, bisection', () => {
    const { markdown } = hover('Rails');
    expect(row(markdown, 'links')).toBe('| links | 256 = 128 rail + 128 dark |');
    expect(row(markdown, 'power')).toBe('| power | ≥ 12.8 W (1 unknown) = 128 links × 2 ends × 0.05 W |');
    expect(row(markdown, 'tier 1')).toContain('16 × `nvidia.QM9700`');
    expect(row(markdown, 'per accelerator')).toBeDefined();
    expect(row(markdown, 'bisection, one way')).toBeDefined();
  });

  test('cluster: totals and what is closest to a limit', () => {
    const { markdown } = hover('cluster Lab', 8);
    expect(row(markdown, 'year')).toBe('| year | 2023 |');
    expect(row(markdown, 'accelerators')).toBe('| accelerators | 128 |');
    expect(row(markdown, 'racks')).toBe('| racks | 10 |');
    expect(row(markdown, 'closest limits')).toContain('reach of `rail`');
  });
});

describe('a text', () => {
  test('quantity: in the other units', () => {
    expect(hover('1200mm').markdown).toContain('| 1.2 m | metre |');
    expect(hover('400Gbps').markdown).toContain('| 50 GB/s |');
    expect(hover('48U').markdown).toContain('2.1336 m');
  });

  test('property: meaning, unit, default, value here', () => {
    const { markdown } = hover('feeds =');
    expect(markdown).toContain('| **feeds** | 3 |');
    expect(row(markdown, 'default')).toBe('| default | `1` |');
    expect(markdown).toContain('Number of feeds.');
  });

  test('word of a property, kind, block, constant, rule', () => {
    expect(hover('scale_out').markdown).toContain('value of `role`');
    expect(hover('rack Compute').markdown).toContain('| **rack** |');
    expect(hover('cooling').markdown).toContain('`air_capacity`');
    expect(hover('racks = 2').markdown).toContain('| **let racks** | 4 |');
    expect(hover('[racks]', 1).markdown).toContain('| **let racks** | 4 |');
    expect(hover('reach.copper').markdown).toContain('**reach.copper** (error)');
  });

  test('nothing on blanks, comments and punctuation', () => {
    expect(hover('/// Two')).toMatchObject({ on: '', markdown: '' });
    expect(hover('{ height')).toMatchObject({ on: '', markdown: '' });
  });
});

describe('a roadmap', () => {
  const text = readFileSync(join(import.meta.dirname, '../../examples/roadmap.topo'), 'utf8');
  const at = (needle: string, skip = 0): string => {
    const analysis = analyse(createProgram({ read: () => text }), 'file:///roadmap.topo');
    const offset = text.lastIndexOf(needle) + skip;
    return withoutLinks((analysis && hoverAt(analysis, offset)?.markdown) ?? '');
  };

  test('shows its entries, its steps, its own pace and the measured one', () => {
    const markdown = at('roadmap ', 8);
    expect(row(markdown, 'h100')).toMatch(/2022: scale-up 3,600 Gbps, scale-out 400 Gbps/);
    expect(markdown).toContain('scale-up ×2 in 2 years, ×2 asked at a doubling in 2 years |');
    expect(markdown).toContain('scale-out ×1 in 2 years, ×2 asked at a doubling in 2 years, **400 Gbps short** |');
    expect(row(markdown, 'its own, scale-out')).toBe('| its own, scale-out | doubles in 2 years: ×4 in 4 years |');
    expect(row(markdown, 'measured, scale-up')).toContain('doubles in 2.5 years (95 % 2.1–3.3)');
    expect(row(markdown, 'measured, scale-out')).toContain('doubles in 2 years (95 % 1.5–3.1)');
  });

  test('explains an entry on its name', () => {
    const markdown = at('gb200 ');
    expect(row(markdown, 'year')).toBe('| year | 2024 |');
    expect(row(markdown, 'scale-out trend')).toContain('2 years behind the trend = (2024 − 2022) − log2(');
    expect(row(markdown, 'measured, scale-out')).toBeDefined();
  });
});

test('every offset of the examples can be asked', () => {
  for (const name of ['first-look', 'gb200-row', 'roadmap', 'superpod-b200', 'tpu-v4']) {
    const text = readFileSync(join(import.meta.dirname, `../../examples/${name}.topo`), 'utf8');
    const analysis = analyse(createProgram({ read: () => text }), `${name}.topo`);
    if (!analysis) throw new Error(`${name} is not there`);
    for (let offset = 0; offset <= text.length; offset++) {
      const found = hoverAt(analysis, offset);
      expect(found === undefined || (found.span.start <= offset && offset < found.span.end)).toBe(true);
      expect(found?.markdown ?? '').not.toMatch(/undefined|NaN|\[object|Infinity/);
    }
  }
});
