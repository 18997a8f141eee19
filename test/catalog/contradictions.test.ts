import { describe, expect, test } from 'vitest';
import { modules } from '../../server/catalog/modules.ts';
import { createModel } from '../../server/model/model.ts';
import { createProgram } from '../../server/model/program.ts';
import { contradictions, gaugeContradictions } from './contradictions.ts';

/** What contradicts itself in one file. */
function contradictionsIn(location: string, text?: string): readonly string[] {
  const program = createProgram({ read: () => text });
  const source = program.source(location);
  const model = createModel(program);
  const scope = source && model.scopeOf(source);
  const parts = [...(source?.types.values() ?? [])].flatMap((declaration) =>
    scope ? (model.partOf({ declaration, scope }) ?? []) : [],
  );
  const cables = parts.filter((part) => part.kind === 'cable');
  return [...parts.flatMap((part) => contradictions(model, part)), ...gaugeContradictions(model, cables)];
}

test.each([...modules.keys()])('%s does not contradict itself', (name) => {
  expect(contradictionsIn(`topo-catalog:/${name}.topo`)).toEqual([]);
});

describe('a planted contradiction is found', () => {
  test.each([
    ['accelerator G { port p[18] { rate = 900Gbps  lanes = 2 } }', 'G: p: 900000 Mbps / 2 lanes is no lane rate'],
    ['nic N { port p { rate = 400Gbps  lanes = 4  signalling = NRZ } }', '4 lanes is no lane rate of NRZ'],
    ['nic N { port p { rate = 100Gbps  lanes = 4  signalling = PAM4 } }', '4 lanes is no lane rate of PAM4'],
    ['nic N { port p { rate = 800Gbps  lanes = 8  cage = QSFP112 } }', 'N: p: QSFP112 has 4 lanes, not 1 × 8'],
    ['nic N { port p { rate = 800Gbps  lanes = 4  cage = QSFP112 } }', 'N: p: QSFP112 has no lanes of 200000 Mbps'],
    ['switch S { port p[4] { rate = 400Gbps  lanes = 4  cage = OSFP  per_cage = 4 } }', 'OSFP has 8 lanes, not 4 × 4'],
    ['switch S { port p { rate = 100Gbps  lanes = 4  cage = QSFP28  cage_power = 11W } }', '11 W are too much'],
    [
      'switch S { capacity = 51.2Tbps  port p[64] { rate = 400Gbps  lanes = 4 } }',
      'S: ports add up to 25600000 Mbps, capacity is 51200000 Mbps',
    ],
    ['accelerator G { year = 2022  hbm { capacity = 141GB  stacks = 5 } }', 'G: 5 stacks of 2022 do not hold 141 GB'],
    [
      'accelerator G { year = 2022  hbm { bandwidth = 4.8TB/s  stacks = 5 } }',
      '5 stacks of 2022 do not give 4800 GB/s',
    ],
    ['cable C { medium = copper  rate = 400Gbps  lanes = 3 }', 'C: 400000 Mbps / 3 lanes is no lane rate'],
    ['cable C { medium = smf  rate = 400Gbps  lanes = 4  host_lanes = [3, 4] }', '3 lanes is no lane rate'],
    ['cable C { medium = copper  rate = 400Gbps  lanes = 4  carries = 4  plug = [OSFP, QSFP112] }', 'not 4 × 4'],
    ['cable C { medium = copper  reach = 2m  lengths = [1m, 3m] }', 'C: is sold longer than its reach'],
    ['cable C { medium = copper  lengths = [2m, 1m] }', 'C: lengths do not rise'],
    ['cable C { medium = copper  diameter = 8mm  bend_radius = 39.9mm }', 'bends to less than 5 times its diameter'],
    [
      'cable C { medium = copper  awg = 26  diameter = 6mm }\ncable D { medium = copper  awg = 30  diameter = 6.5mm }',
      'C: AWG 26 is thinner than AWG 30 of D',
    ],
    ['accelerator G { power = 700W }\nnode N { power = 5.5kW  gpu[8] : G }', 'N: power is less than that of its parts'],
    ['switch S { mass = 20kg }\nnode N { mass = 19kg  chip : S }', 'N: mass is less than that of its parts'],
    ['node N { liquid_fraction = 101% }', 'N: more than all its heat goes into liquid'],
    ['node N { power = 15kW }\nrack R { power { voltage = 50V  busbar = 299A }  n : N }', 'R: its busbar is too small'],
    ['node N { power = 67kW }\nshelf S { rating = 33kW }\nrack R { s[2] : S  n : N }', 'R: its shelves are too small'],
    ['shelf S { rating = 33kW  voltage = 50V }\nrack R { power { voltage = 800V }  s : S }', 'have another voltage'],
    [
      'node N { mass = 101kg }\nrack R { frame { load = 100kg }  n : N }',
      'R: its frame does not bear what stands in it',
    ],
    ['cdu C { rating = 200kW  flow = 100L/min }', 'C: 0.5 L/min per kW cool nothing'],
  ])('%s', (text, message) => {
    const found = contradictionsIn('/planted.topo', text);
    expect(found).toHaveLength(1);
    expect(found[0]).toContain(message);
  });
});
