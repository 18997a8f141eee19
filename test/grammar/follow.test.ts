import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { Span, Statement } from '../../grammar/ast.ts';
import { cutAt } from '../../grammar/cut.ts';
import type { Expected } from '../../grammar/follow.ts';
import { parse } from '../../grammar/parser.ts';
import { bodyOf } from '../../server/ide/rows.ts';
import { type Subject, subjects } from '../../server/ide/target.ts';

const project = join(import.meta.dirname, '../..');
const files = globSync(['examples/*.topo', 'server/catalog/*.topo', 'test/language/*.topo'], { cwd: project }).sort();

/** What the parser has made of a word must be among what was expected where it starts. */
test.each(files)('%s has at each place what is expected there', (path) => {
  const text = readFileSync(join(project, path), 'utf8');
  const surprises: string[] = [];
  const look = (statement: Statement): void => {
    if (statement.broken) return;
    const end = bodyOf(statement)?.start ?? statement.end;
    const seen = new Set<number>();
    for (const [span, on] of subjects(statement, text)) {
      if (seen.has(span.start)) continue;
      seen.add(span.start);
      const expected = cutAt(text, statement.start, span.start, end)?.expected ?? [];
      if (!expected.some((each) => isThis(each, on, statement, span)))
        surprises.push(`${span.start} ${text.slice(span.start, span.end)}: ${JSON.stringify(expected)}`);
    }
    for (const inner of bodyOf(statement)?.statements ?? []) look(inner);
  };
  for (const statement of parse(text).file.statements) look(statement);
  expect(surprises).toEqual([]);
});

function isThis(expected: Expected, on: Subject, statement: Statement, span: Span): boolean {
  switch (on.what) {
    case 'word':
      return on.word === 'via' || on.word === 'where'
        ? expected.what === 'word' && expected.word === on.word
        : expected.what === 'statement';
    case 'keyword':
      return expected.what === 'statement';
    case 'name':
    case 'link':
      if (statement.node === 'link' && span !== statement.name)
        return expected.what === 'word' && expected.word === '--';
      return expected.what === 'name' || (expected.what === 'statement' && span.start === statement.start);
    case 'import':
      return expected.what === 'module' || expected.what === 'name';
    case 'rule':
      return expected.what === 'rule';
    case 'type':
      return expected.what === 'type' || (statement.node === 'property' && expected.what === 'value');
    case 'segment': {
      const names = (statement.node === 'link' ? statement[on.side]?.segments : undefined)?.map(
        ({ name }) => name.text,
      );
      return (
        expected.what === 'segment' &&
        expected.side === on.side &&
        expected.before.join('.') === names?.slice(0, on.index).join('.')
      );
    }
    case 'quantity':
    case 'reference':
      return expected.what === 'value' || expected.what === 'index';
  }
}
