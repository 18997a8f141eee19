import { beforeAll, describe, expect, test } from 'vitest';
import { bundleCommand, folderWith, runCommand } from './command.ts';

/** What the command line says of a GB200 NVL72: its counts, and its limits where a site or a change of its power meets them. */

interface Finding {
  readonly rule: string;
  readonly severity: string;
  readonly message: string;
}

const command = { bundle: '' };
beforeAll(async () => {
  command.bundle = await bundleCommand();
});

/** A row with an NVL72 whose body overrides the catalog, in a hall. */
function nvl72(override = '', hall = ''): string {
  return `import nvidia
row Line { nvl : nvidia.Nvl72 { ${override} } }
hall Site { ${hall}  line : Line }
cluster Domain { site : Site }
`;
}

function json(subcommand: string, text: string) {
  const { stdout } = runCommand(command.bundle, [subcommand, '--format', 'json', '-'], folderWith({}), text);
  return JSON.parse(stdout).files[0];
}

function errorsOf(text: string): readonly Finding[] {
  const { findings }: { findings: readonly Finding[] } = json('check', text);
  return findings.filter(({ severity }) => severity === 'error');
}

function rulesOf(text: string): readonly string[] {
  return errorsOf(text).map(({ rule }) => rule);
}

test('72 GPUs and 18 NVSwitch chips in one NVLink domain', () => {
  const { counts, fabrics } = json('report', nvl72()).clusters[0];
  expect(counts.accelerator).toEqual({ total: 72, by_type: { 'nvidia.GB200': 72 } });
  expect(counts.switch.total).toBe(0);
  expect(counts.switch_chip).toEqual({ total: 18, by_type: { 'nvidia.NvLink5Switch': 18 } });
  const [spine] = fabrics;
  expect(spine.links.map(({ name, count }: { name: string; count: number }) => [name, count])).toEqual([
    ['spine', 72 * 18],
  ]);
  expect(spine.per_accelerator_bps).toBe(18 * 400e9);
  // 64.8 TB/s each way, which NVIDIA adds to 130 TB/s.
  expect(spine.injection_bps).toBe(64.8e12 * 8);
});

test('as it is sold, nothing is wrong with it', () => {
  expect(rulesOf(nvl72())).toEqual([]);
  expect(rulesOf(nvl72('', 'cooling { type = liquid  capacity = 1MW }'))).toEqual([]);
});

describe('air does not cool it', () => {
  test('in an air-cooled hall, whatever its capacity', () => {
    for (const cooling of ['cooling { type = air }', 'cooling { type = air  capacity = 1MW }']) {
      const [error, ...others] = errorsOf(nvl72('', cooling));
      expect(others).toEqual([]);
      expect(error?.rule).toBe('cooling.cdu');
      expect(error?.message).toContain('114.79 kW');
    }
  });

  test('as an air-cooled rack', () => {
    const [error] = errorsOf(nvl72('cooling { type = air  capacity = 45kW }'));
    expect(error?.rule).toBe('cooling.capacity');
    expect(error?.message).toMatch(/131\.94 kW .*45 kW/);
  });
});

describe('its power', () => {
  const shelves = (count: number): string =>
    `power { voltage = 48V  shelf_spare = 1 } shelf[${count}] : Shelf  shelf Shelf { rating = 33kW  voltage = 48V }`;

  test('a busbar of 48 V carries it with 131.94 kW / 48 V = 2,748.75 A', () => {
    expect(rulesOf(nvl72('power { voltage = 48V  busbar = 2748.75A }'))).toEqual([]);
    const [error, ...others] = errorsOf(nvl72('power { voltage = 48V  busbar = 2748.749A }'));
    expect(others).toEqual([]);
    expect(error?.rule).toBe('density.busbar');
    expect(error?.message).toMatch(/2,748\.75 A at 48 V.*2,748\.749 A/);
  });

  test('of shelves of 33 kW with one to spare, five carry it and four do not', () => {
    expect(rulesOf(nvl72(shelves(5)))).toEqual([]);
    const [error, ...others] = errorsOf(nvl72(shelves(4)));
    expect(others).toEqual([]);
    expect(error?.rule).toBe('density.shelf');
    expect(error?.message).toMatch(/131\.94 kW load \(2,748\.75 A at 48 V\), 99 kW from 3 shelves with 1 out/);
  });
});
