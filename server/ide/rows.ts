import type { Body, FileNode, Link, Name, Span, Statement } from '../../grammar/ast.ts';
import { PlainLink } from '../../grammar/plain-link.ts';
import { lastFrom } from '../../grammar/spans.ts';

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

/**
 * The statements in the body of another. That of a plain link is left out: who walks through a whole file must not have
 * tens of thousands of them grow their trees, and there is but a length in it.
 */
export function statementsIn(statement: Statement): readonly Statement[] {
  return statement instanceof PlainLink ? [] : (bodyOf(statement)?.statements ?? []);
}

/** The name of a link, of which a plain one need not grow its tree. */
export function nameOf(link: Link): Name {
  if (!(link instanceof PlainLink)) return link.name;
  const { start, places, nameEnd, plain } = link;
  return { start: start + places.name, end: start + nameEnd, text: plain.name };
}

export function bodyOf(statement: Statement): Body | undefined {
  return 'body' in statement ? statement.body : undefined;
}
