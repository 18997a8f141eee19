import { expect, test } from 'vitest';
import { parse } from '../../grammar/parser.ts';
import { print } from './print.ts';

/** The tree of a text without faults. */
function read(text: string): string {
  const { file, faults } = parse(text);
  expect(faults).toEqual([]);
  return print(file.statements);
}

test('an empty file', () => {
  for (const text of ['', '\uFEFF', '\n\n', '// topo', '/* a\nb */']) expect(read(text)).toBe('');
});

test('imports', () => {
  expect(read('import nvidia\nimport "./site.topo" as site\nimport as as as')).toBe(
    'import nvidia  import "./site.topo" as site  import as as as',
  );
});

test('declarations', () => {
  expect(read('rack A {}\nrack B : x.A { port down[2 * n] {} }\npolicy { }')).toBe(
    'rack A {}  rack B : x.A { port down[(2 * n)] {} }  policy {}',
  );
});

test('members, properties, constants, blocks and waivers', () => {
  expect(read('rack A { dgx[4, n] : nvidia.Dgx { x = 1 } power { feed = 2.5kW } let u = 3 allow a.b "c" }')).toBe(
    'rack A { dgx[4, n] : nvidia.Dgx { x = 1 }  power { feed = 2.5kW }  let u = 3  allow a.b "c" }',
  );
});

test('links', () => {
  const link = 'link up[2] : a[i].b[0..3, *] -- c[(i + 1) % 4].d via x.Dac where i < 3 and not i == 1 { length = 2m }';
  expect(read(`row A { ${link} }`)).toBe(
    'row A { link up[2] : a[i].b[0..3, *] -- c[((i + 1) % 4)].d via x.Dac where ((i < 3) and (not (i == 1))) { length = 2m } }',
  );
});

test('a keyword is a name wherever a name may stand', () => {
  const text = 'row A { port : port let = 1 link[2] : via via { x = 1 } import = as where : where true = true or = 1 }';
  expect(read(text)).toBe(
    'row A { port : port  let = 1  link[2] : via  via { x = 1 }  import = as  where : where  true = <true>  or = 1 }',
  );
  expect(read('row A { link via : via -- where via via where where < 1 where = 1 }')).toBe(
    'row A { link via : via -- where via via where (where < 1)  where = 1 }',
  );
});

test('lines and blanks have no meaning', () => {
  const lines = 'rack\nA\n:\nB\n{\ndgx\n[\n4\n]\n:\nC\nx\n=\n1\n+\n2\nlink\ny\n:\na\n--\nb\nvia\nD\nwhere\nc\n<\n2\n}';
  const tree = 'rack A : B { dgx[4] : C  x = (1 + 2)  link y : a -- b via D where (c < 2) }';
  expect(read(lines)).toBe(tree);
  expect(read(lines.replaceAll('\n', ' '))).toBe(tree);
  expect(read(lines.replaceAll('\n', '\r\n'))).toBe(tree);
  expect(read(lines.replaceAll('\n', '\n// }\n'))).toBe(tree);
});

test.each([
  ['1 + 2 * 3 - 4', '((1 + (2 * 3)) - 4)'],
  ['(1 + 2) * 3', '((1 + 2) * 3)'],
  ['8 / 4 / 2', '((8 / 4) / 2)'],
  ['-a * -b', '((- a) * (- b))'],
  ['- -1', '(- (- 1))'],
  ['7%4', '(7 % 4)'],
  ['10%', '10%'],
  ['10% * 2', '(10% * 2)'],
  ['a or b and c', '(a or (b and c))'],
  ['not a == b and c', '((not (a == b)) and c)'],
  ['not not a', '(not (not a))'],
  ['a + 1 <= b', '((a + 1) <= b)'],
  ['(a < b) == (c < d)', '((a < b) == (c < d))'],
  ['1_000.5Gbps', '1000.5Gbps'],
  ['3m3/h', '3m3/h'],
  ['2 m', '2~m'],
  ['true', '<true>'],
  ['true.x', 'true.x'],
  ['[]', '[]'],
  ['[OSFP, "b", [1, 2m]]', '[OSFP, "b", [1, 2m]]'],
  ['"a \\"b\\" \\\\ \\n"', JSON.stringify('a "b" \\ \n')],
])('the value %s', (written, tree) => {
  expect(read(`rack A { x = ${written} }`)).toBe(`rack A { x = ${tree} }`);
});

test('documentation is the run of lines directly above', () => {
  expect(
    read('/// no\n\n/// One.\n///  Two.\nrack A { // no\n  /// Three.\n  x = 1 /// no\n  //// no\n  y = 2\n}'),
  ).toBe('/// "One.\\n Two." rack A { /// "Three." x = 1  y = 2 }');
  expect(read('/// One.\r\n/// Two.\r\nlet a = 1')).toBe('/// "One.\\nTwo." let a = 1');
});

test('spans', () => {
  const text = 'rack A { dgx[4] : n.D  x = (1 + 2) * 3 }';
  const [rack] = parse(text).file.statements;
  if (rack?.node !== 'declaration') throw new Error('no declaration');
  const [dgx, x] = rack.body?.statements ?? [];
  if (dgx?.node !== 'member' || x?.node !== 'property' || x.value.node !== 'binary') throw new Error('no statements');
  const written = [rack, rack.name, rack.body, dgx, dgx.type, x, x.value, x.value.left].map((node) =>
    text.slice(node?.start, node?.end),
  );
  expect(written).toEqual([
    text,
    'A',
    '{ dgx[4] : n.D  x = (1 + 2) * 3 }',
    'dgx[4] : n.D',
    'n.D',
    'x = (1 + 2) * 3',
    '(1 + 2) * 3',
    '1 + 2',
  ]);
});
