import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Analysis, analyse } from '../../server/checks/analyse.ts';
import { createProgram, type SourceCache } from '../../server/model/program.ts';

/** fast-check prints it with the failing text. */
const SEED = 20_240_318;
const RUNS = 400;
/** One analysis of such short texts takes some milliseconds; a busy machine may take much longer, but not that long. */
const LONGEST_MS = 5000;
const TIME_LIMIT = 300_000;

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

const randomText = fc.array(fc.constantFrom(...pieces), { maxLength: 80, size: 'max' }).map((all) => all.join(''));

/** An example in which some stretches are replaced: by nothing, a piece, or a stretch of another place. */
const editedExample = fc
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

/** Files of the catalog are parsed once. */
const parsed: SourceCache = new Map();

describe(`whatever is written is analysed (seed ${SEED})`, () => {
  test('random text', { timeout: TIME_LIMIT }, () => assertSound(randomText));
  test('random edits of the examples', { timeout: TIME_LIMIT }, () => assertSound(editedExample));
});

/** No analysis throws or takes long, and what it tells stands in the text on one line. */
function assertSound(texts: fc.Arbitrary<string>): void {
  fc.assert(
    fc.property(texts, (text) => {
      const started = performance.now();
      const analysis = analysed(text);
      expect(performance.now() - started).toBeLessThan(LONGEST_MS);
      expect(problemsOf(analysis, text)).toEqual([]);
    }),
    { seed: SEED, numRuns: RUNS },
  );
}

function analysed(text: string): Analysis {
  const program = createProgram({ read: (location) => (location === 'random.topo' ? text : undefined) }, parsed);
  const rethrow = (rule: string, error: unknown): never => {
    throw new Error(`The check ${rule} failed.`, { cause: error });
  };
  const analysis = analyse(program, 'random.topo', rethrow);
  if (!analysis) throw new Error('There is no text.');
  return analysis;
}

function problemsOf({ findings }: Analysis, text: string): readonly string[] {
  return findings.flatMap((finding) => {
    const name = `${finding.rule} at ${finding.at.start}`;
    const places = [finding.at, ...finding.fixes.flatMap(({ edits }) => edits.map(({ at }) => at))].filter(
      ({ source }) => source === finding.at.source,
    );
    const lines = [
      finding.message,
      ...finding.related.map(({ message }) => message),
      ...finding.fixes.map(({ title }) => title),
    ];
    return [
      ...places
        .filter(({ start, end }) => !(0 <= start && start <= end && end <= text.length))
        .map(() => `${name} lies outside of the text`),
      ...lines
        .filter((line) => line === '' || /[\r\n]/.test(line))
        .map((line) => `${name}: ${JSON.stringify(line)} is not one line`),
    ];
  });
}
