import type { Span, Statement } from '../../grammar/ast.ts';
import { parse } from '../../grammar/parser.ts';

/** One top-level statement of an intact file, and what it has to do with the others. */
export interface TopLevel {
  readonly statement: Statement;
  /** From its leading comments to its end. */
  readonly region: Span;
  /** The statements that it uses, that use it, and itself, directly or not. */
  readonly related: ReadonlySet<TopLevel>;
}

/** The top-level statements of a text without faults, in the order written. */
export function topLevels(text: string): readonly TopLevel[] {
  const { file, faults } = parse(text);
  if (faults.length > 0) throw new Error(`The text is broken: ${faults[0]?.message}`);
  const all = file.statements.map((statement, i) => {
    const end = file.statements[i - 1]?.end ?? 0;
    return {
      statement,
      region: { start: startWithComments(text, end, statement.start), end: statement.end },
      related: new Set<TopLevel>(),
    };
  });
  const uses = new Map(
    all.map((one) => [one, all.filter((other) => other !== one && isUsed(other.statement, one.statement))]),
  );
  const usedBy = new Map(all.map((one) => [one, all.filter((other) => uses.get(other)?.includes(one))]));
  for (const one of all) for (const other of [...reach(one, uses), ...reach(one, usedBy)]) one.related.add(other);
  return all;
}

/** Where the comment lines directly above a statement begin. */
function startWithComments(text: string, from: number, start: number): number {
  const [above = ''] = /(?:^[ \t]*\/\/[^\n]*\n)*$/m.exec(text.slice(from, start)) ?? [];
  return start - above.length;
}

function reach<T>(from: T, edges: ReadonlyMap<T, readonly T[]>): ReadonlySet<T> {
  const met = new Set([from]);
  for (const each of met) for (const next of edges.get(each) ?? []) met.add(next);
  return met;
}

/** Whether a statement names another, or stands under it as under a policy. */
function isUsed(used: Statement, by: Statement): boolean {
  if (used.node === 'declaration' && used.keyword.text === 'policy') return by.node === 'declaration';
  const name = nameOf(used);
  return name !== undefined && namesIn(by).has(name);
}

function nameOf(statement: Statement): string | undefined {
  if (statement.node === 'import')
    return (statement.alias ?? (statement.target && 'text' in statement.target ? statement.target : undefined))?.text;
  return statement.node === 'declaration' || statement.node === 'constant' ? statement.name?.text : undefined;
}

/** The first names of all types and references in a node. */
function namesIn(node: unknown): ReadonlySet<string> {
  const names = new Set<string>();
  JSON.stringify(node, (_, value: unknown) => {
    if (isPath(value)) names.add(value.path[0]?.text ?? '');
    return value;
  });
  return names;
}

function isPath(value: unknown): value is { readonly path: readonly { readonly text: string }[] } {
  return typeof value === 'object' && value !== null && 'path' in value && Array.isArray(value.path);
}
