import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { Statement } from '../../grammar/ast.ts';
import type { Analysis } from '../../server/checks/analyse.ts';
import { editedTexts } from '../../server/checks/overlay.ts';
import { actionsAt } from '../../server/ide/actions.ts';
import { bodyOf } from '../../server/ide/rows.ts';
import { analyseAll } from '../fixture.ts';

const folder = join(import.meta.dirname, '../../examples');

/** Examples that are checked in no time: each refactoring of each statement is tried. */
const examples = ['first-look.topo', 'gb200-row.topo', 'liquid-row.topo', 'superpod-h100.topo', 'tpu-v4.topo'];

test.each(examples)('every refactoring of %s keeps what is found', (name) => {
  const location = `/${name}`;
  const text = readFileSync(join(folder, name), 'utf8');
  const [before] = analyseAll(new Map([[location, text]]));
  const made = new Set<string>();
  for (const offset of before ? offsetsIn(before.source.parsed.file.statements) : []) {
    for (const action of before ? refactorings(before, offset) : []) {
      // One of each sort tells as much as many of them, sooner.
      const sort = action.title.replace(/\d.*/, '');
      if (made.has(sort)) continue;
      made.add(sort);
      const changed = editedTexts(action.edits()).get(location) ?? '';
      const [after] = analyseAll(new Map([[location, changed]]));
      const label = `${action.title}:\n${changed}`;
      if (before && after) expect(found(after, action.title), label).toEqual(found(before, action.title));
    }
  }
  expect(made.size).toBeGreaterThan(0);
});

function refactorings(analysis: Analysis, offset: number): ReturnType<typeof actionsAt> {
  const range = { start: offset, end: offset };
  return actionsAt(analysis, {
    range,
    timeForTrials: Number.POSITIVE_INFINITY,
    wants: (kind) => kind.startsWith('refactor.'),
  });
}

/** Where statements start, and where their values do. */
function offsetsIn(statements: readonly Statement[]): readonly number[] {
  return statements.flatMap((node) => [
    node.start,
    ...(node.node === 'property' ? [node.value.start] : []),
    ...offsetsIn(bodyOf(node)?.statements ?? []),
  ]);
}

/** A length that is stated may change what is found, and says so; a link in two halves may bring hints to light. */
function found({ findings }: Analysis, title: string): readonly string[] {
  const isGrave = !title.startsWith('Split by');
  const kept = findings.filter(({ severity }) => isGrave || severity === 'error' || severity === 'warning');
  if (title.includes('the layout')) return kept.filter(({ rule }) => rule.startsWith('name.')).map(({ rule }) => rule);
  return [...new Set(kept.map(({ rule }) => rule))].sort();
}
