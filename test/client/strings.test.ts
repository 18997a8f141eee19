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

// VS Code knows the word "info" and takes "information" for an error.
test.each([
  ['error', 'error'],
  ['warning', 'warning'],
  ['information', 'info'],
  ['hint', 'hint'],
])('the problem matcher reads what the command line prints of %ss', (severity, told) => {
  const [matcher] = JSON.parse(read('package.json')).contributes.problemMatchers;
  const line = `rows/a b.topo:12:3: ${severity} reach.copper: rail: 3 m of passive copper (64 links)`;
  const { regexp, ...groups } = matcher.pattern;
  const found = new RegExp(regexp).exec(line) ?? [];
  expect(Object.fromEntries(Object.entries(groups).map(([name, group]) => [name, found[Number(group)]]))).toEqual({
    file: 'rows/a b.topo',
    line: '12',
    column: '3',
    severity: told,
    code: 'reach.copper',
    message: 'rail: 3 m of passive copper (64 links)',
  });
});
