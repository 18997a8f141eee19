import { globSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Analysis } from '../server/checks/analyse.ts';
import type { Finding } from '../server/checks/findings.ts';
import { partCounts } from '../server/facts/report/part-counts.ts';
import { analyseAll } from './fixture.ts';

/**
 * No false alarm: designs that a vendor sells or an operator runs, as a user would write them from the public description.
 * A rule that calls one of them wrong is wrong itself. What a rule may warn of stands in the file as an `allow` with the
 * reason why the operator took it; an `allow` that is no longer needed is a warning too.
 */

const project = join(import.meta.dirname, '..');

/** Examples that exist to show faults. */
const faulty = ['first-look', 'roadmap'];

const designs = globSync('test/designs/*.topo', { cwd: project }).sort();
const examples = globSync('examples/*.topo', { cwd: project })
  .filter((path) => !faulty.includes(basename(path, '.topo')))
  .sort();

describe.each(designs)('%s', (path) => {
  const text = readFileSync(join(project, path), 'utf8');

  test('is not called wrong', () => {
    const { findings, waived } = analysed(text);
    expect(listed(findings, ['error', 'warning'])).toEqual([]);
    const silenced = waived.map(({ finding }) => finding);
    expect(listed(silenced, ['error'])).toEqual([]);
  });

  test('says where it is from, and has as many accelerators as are published', () => {
    expect(text).toMatch(/^\/\/ Sources?: \S/m);
    const expected = [...text.matchAll(/^\/\/\/ ([\d,]+) accelerators?\b.*\n(?:\/\/\/.*\n)*cluster (\w+)/gm)];
    const published = expected.map(([, count = '', name = '']) => [name, Number(count.replaceAll(',', ''))]);
    expect(published).not.toEqual([]);
    expect(acceleratorsOf(analysed(text))).toEqual(Object.fromEntries(published));
  });
});

describe('examples', () => {
  test.each(examples)('%s is not called wrong', (path) => {
    const { findings } = analysed(readFileSync(join(project, path), 'utf8'));
    expect(listed(findings, ['error', 'warning'])).toEqual([]);
  });
});

function analysed(text: string): Analysis {
  const [analysis] = analyseAll(new Map([['/main.topo', text]]));
  if (!analysis) throw new Error('There is no analysis.');
  return analysis;
}

function listed(findings: readonly Finding[], severities: readonly string[]): readonly string[] {
  return findings
    .filter(({ severity }) => severities.includes(severity))
    .map(({ rule, message, at }) => `${rule}: ${message} [${at.source.text.slice(at.start, at.end)}]`);
}

/** The accelerators of each cluster by its name. */
function acceleratorsOf({ model, source, roots }: Analysis): Readonly<Record<string, number | null>> {
  const clusters = roots.filter(({ part }) => part.kind === 'cluster');
  return Object.fromEntries(
    clusters.map((root) => [root.part.name, partCounts(model, source, root).accelerator.total]),
  );
}
