import { execFileSync } from 'node:child_process';
import { existsSync, globSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { checks } from '../server/checks/all.ts';
import { rules } from '../server/schema/rules.ts';
import { analyseAll, otherFamilies, runFixture, shownIn } from './fixture.ts';
import { splitSections } from './marks.ts';
import { probes } from './probes.ts';

const project = join(import.meta.dirname, '..');
const fixtures = globSync('test/{checks/*,language}/*.topo', { cwd: project }).sort();

describe('fixtures', () => {
  test.each(fixtures)('%s', (path) => {
    const file = join(project, path);
    const text = readFileSync(file, 'utf8');
    const shows = ['language', basename(dirname(path)), ...shownIn(text)];
    const { written, problems } = runFixture(text, shows, probes);
    if (process.env.UPDATE && written !== text) writeFileSync(file, written);
    else expect(written).toBe(text);
    expect(problems).toEqual([]);
  });
});

describe.each(checks.map((check) => [check.id, check] as const))('%s', (id, check) => {
  test('has a name of its own that the language knows', () => {
    expect(rules.has(id)).toBe(true);
    expect(checks.filter((each) => each.id === id)).toEqual([check]);
    expect(existsSync(join(project, 'server/checks', `${pathOf(id)}.ts`))).toBe(true);
  });

  // A thousand findings do not make a readable fixture.
  const fixtureTest = id === 'file.capped' ? undefined : test;
  fixtureTest?.('has a fixture with a line that fails and one that passes', () => {
    const path = join(project, 'test/checks', `${pathOf(id)}.topo`);
    expect(existsSync(path)).toBe(true);
    const lines = readFileSync(path, 'utf8').split('\n');
    expect(lines.some((line) => isMarkOf(id, line))).toBe(true);
    const passing = lines.flatMap((line, i) => (/\/\/ passes\b/.test(line) && !isMarked(id, lines, i) ? [line] : []));
    expect(passing).not.toEqual([]);
  });

  test('its page tells what fails and what passes', () => {
    expect(check.docs.summary).toMatch(/^\S.*\.$/);
    expect(check.docs.why).not.toBe('');
    expect(findingsIn(check.docs.fails).map(({ rule }) => rule)).toContain(id);
    const passing = findingsIn(check.docs.passes);
    expect(
      passing.filter(({ rule, severity }) => rule === id || severity === 'error').map(({ message }) => message),
    ).toEqual([]);
  });
});

test('every rule of the language has a check', () => {
  expect([...rules].filter((id) => !checks.some((check) => check.id === id))).toEqual([]);
});

/** Hints that list what would do: they hold nothing against a limit. */
const withoutLimit = ['reach.medium', 'reach.unknown'];

test('every rule on hardware tells its formula and its sources', () => {
  const hardware = checks.filter(
    ({ id }) => otherFamilies.includes(id.split('.')[0] ?? '') && !withoutLimit.includes(id),
  );
  expect(hardware.filter(({ docs }) => !docs.formula || docs.sources.length === 0).map(({ id }) => id)).toEqual([]);
});

test('the examples of the language page are without errors', () => {
  const page = readFileSync(join(project, 'docs/language.md'), 'utf8');
  const examples = [...page.matchAll(/^```topo\n(.*?)^```/gms)].map(([, text = '']) => text);
  expect(examples.length).toBeGreaterThan(5);
  const errors = examples.flatMap(findingsIn).filter(({ severity }) => severity === 'error');
  expect(errors.map(({ rule, message }) => `${rule}: ${message}`)).toEqual([]);
});

test('every link of the language page and of the rules leads somewhere', () => {
  const files = [...globSync('docs/*.md', { cwd: project }), ...globSync('docs/rules/*.md', { cwd: project })];
  const broken = files.flatMap((file) => {
    const links = readFileSync(join(project, file), 'utf8').matchAll(/\]\(([^)#\s]+\.md)/g);
    return [...links]
      .filter(([, to = '']) => !existsSync(join(project, file, '..', to)))
      .map(([, to]) => `${file}: ${to}`);
  });
  expect(broken).toEqual([]);
});

test('what is generated is not stale', () => {
  execFileSync(process.execPath, ['gen.ts', '--check'], { cwd: project });
});

/** `reach.copper` is `reach/copper`; the rules of the language share one folder, `language/name-unused`. */
function pathOf(id: string): string {
  const [family = '', ...rest] = id.replaceAll('_', '-').split('.');
  return otherFamilies.includes(family) ? `${family}/${rest.join('-')}` : `language/${[family, ...rest].join('-')}`;
}

function findingsIn(example: string) {
  const files = new Map(splitSections(example.trimStart()).map(({ location, source }) => [location, source]));
  return analyseAll(files)[0]?.findings ?? [];
}

function isMarkOf(id: string, line: string): boolean {
  return /^\/\/[01 ]*[\^!]/.test(line) && line.includes(` ${id}: `);
}

/** Whether a finding of the rule stands on the line. */
function isMarked(id: string, lines: readonly string[], line: number): boolean {
  const below = lines.slice(line + 1);
  const end = below.findIndex((each) => !/^\/\/[01 ]*[\^!|]/.test(each));
  return below.slice(0, end === -1 ? below.length : end).some((each) => isMarkOf(id, each));
}
