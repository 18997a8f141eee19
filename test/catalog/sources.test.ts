import { describe, expect, test } from 'vitest';
import { modules } from '../../server/catalog/modules.ts';
import { analyse } from '../../server/checks/analyse.ts';
import { createModel, type Model } from '../../server/model/model.ts';
import type { Part } from '../../server/model/part.ts';
import { createProgram } from '../../server/model/program.ts';
import { kinds } from '../../server/schema/kinds.ts';

const program = createProgram({ read: () => undefined });

/** The names of all properties of all kinds. */
const properties: ReadonlySet<string> = new Set(
  [...kinds.values()].flatMap((kind) =>
    [kind, ...kind.blocks.values()].flatMap((schema) => [...schema.properties.keys()]),
  ),
);

describe.each([...modules.keys()])('%s', (name) => {
  const location = `topo-catalog:/${name}.topo`;

  test('is without errors and warnings', () => {
    const findings = analyse(program, location)?.findings ?? [];
    const grave = findings.filter(({ severity }) => severity === 'error' || severity === 'warning');
    expect(grave.map(({ rule, message }) => `${rule}: ${message}`)).toEqual([]);
  });

  const model = createModel(program);
  const parts = partsOf(model, location);

  test('names the source of each part', () => {
    expect(parts.length).toBeGreaterThan(0);
    expect(withoutSource(model, parts)).toEqual([]);
  });

  test('says of each part in a sentence what it is', () => {
    const without = parts.filter(({ declaration }) => !/[.:]$/.test(declaration.doc ?? ''));
    expect(without.map((part) => part.name)).toEqual([]);
  });

  test('names parts as makers do, without a lower-case start or an odd underscore', () => {
    const odd = parts.filter(({ name }) => !/^[A-Z][A-Za-z0-9]*(_[A-Za-z0-9]+)*$/.test(name));
    expect(odd.map((part) => part.name)).toEqual([]);
  });

  test('calls estimates only figures that a part of it has', () => {
    expect(parts.flatMap((part) => strangeEstimates(model, part))).toEqual([]);
  });
});

test('a part without a source is refused', () => {
  const text = 'nic Known { source = "a manual" }\nnic Empty { source = "" }\nnic Unknown { power = 25W }';
  const planted = createModel(createProgram({ read: () => text }));
  expect(withoutSource(planted, partsOf(planted, '/planted.topo'))).toEqual(['Empty', 'Unknown']);
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

/** Every part that a file declares. */
function partsOf(model: Model, location: string): readonly Part[] {
  const source = model.program.source(location);
  const scope = source && model.scopeOf(source);
  return [...(source?.types.values() ?? [])].flatMap((declaration) =>
    scope ? (model.partOf({ declaration, scope }) ?? []) : [],
  );
}

function withoutSource(model: Model, parts: readonly Part[]): readonly string[] {
  return parts.filter((part) => (model.values.any(part, 'source') ?? '') === '').map((part) => part.name);
}

/** Properties that a source calls estimates and that neither the part nor what is in it states: left over from another part. */
function strangeEstimates(model: Model, part: Part): readonly string[] {
  const source = String(model.values.any(part, 'source') ?? '');
  const start = source.lastIndexOf('estimate:');
  const named =
    start > 0
      ? source
          .slice(start)
          .replaceAll(/\([^)]*\)/g, '')
          .match(/\b[a-z_]+\b/g)
      : [];
  const stated = statedIn(part);
  return (named ?? [])
    .filter((word) => properties.has(word) && !stated.has(word))
    .map((word) => `${part.name}: ${word}`);
}

/** The names of all that a part and its blocks, ports, members and links state. */
function statedIn(part: Part): ReadonlySet<string> {
  const links = [part, ...part.fabrics].flatMap((each) => each.links.flatMap((link) => link.settings ?? []));
  const within = [...part.blocks.values(), ...part.ports.map((group) => group.part), ...links];
  const members = part.members.flatMap((member) => [member.name, ...(member.part?.properties.keys() ?? [])]);
  const own = [part, ...within].flatMap((each) => [...each.properties.keys()]);
  return new Set([...own, ...members, ...part.ports.map((group) => group.name)]);
}
