import { expect, test } from 'vitest';
import { analyse } from '../../server/checks/analyse.ts';
import { withoutLinks } from '../../server/ide/hover/markdown.ts';
import { hoverAt } from '../../server/ide/hover.ts';
import { createProgram } from '../../server/model/program.ts';

const hall = `import nvidia
import cables

rack Wet : nvidia.Nvl72 {
  power { voltage = 48V  shelf_spare = 1 }
  frame { channel = 5000mm2 }
}

rack Network {
  frame { height = 48U  channel = 1000mm2 }
  leaf[2] : nvidia.QM9700
}

shelf Large { rating = 60kW  voltage = 54V }
shelf Small { rating = 30kW  voltage = 54V }
node Tray { height = 1U  power = 10kW }
rack Mixed {
  power { shelf_spare = 1 }
  large : Large
  small[3] : Small
  tray[10] : Tray
}

hall Hall {
  floor { load = 12kPa }
  row Row {
    wet[4] : Wet
    network : Network
    mixed : Mixed
    fabric Rails {
      role = scale_out
      link rail : wet[w].tray[t].nic[0] -- network.leaf[0] via cables.Dac400G
    }
  }
  row[2] : Row
}

cluster Lab { hall : Hall }
`;

/** The table of the hover on a rack’s name, its links to places left out. */
function rows(name: string): ReadonlyMap<string, string> {
  const analysis = analyse(createProgram({ read: () => hall }), 'file:///hall.topo');
  const found = analysis && hoverAt(analysis, hall.indexOf(`rack ${name}`) + 'rack '.length);
  const lines = withoutLinks(found?.markdown ?? '').split('\n');
  const cells = lines.flatMap((line) => {
    const [, label, value] = /^\| (.+?) \| (.*) \|$/.exec(line) ?? [];
    return label !== undefined && value !== undefined ? [[label, value] as const] : [];
  });
  return new Map(cells);
}

test('shelves with the spare one out, and the current at the voltage of the busbar', () => {
  const wet = rows('Wet');
  expect(wet.get('shelves')).toBe('231 kW = (8 − 1 spare) × 33 kW');
  expect(wet.get('current')).toBe('2,748.75 A of 2,900 A = 131.94 kW / 48 V, estimate');
});

test('different shelves lose the largest, and give their voltage', () => {
  const mixed = rows('Mixed');
  expect(mixed.get('shelves')).toBe('90 kW = 1 × 60 kW + 3 × 30 kW − the 1 largest');
  expect(mixed.get('left')).toBeUndefined();
  expect(mixed.get('over')).toBe('**10 kW**');
  expect(mixed.get('current')).toBe('1,851.85 A = 100 kW / 54 V');
});

test('the floor, with half of the aisles', () => {
  expect(rows('Wet').get('floor')).toMatch(
    /^≥ 10\.25 kPa of 12 kPa = ≥ 1,360 kg \(3 unknown\) × 9\.81 m\/s² \/ \(600 mm × \(1,068 mm \+ \(1\.2 m \+ 1 m\) \/ 2\)\)/,
  );
  expect(rows('Network').get('floor')).toBeUndefined();
});

test('the cables that leave, their bulk, and the channel that they need', () => {
  const network = rows('Network');
  expect(network.get('links that leave')).toBe('72');
  expect(network.get('bulk of cables')).toBe('2,389 mm² = 72 cables × π / 4 × (6.5 mm)²');
  expect(network.get('channel needed')).toBe('5,973 mm² of 1,000 mm2 = 2,389 mm² / 40 %, estimate');
  expect(rows('Wet').get('links that leave')).toBe('18');
});

test('what is not known is left out', () => {
  const network = rows('Network');
  expect(network.get('shelves')).toBeUndefined();
  expect(network.get('current')).toBeUndefined();
});
