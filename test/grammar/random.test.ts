import fc from 'fast-check';
import { expect, test } from 'vitest';
import { tokenize } from '../../grammar/lexing.ts';
import { parse } from '../../grammar/parser.ts';
import { sample } from './sample.ts';

// Any text is read: without an exception, into a tree whose spans lie in each other, with faults that can be seen.

const seed = 20_260_401;

/** Pieces of which a text can be made that is nearly right, or badly wrong. */
const pieces = [
  ...[
    '{',
    '}',
    '[',
    ']',
    '(',
    ')',
    ':',
    '=',
    '--',
    '-',
    '.',
    '..',
    ',',
    '"',
    '/*',
    '*/',
    '//',
    '///',
    '\n',
    '\r\n',
    '\t',
  ],
  ...[
    'link',
    'let',
    'via',
    'where',
    'import',
    'allow',
    'as',
    'not',
    'and',
    'or',
    'true',
    'port',
    'rack',
    'fabric',
    'a',
    'B',
  ],
  ...[
    '4',
    '2.5m',
    '400Gbps',
    '%',
    '*',
    '<',
    '==',
    '!',
    '&&',
    '#',
    ';',
    '\\',
    '\uFEFF',
    'é',
    '😀',
    '\0',
    '\n}\n',
    '\nrack C {\n',
  ],
];

const words = fc
  .array(fc.constantFrom(...pieces), { maxLength: 60 })
  .chain((all) => fc.constantFrom('', ' ').map((blank) => all.join(blank)));

const edit = fc.record({ at: fc.nat(sample.length), length: fc.nat(12), insert: fc.constantFrom('', ...pieces) });

const edited = fc
  .array(edit, { minLength: 1, maxLength: 4 })
  .map((edits) =>
    edits.reduce((text, { at, length, insert }) => text.slice(0, at) + insert + text.slice(at + length), sample),
  );

test.each([
  ['characters', fc.string({ unit: 'binary', maxLength: 200 })],
  ['pieces', words],
  ['edits', edited],
])('random %s', { timeout: 60_000 }, (_, texts) => {
  fc.assert(fc.property(texts, expectSound), { seed, numRuns: 1500 });
});

function expectSound(text: string): void {
  const { file, faults } = parse(text);
  expect([file.start, file.end]).toEqual([0, text.length]);
  expectNested(file, 0, text.length);
  let last = -1;
  for (const { start, end, message } of faults) {
    expect(start).toBeGreaterThan(last);
    expect(end).toBeGreaterThanOrEqual(start);
    expect(end).toBeLessThanOrEqual(text.length);
    expect(message).toMatch(/\.$/);
    last = start;
  }
  if (faults.length === 0) expect(JSON.stringify(file)).not.toMatch(/"broken":true|"node":"missing"/);
  const again = parse(text);
  expect(JSON.stringify([again.file, again.faults])).toBe(JSON.stringify([file, faults]));
  expect(tokenize(text).tokens.every(({ image, startOffset }) => text.startsWith(image, startOffset))).toBe(true);
}

/** Expects all spans in a node to lie in it. */
function expectNested(node: unknown, start: number, end: number): void {
  if (typeof node !== 'object' || node === null) return;
  const own = 'start' in node && 'end' in node ? [Number(node.start), Number(node.end)] : [start, end];
  const [from = start, to = end] = own;
  if (from < start || to > end || from > to)
    throw new Error(`${from}–${to} is not in ${start}–${end}: ${JSON.stringify(node)}`);
  for (const child of Object.values(node)) expectNested(child, from, to);
}
