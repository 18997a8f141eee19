import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { expressionsIn } from './expressions.ts';

// No regular expression takes longer than in proportion to the text, whatever the text.

const root = join(import.meta.dirname, '../..');
const all = ['grammar', 'server', 'client'].flatMap((folder) =>
  readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.ts'))
    .flatMap((path) => expressionsIn(join(root, folder, path), root)),
);

const SHORT = 2500;
/** So much longer is the longer text. */
const TIMES = 4;
/** What takes less, in milliseconds, on the longer text does not go through it for each of its characters. */
const QUICK = 8;
/** In proportion it is 4, for each character of each character 16. */
const MOST_GROWTH = 8;

test('they are found', () => {
  expect(all.length).toBeGreaterThan(80);
  expect(all.map(({ where }) => where.split(':')[0])).toContain('grammar/tokens.ts');
});

/** This one only sees the digits of a number, of which there are at most 22. */
const ofDigits = String.raw`\B(?=(\d{3})+$)`;
const judged = all.filter(({ expression }) => expression.source !== ofDigits);

describe.each(judged.map((each) => [each.where, each.expression] as const))('%s', (where, expression) => {
  test(String(expression), { timeout: 60_000 }, () => {
    // The lexer looks for a token in one place.
    const used = where.startsWith('grammar/tokens.ts') ? new RegExp(expression, `${expression.flags}y`) : expression;
    const slow = unitsFor(expression).find((unit) => ends.some((end) => isSlow(used, unit, end)));
    expect(slow).toBeUndefined();
  });
});

/** What stands behind the repeated characters: nothing, and what keeps most expressions from matching. */
const ends = ['', '\u0001', '\n!'];

/** What is repeated: each sort of character that an expression speaks of, and each two of them. */
function unitsFor({ source }: RegExp): readonly string[] {
  const plain = source.replace(/\\[sSdDwWbB]|\\u\w{4}|\\x\w{2}|\\p\{\w+\}|\(\?[:=!<]*/g, '').replace(/\\(.)/g, '$1');
  const own = [...new Set(plain)].filter((char) => !'()[]{}*+?|^$'.includes(char)).slice(0, 6);
  const sorts = [...new Set([' ', 'a', '0', '\n', '/', '-', ...own])];
  const runs = (plain.match(/[^()[\]{}*+?|^$]{3,}/g) ?? []).flatMap((run) => [run, `${run}\n`]);
  return [...sorts, ...sorts.flatMap((a) => sorts.filter((b) => b !== a).map((b) => a + b)), ...runs];
}

function isSlow(expression: RegExp, unit: string, end: string): boolean {
  const long = unit.repeat((SHORT * TIMES) / unit.length) + end;
  if (millisecondsFor(expression, long) < QUICK) return false;
  const short = unit.repeat(SHORT / unit.length) + end;
  const least = (text: string): number => Math.min(...[1, 2, 3].map(() => millisecondsFor(expression, text)));
  const [brief, whole] = [least(short), least(long)];
  return whole >= QUICK && whole > MOST_GROWTH * brief;
}

/** All matches, as a replacement finds them; one that sticks looks in one place. */
function millisecondsFor({ source, flags }: RegExp, text: string): number {
  const expression = new RegExp(source, flags.includes('g') || flags.includes('y') ? flags : `${flags}g`);
  const begun = performance.now();
  text.replace(expression, '');
  return performance.now() - begun;
}
