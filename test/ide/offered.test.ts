import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { Statement } from '../../grammar/ast.ts';
import { completionsAt } from '../../server/ide/completion.ts';
import { bodyOf } from '../../server/ide/rows.ts';
import { type Subject, subjects } from '../../server/ide/target.ts';
import { analyseAll } from '../fixture.ts';

const project = join(import.meta.dirname, '../..');

/** What stands in a file without errors must be among what is offered in its place. */
test.each(globSync('examples/*.topo', { cwd: project }).sort())(
  '%s could have been written from what is offered',
  (path) => {
    const text = readFileSync(join(project, path), 'utf8');
    const [analysis] = analyseAll(new Map([['/main.topo', text]]));
    if (!analysis) throw new Error('There is no analysis.');
    const missing: string[] = [];
    const look = (statement: Statement, inRoadmap: boolean): void => {
      const seen = new Set<number>();
      for (const [span, on] of subjects(statement, text)) {
        const written = text.slice(span.start, span.end);
        if (seen.has(span.start) || isNew(on, statement, inRoadmap)) continue;
        seen.add(span.start);
        const offered = completionsAt(analysis, { offset: span.end });
        // A type of a module is offered with it: `nvidia.H100` for `nvidia`.
        const whole = on.what === 'type' && on.index < on.ref.path.length - 1 ? `${written}.` : undefined;
        const isThere = offered.some(
          ({ label }) => label === written || (whole !== undefined && label.startsWith(whole)),
        );
        if (!isThere)
          missing.push(`${span.start} ${on.what} ${written}: ${offered.slice(0, 5).map(({ label }) => label)}`);
      }
      const isRoadmap = statement.node === 'declaration' && statement.keyword.text === 'roadmap';
      for (const inner of bodyOf(statement)?.statements ?? []) look(inner, isRoadmap);
    };
    for (const statement of analysis.source.parsed.file.statements) look(statement, false);
    expect(missing).toEqual([]);
  },
);

/** Names that are declared, entries of a roadmap among them, and quantities, which are not offered as they are. */
function isNew(on: Subject, statement: Statement, inRoadmap: boolean): boolean {
  if (on.what === 'name') return statement.node !== 'property' || inRoadmap;
  return on.what === 'link' || on.what === 'quantity' || on.what === 'word';
}
