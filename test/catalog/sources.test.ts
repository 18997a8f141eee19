import { describe, expect, test } from 'vitest';
import { modules } from '../../server/catalog/modules.ts';
import { analyse } from '../../server/checks/analyse.ts';
import { createModel } from '../../server/model/model.ts';
import { createProgram } from '../../server/model/program.ts';

const program = createProgram({ read: () => undefined });

describe.each([...modules.keys()])('%s', (name) => {
  const location = `topo-catalog:/${name}.topo`;

  test('is without errors and warnings', () => {
    const findings = analyse(program, location)?.findings ?? [];
    const grave = findings.filter(({ severity }) => severity === 'error' || severity === 'warning');
    expect(grave.map(({ rule, message }) => `${rule}: ${message}`)).toEqual([]);
  });

  test('names the source of each part', () => {
    const source = program.source(location);
    const model = createModel(program);
    const scope = source && model.scopeOf(source);
    const parts = [...(source?.types.values() ?? [])].flatMap((declaration) =>
      scope ? (model.partOf({ declaration, scope }) ?? []) : [],
    );
    expect(parts.length).toBeGreaterThan(0);
    const without = parts.filter((part) => (model.values.any(part, 'source') ?? '') === '');
    expect(without.map((part) => part.name)).toEqual([]);
  });
});

test('the names that files rely on are there', () => {
  const names = (module: string): readonly string[] => [
    ...(program.source(`topo-catalog:/${module}.topo`)?.types.keys() ?? []),
  ];
  expect(names('nvidia')).toEqual(
    expect.arrayContaining(
      [
        'A100',
        'H100',
        'H200',
        'B200',
        'GB200',
        'GB300',
        'Rubin',
        'HgxH100',
        'DgxH100',
        'DgxB200',
        'DgxB300',
        'Nvl72',
      ].concat(['QM9700', 'Q3400', 'SN5600', 'ConnectX7', 'ConnectX8']),
    ),
  );
  expect(names('cables')).toEqual(
    expect.arrayContaining([
      'Dac400G',
      'DacSplit400G',
      'Acc400G',
      'Aec400G',
      'Sr4_400G',
      'Dr4_400G',
      'Dac100G',
      'Dac200G',
      'Dac800G',
    ]),
  );
});
