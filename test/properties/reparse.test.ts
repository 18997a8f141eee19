import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Span, Statement } from '../../grammar/ast.ts';
import { parse } from '../../grammar/parser.ts';
import { reparse } from '../../grammar/reparse.ts';
import { cableList, templates } from '../bench/files.ts';

const SEED = 20_240_402;
const RUNS = 300;

const folder = join(import.meta.dirname, '../..');
const texts = [
  ...globSync(['examples/*.topo', 'test/language/*.topo'], { cwd: folder })
    .sort()
    .map((name) => readFileSync(join(folder, name), 'utf8')),
  cableList(60).text,
  templates(45).text,
];

const typed = fc.oneof(
  fc.constantFrom(...' \n\t{}[]()=:.-,"/a7'.split('')),
  fc.constantFrom(
    '\r\n',
    'link ',
    'via ',
    'where ',
    '// x',
    '/// x\n',
    '/*',
    '*/',
    'x = 1\n',
    'rack A {}\n',
    '\n}\n',
    'import x',
    ' { length = 2m }',
    '',
  ),
);

test('a tree that takes changes in is the tree of the changed text', () => {
  const counted = { whole: 0, pieces: 0 };
  const edits = fc.array(fc.tuple(fc.nat(), fc.oneof(fc.constant(0), fc.nat(6)), typed, fc.boolean()), {
    minLength: 1,
    maxLength: 8,
  });
  fc.assert(
    fc.property(fc.constantFrom(...texts), edits, (start, changes) => {
      let text = start;
      let parsed = parse(text);
      for (const [place, removed, added, takesBack] of changes) {
        const at = place % (text.length + 1);
        const cut = text.slice(at, at + removed);
        const steps: [number, string, string][] = [[at, cut, added]];
        if (takesBack) steps.push([at, added, cut]);
        for (const [from, gone, come] of steps) {
          const next = text.slice(0, from) + come + text.slice(from + gone.length);
          const change = { start: from, oldEnd: from + gone.length, newEnd: from + come.length };
          const taken = reparse(parsed, next, change);
          if (taken) counted.pieces++;
          else counted.whole++;
          parsed = taken?.parsed ?? parse(next);
          const fresh = parse(next);
          if (!taken) expect(parsed.isRegular).toBe(fresh.isRegular);
          expect(JSON.parse(JSON.stringify([parsed.file, parsed.faults]))).toEqual(
            JSON.parse(JSON.stringify([fresh.file, fresh.faults])),
          );
          text = next;
        }
      }
    }),
    { seed: SEED, numRuns: RUNS },
  );
  expect(counted.pieces).toBeGreaterThan(counted.whole);
}, 120_000);

test('a text that grows longer than one that is read takes no change in', () => {
  const line = 'link a : b -- c via d\n';
  const text = `rack A {\n${line.repeat(Math.floor((2 ** 23 - 20) / line.length))}}`;
  const before = parse(text);
  expect(before.isRegular).toBe(true);
  const type = (count: number) => {
    const at = 'rack A {\n'.length;
    const next = text.slice(0, at) + ' '.repeat(count) + text.slice(at);
    return reparse(before, next, { start: at, oldEnd: at, newEnd: at + count });
  };
  expect(type(2 ** 23 + 1 - text.length)).toBeUndefined();
  expect(type(1)).toBeDefined();
}, 120_000);

/** More links than move as one. */
const LONG_ROW = 2500;

const keys = fc.constantFrom('', 'x', '7', '\n', 'link z : a -- b via c\n', '// x\n', '  spare : Leaf\n', '  x = 1\n');

test('in a long row of links all behind a change moves, and what is gone stays where it was', () => {
  const long = cableList(LONG_ROW).text;
  const edit = fc.tuple(fc.nat(), fc.constantFrom(0, 1, 1, 7, 200), keys);
  fc.assert(
    fc.property(fc.array(edit, { minLength: 3, maxLength: 6 }), (edits) => {
      let text = long;
      let parsed = parse(text);
      const gone: [Span, number][] = [];
      for (const [place, removed, added] of edits) {
        const start = place % text.length;
        const oldEnd = Math.min(start + removed, text.length);
        const next = text.slice(0, start) + added + text.slice(oldEnd);
        const taken = reparse(parsed, next, { start, oldEnd, newEnd: start + added.length });
        for (const statement of taken?.removed ?? []) gone.push([statement, statement.start]);
        parsed = taken?.parsed ?? parse(next);
        expect(placesIn(parsed.file.statements)).toEqual(placesIn(parse(next).file.statements));
        expect(gone.every(([statement, at]) => statement.start === at)).toBe(true);
        text = next;
      }
    }),
    { seed: SEED, numRuns: 60 },
  );
}, 120_000);

function placesIn(statements: readonly Statement[]): unknown {
  return statements.map((statement) => [
    statement.start,
    statement.end,
    'body' in statement && statement.body ? placesIn(statement.body.statements) : [],
  ]);
}
