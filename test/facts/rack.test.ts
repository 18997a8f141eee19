import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { rackHeat } from '../../server/facts/cooling/rack-heat.ts';
import { footprint, rackMass } from '../../server/facts/rack/mass.ts';
import { type RackRow, rackRows, racksUnder } from '../../server/facts/rack/rows.ts';
import { rackSpace } from '../../server/facts/rack/space.ts';
import { addUp, type Measure, totalOf } from '../../server/facts/totals.ts';
import type { Model } from '../../server/model/model.ts';
import type { Site } from '../../server/model/site.ts';
import { load } from './files.ts';

function open(text: string, name: string): { readonly model: Model; readonly rack: Site } {
  const { model, root } = load(text);
  const [rack] = racksUnder(model, root(name));
  if (!rack) throw new Error('there is no rack');
  return { model, rack };
}

describe('totals', () => {
  const total = (text: string, name: string, measure: Measure) => {
    const { model, root } = load(text);
    return totalOf(model, root(name).part, measure);
  };

  test('a stated value goes before the sum, and both are known', () => {
    const text = 'nic Nic { power = 20W }\nnode Box { power = 1kW  nic[3] : Nic }';
    expect(total(text, 'Box', 'power')).toMatchObject({
      known: 1_000_000,
      unknown: 0,
      stated: true,
      added: { known: 60_000, unknown: 0 },
    });
  });

  test('counts multiply down the tree', () => {
    const text =
      'nic Nic { power = 20W }\nnode Box { nic[3] : Nic }\nrack Rack { box[2, 2] : Box }\nrow Row { rack[5] : Rack }';
    expect(total(text, 'Row', 'power')).toMatchObject({ known: 5 * 4 * 3 * 20_000, unknown: 0, stated: false });
  });

  test('a missing figure is one unknown, however many instances lack it; none of a part lacks nothing', () => {
    const text = 'nic Nic {}\nnode Box { nic[8] : Nic }\nrack Rack { box[4] : Box  none[0] : Box }';
    expect(total(text, 'Rack', 'power')).toMatchObject({ known: 0, unknown: 1 });
    expect(total('rack Rack {}', 'Rack', 'power')).toMatchObject({ known: 0, unknown: 0 });
    expect(total('node Box {}', 'Box', 'power')).toMatchObject({ known: 0, unknown: 1 });
  });

  test('a value that cannot be read, a type or a size that is not known are unknown', () => {
    expect(total('node Box { power = 3kg }', 'Box', 'power')).toMatchObject({ known: 0, unknown: 1, stated: true });
    expect(total('rack Rack { box : Nothing }', 'Rack', 'power')).toMatchObject({ known: 0, unknown: 1 });
    const unsized = 'node Box { power = 1W }\nrack Rack { box[many] : Box }';
    expect(total(unsized, 'Rack', 'power')).toMatchObject({ known: 0, unknown: 1 });
  });

  test('a type that contains itself is unknown and ends', () => {
    const text = 'node Box { nic : Nic  box : Box }\nnic Nic { power = 20W }';
    expect(total(text, 'Box', 'power')).toMatchObject({ known: 20_000, unknown: 1 });
  });

  test('a sensor draws nothing, a power shelf its loss', () => {
    const text = `sensor Rope { type = rope }
shelf Shelf { rating = 33kW  loss = 800W }
rack Rack { rope[4] : Rope  shelf[2] : Shelf }`;
    expect(total(text, 'Rack', 'power')).toMatchObject({ known: 1_600_000, unknown: 0 });
  });

  test('money adds up over members', () => {
    const text = 'nic Nic { price = 12.5USD }\nnode Box { nic[8] : Nic }';
    expect(total(text, 'Box', 'price')).toMatchObject({ known: 10_000, unknown: 0 });
  });

  test('nothing adds up to nothing', () => {
    expect(addUp([])).toEqual({ known: 0, unknown: 0 });
  });
});

describe('mass', () => {
  test('that of a rack is the empty one, and is added', () => {
    const { model, rack } = open('node Box { mass = 20kg }\nrack Rack { mass = 100kg  box[4] : Box }', 'Rack');
    expect(rackMass(model, rack)).toMatchObject({ known: 180e9, unknown: 0, contents: { known: 80e9, unknown: 0 } });
    const bare = open('node Box { mass = 20kg }\nrack Rack { box[4] : Box }', 'Rack');
    expect(rackMass(bare.model, bare.rack)).toMatchObject({
      known: 80e9,
      unknown: 1,
      contents: { known: 80e9, unknown: 0 },
    });
  });

  test('the footprint needs a depth', () => {
    const box = 'node Box { power = 9kW }';
    const known = open(`${box}\nrack Rack { frame { depth = 1200mm } box : Box }`, 'Rack');
    expect(footprint(known.model, known.rack)).toMatchObject({ width: 600_000, depth: 1_200_000, squareMetres: 0.72 });
    expect(footprint(known.model, known.rack)?.wattsPerSquareMetre).toBeCloseTo(12_500);
    const unknown = open(`${box}\nrack Rack { box : Box }`, 'Rack');
    expect(footprint(unknown.model, unknown.rack)).toBeUndefined();
  });
});

describe('heat', () => {
  const heat = (cooling: string) => {
    const text = `node Wet { power = 10kW  liquid_fraction = 87% }
switch Dry { power = 500W }
node Silent {}
rack Rack { ${cooling} wet[4] : Wet  dry[2] : Dry  silent : Silent }`;
    const { model, rack } = open(text, 'Rack');
    const { type, air, liquid, toPlates } = rackHeat(model, rack);
    return [type, air.power / 1e6, air.unknown, liquid.power / 1e6, liquid.unknown, toPlates.power / 1e6];
  };

  test.each([
    ['', [undefined, 6.2, 1, 34.8, 0, 34.8]],
    ['cooling {}', ['air', 41, 1, 0, 0, 34.8]],
    ['cooling { type = rear_door }', ['rear_door', 41, 1, 0, 0, 34.8]],
    ['cooling { type = liquid }', ['liquid', 6.2, 1, 34.8, 0, 34.8]],
    ['cooling { type = immersion }', ['immersion', 0, 0, 41, 1, 34.8]],
    ['cooling { type = wind }', [undefined, 6.2, 1, 34.8, 0, 34.8]],
  ])('%s', (cooling, expected) => {
    expect(heat(cooling)).toEqual(expected);
  });
});

describe('space', () => {
  const space = (body: string) => {
    const { model, rack } = open(`node Box { height = 2U }\nnode Open {}\nrack Rack { ${body} }`, 'Rack');
    const { used, free, above, clashes, unit, placed } = rackSpace(model, rack);
    const units = (length: number) => Math.round(length / 44_450);
    return {
      used: units(used.known),
      unknown: used.unknown,
      free: free === undefined ? undefined : units(free),
      above: above.length,
      clashes: clashes.map(({ lower, upper, shared }) => [lower.member.name, upper.member.name, units(shared)]),
      unit,
      placed: placed.map(({ member, start }) => [member.name, units(start)]),
    };
  };

  test('devices stack in the order written, behind one that is put elsewhere', () => {
    expect(space('frame { height = 42U } a[3] : Box  b : Box { at = 20U }  c : Box')).toEqual({
      used: 10,
      unknown: 0,
      free: 32,
      above: 0,
      clashes: [],
      unit: 'U',
      placed: [
        ['a', 0],
        ['b', 20],
        ['c', 22],
      ],
    });
  });

  test('a device without a height, or of no known type, hides the place of what stands on it', () => {
    const found = space('frame { height = 4U } a : Box  b : Open  c : Box  d : Box { at = 3U }  e : Nothing  f : Box');
    expect(found).toMatchObject({
      used: 8,
      unknown: 2,
      free: undefined,
      above: 1,
      placed: [
        ['a', 0],
        ['d', 3],
      ],
    });
  });

  test('every pair in one place is a clash', () => {
    expect(space('a[2] : Box  b : Box { at = 1U }  c : Box { at = 2U }').clashes).toEqual([
      ['a', 'b', 2],
      ['a', 'c', 2],
      ['b', 'c', 1],
    ]);
  });

  test('a frame of OpenU is told in OpenU', () => {
    expect(space('frame { height = 44OU }').unit).toBe('OU');
    expect(space('frame { height = 48U }').unit).toBe('U');
    expect(space('').unit).toBe('U');
  });
});

describe('racks of the examples', () => {
  const rows = (name: string, cluster: string): readonly RackRow[] => {
    const text = readFileSync(new URL(`../../examples/${name}.topo`, import.meta.url), 'utf8');
    const { model, root } = load(text);
    return rackRows(model, root(cluster));
  };

  test('SuperPOD: two DGX B200 of 14.3 kW in a rack, eight leaves with 64 modules of 8.5 W each', () => {
    const [compute, leaves] = rows('superpod-b200', 'Su4');
    expect(compute).toMatchObject({ type: 'Compute', count: 64, power_w: 28_600, usable_w: 34_480, units_used: 20 });
    expect(compute).toMatchObject({ air_heat_w: 28_600, liquid_heat_w: 0, units: 48 });
    expect(leaves).toMatchObject({ type: 'Leaves', count: 4, power_w: 8 * (1176 + 64 * 8.5), units_used: 8 });
  });

  test('GB200 NVL72: 132 kW, most of it to liquid; what is not known is null', () => {
    const [nvl] = rows('gb200-row', 'Unit');
    expect(nvl).toMatchObject({ path: 'row.nvl', type: 'nvidia.Nvl72', count: 8, units: 48, units_used: 35 });
    expect(nvl?.power_w).toBeCloseTo(132_000, -3);
    expect((nvl?.liquid_heat_w ?? 0) + (nvl?.air_heat_w ?? 0)).toBe(nvl?.power_w);
    const [silent] = rows('tpu-v4', 'TpuV4Pod');
    expect(silent).toMatchObject({ count: 64, usable_w: null, units_used: null, units: null, mass_kg: null });
  });
});
