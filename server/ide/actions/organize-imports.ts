import type { Import } from '../../../grammar/ast.ts';
import type { Text } from '../../../grammar/text.ts';
import type { Analysis } from '../../checks/analyse.ts';
import type { Edit } from '../../checks/check.ts';
import { lineStart } from '../../checks/text-edits.ts';
import { placeOf, type Source } from '../../model/source.ts';
import type { Action } from './action.ts';

/** Sorts the imports, built-in modules first, and removes those that are not used or stand twice. */
export function organizeImports(analysis: Analysis): Action {
  return {
    title: 'Organize imports',
    kind: 'source.organizeImports',
    isLazy: true,
    edits: () => runsOf(analysis.source).flatMap((run) => organized(analysis, run)),
  };
}

/** An import with the comments above and behind it: whole lines. */
interface Row {
  readonly node: Import;
  readonly start: number;
  readonly text: string;
}

interface Run {
  readonly start: number;
  readonly end: number;
  readonly rows: readonly Row[];
}

/** Imports that follow each other without another statement between, each on lines of its own. */
function runsOf(source: Source): readonly Run[] {
  const runs: { start: number; end: number; rows: Row[] }[] = [];
  let previous: object | undefined;
  for (const statement of source.parsed.file.statements) {
    if (statement.node === 'import') {
      const end = lineEnd(source.text, statement.end);
      const last = previous ? runs.at(-1) : undefined;
      const start = last ? last.end : lineStart(source.text, statement.start);
      const row = { node: statement, start, text: source.text.slice(start, end) };
      if (last) {
        last.rows.push(row);
        last.end = end;
      } else runs.push({ start, end, rows: [row] });
    }
    previous = statement.node === 'import' ? statement : undefined;
  }
  return runs.filter(({ rows }) => rows.every(isAlone));
}

/** Whether nothing but blanks and comments stands on the lines besides the import. */
function isAlone({ node, start, text }: Row): boolean {
  const others = `${text.slice(0, node.start - start)}\n${text.slice(node.end - start)}`;
  return !node.broken && others.replace(/\/\*.*?\*\/|\/\/[^\n]*/gs, '').trim() === '';
}

function lineEnd(text: Text, offset: number): number {
  const at = text.indexOf('\n', offset);
  return at < 0 ? text.length : at + 1;
}

function organized({ model, source, findings }: Analysis, { start, end, rows }: Run): readonly Edit[] {
  const unused = new Set(findings.filter(({ rule }) => rule === 'name.unused').map(({ at }) => at.start));
  const seen = new Set<string>();
  const kept = rows.filter(({ node }) => {
    const key = `${model.program.importName(node)} ${model.program.target(source, node)}`;
    const isKept = !unused.has(node.start) && !seen.has(key);
    seen.add(key);
    return isKept;
  });
  const sorted = kept.toSorted((a, b) => compare(keyOf(a.node), keyOf(b.node)));
  const lines = sorted.map(({ text }) => text.replace(/^(?:[ \t]*\r?\n)+/, '').trimEnd());
  const breaks = source.text.slice(start, end).includes('\r\n') ? '\r\n' : '\n';
  const text = lines.map((line) => line + breaks).join('');
  return text === source.text.slice(start, end) ? [] : [{ at: placeOf(source, { start, end }), text }];
}

/** Built-in modules stand before files. */
function keyOf({ target }: Import): string {
  if (!target) return '2';
  return 'value' in target ? `1${target.value}` : `0${target.text}`;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
