import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const project = join(import.meta.dirname, '../..');
const read = (path: string): string => readFileSync(join(project, path), 'utf8');

test('every text of the client can be translated, and no other is kept', () => {
  const sources = globSync('client/*.ts', { cwd: project }).map(read);
  const used = sources.flatMap((source) => [...source.matchAll(/l10n\.t\(\s*'([^']*)'/g)].map(([, text = '']) => text));
  const kept = Object.keys(JSON.parse(read('client/l10n/bundle.l10n.json')));
  expect([...new Set(used)].sort()).toEqual(kept.sort());
});

test('every text of the manifest can be translated, and no other is kept', () => {
  const used = [...read('package.json').matchAll(/"%([\w.-]+)%"/g)].map(([, key = '']) => key);
  expect([...new Set(used)].sort()).toEqual(Object.keys(JSON.parse(read('package.nls.json'))).sort());
});

test('the problem matcher reads what the command line prints', () => {
  const [matcher] = JSON.parse(read('package.json')).contributes.problemMatchers;
  const line = 'rows/a b.topo:12:3: error reach.copper: rail: 3 m of passive copper (64 links)';
  const { file, line: row, column, severity, code, message } = matcher.pattern;
  const found = new RegExp(matcher.pattern.regexp).exec(line) ?? [];
  expect([file, row, column, severity, code, message].map((group) => found[group])).toEqual([
    'rows/a b.topo',
    '12',
    '3',
    'error',
    'reach.copper',
    'rail: 3 m of passive copper (64 links)',
  ]);
});
