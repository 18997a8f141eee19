import type { Body, FileNode, Span, Statement } from '../../grammar/ast.ts';
import { firstFrom } from '../../grammar/spans.ts';

/** The last of sorted spans that starts at or before an offset; found by halving, because a body may have 50,000 lines. */
export function lastFrom<S extends Span>(row: readonly S[], offset: number): S | undefined {
  return row[firstFrom(row, offset + 1) - 1];
}

/** Whether an offset lies in a span, not at its end. */
export function holds(span: Span, offset: number): boolean {
  return span.start <= offset && offset < span.end;
}

/** The statements around an offset, outermost first, as far as one holds it. */
export function statementsAround(file: FileNode, offset: number): readonly Statement[] {
  const path: Statement[] = [];
  let statements: readonly Statement[] = file.statements;
  for (;;) {
    const statement = lastFrom(statements, offset);
    if (!statement || !holds(statement, offset)) return path;
    path.push(statement);
    const body = bodyOf(statement);
    if (!body || !holds(body, offset)) return path;
    statements = body.statements;
  }
}

export function bodyOf(statement: Statement): Body | undefined {
  return 'body' in statement ? statement.body : undefined;
}
