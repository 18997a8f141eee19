import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';

const folder = join(import.meta.dirname, '../../examples');
const examples = globSync('*.topo', { cwd: folder })
  .sort()
  .map((name) => readFileSync(join(folder, name), 'utf8'));

/** Pieces that make texts which look like the language, and run into each other. */
const pieces = [
  ...[
    'import ',
    'nvidia',
    'cables',
    '"./x.topo"',
    ' as ',
    'cluster ',
    'hall ',
    'row ',
    'rack ',
    'node ',
    'switch ',
    'port ',
    'cable ',
  ],
  ...[
    'fabric ',
    'policy ',
    'roadmap ',
    'workload ',
    'let ',
    'link ',
    'allow ',
    'A',
    'B',
    'a',
    'b',
    'power ',
    'frame ',
    'cooling ',
    'role',
    'scale_out',
  ],
  ...[
    ' { ',
    ' }',
    '[',
    ']',
    '(',
    ')',
    ' : ',
    ' = ',
    ' -- ',
    ' via ',
    ' where ',
    '..',
    '*',
    ', ',
    '.',
    ' + ',
    ' / ',
    ' % ',
    ' < ',
    ' and ',
    'not ',
  ],
  ...[
    '0',
    '1',
    '4',
    '65536',
    '99999999999999999999',
    '2.5',
    '400Gbps',
    '3m',
    '48U',
    '10%',
    '2 m',
    'true',
    'air',
    '"text',
    '"text"',
  ],
  ...[
    '// ',
    '/* ',
    ' */',
    '/// ',
    '\n',
    '\r\n',
    '\t',
    ' ',
    'nvidia.DgxH100',
    'cables.Dac400G',
    'reach.copper',
    '😀',
    '\u0000',
    '\ud800',
  ],
];

/** A text that is put together at random. */
export const randomText = fc
  .array(fc.constantFrom(...pieces), { maxLength: 80, size: 'max' })
  .map((all) => all.join(''));

/** An example in which some stretches are replaced: by nothing, a piece, or a stretch of another place. */
export const editedExample = fc
  .tuple(
    fc.constantFrom(...examples),
    fc.array(fc.tuple(fc.nat(), fc.nat({ max: 60 }), fc.oneof(fc.constant(''), fc.constantFrom(...pieces), fc.nat())), {
      minLength: 1,
      maxLength: 6,
    }),
  )
  .map(([text, edits]) => edits.reduce(edited, text));

function edited(text: string, [at, length, by]: readonly [number, number, string | number]): string {
  const start = at % (text.length + 1);
  const from = typeof by === 'number' ? by % (text.length + 1) : 0;
  const inserted = typeof by === 'number' ? text.slice(from, from + length) : by;
  return text.slice(0, start) + inserted + text.slice(start + length);
}
