import { existsSync, globSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';

export const project = join(import.meta.dirname, '../..');

/** A file to mutate, and the fixtures of the checks that rest on it. */
export interface Target {
  readonly file: string;
  readonly fixtures: readonly string[];
}

/** Facts that show numbers and decide nothing: hovers and the report have tests of their own. */
const shown = /^server\/facts\/(?:derivation|stated|type-name|medium-names|explained\/|report\/|report)/;

/** The checks that judge hardware with all that they rest on of facts, and the fixtures that must fail with each. */
export function targets(): readonly Target[] {
  const fixtures = new Map<string, string[]>();
  for (const check of globSync('server/checks/*/*.ts', { cwd: project }).filter(isJudging)) {
    const fixture = check.replace(/^server/, 'test').replace(/\.ts$/, '.topo');
    if (!existsSync(join(project, fixture))) continue;
    for (const file of closureOf(check)) fixtures.set(file, [...(fixtures.get(file) ?? []), fixture]);
  }
  return [...fixtures]
    .map(([file, own]) => ({ file, fixtures: [...new Set([...own.sort(), ...familiesOf(own)])] }))
    .filter(({ file }) => isJudging(file))
    .sort((a, b) => a.file.localeCompare(b.file));
}

/** All fixtures of the families of some: rules of one family show each other’s findings. */
function familiesOf(own: readonly string[]): readonly string[] {
  const folders = [...new Set(own.map(dirname))];
  return folders.flatMap((folder) => globSync(`${folder}/*.topo`, { cwd: project }).sort());
}

/** The checks of hardware, and the facts that decide something; the language has tests of its own. */
function isJudging(file: string): boolean {
  const isCheck = /^server\/checks\/(?!language\/)\w+\//.test(file);
  return isCheck || (file.startsWith('server/facts/') && !shown.test(file));
}

/** A file and all that it imports, directly or not, of ours. */
function closureOf(file: string): ReadonlySet<string> {
  const found = new Set<string>();
  const pending = [file];
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    if (found.has(next)) continue;
    found.add(next);
    pending.push(...importsOf(next));
  }
  return found;
}

function importsOf(file: string): readonly string[] {
  const text = readFileSync(join(project, file), 'utf8');
  const paths = [...text.matchAll(/^import (?!type)[^;]*? from '(\.[^']+\.ts)';/gm)].flatMap(([, path]) => path ?? []);
  return paths.map((path) => relative(project, join(project, dirname(file), path)).replaceAll('\\', '/'));
}
