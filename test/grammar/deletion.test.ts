import { expect, test } from 'vitest';
import type { Statement } from '../../grammar/ast.ts';
import { parse } from '../../grammar/parser.ts';
import { sample } from './sample.ts';

// What is taken out of one statement costs that statement, and leaves the others as they were.

const intact = parse(sample).file.statements;

test('the sample has no fault', () => {
  expect(parse(sample).faults).toEqual([]);
  expect(intact.length).toBe(13);
});

test('deleting a character changes no other statement', { timeout: 30_000 }, () => {
  for (let at = 0; at < sample.length; at++) expectOthersIntact(at, at + 1);
});

test('deleting a line changes no other statement', () => {
  let start = 0;
  for (const line of sample.split('\n').slice(0, -1)) {
    const end = start + line.length + 1;
    expectOthersIntact(start, end);
    start = end;
  }
});

/** Expects each statement that the deleted text does not touch, with the comments above it, to be read as before. */
function expectOthersIntact(start: number, end: number): void {
  const { statements } = parse(sample.slice(0, start) + sample.slice(end)).file;
  const lost: string[] = [];
  intact.forEach((statement, i) => {
    const from = intact[i - 1]?.end ?? 0;
    if (start <= statement.end && end > from) return;
    const shift = start > statement.end ? 0 : end - start;
    const expected = shifted(statement, shift);
    if (!statements.some((found) => found.start === statement.start - shift && shifted(found, 0) === expected)) {
      lost.push(sample.slice(statement.start, statement.end));
    }
  });
  expect(lost, `without ${JSON.stringify(sample.slice(start, end))} at ${start}`).toEqual([]);
}

/** A statement as text, moved to the left. */
function shifted(statement: Statement, shift: number): string {
  return JSON.stringify(statement, (key, value: unknown) =>
    (key === 'start' || key === 'end') && typeof value === 'number' ? value - shift : value,
  );
}
