import type { Span, Statement } from '../../../grammar/ast.ts';
import type { Source } from '../../model/source.ts';

/**
 * What a typed character has finished: the statement whose body the brace before an offset closes, or the line before that
 * of the offset. What is typed next is left alone.
 */
export function finishedBy(typed: string, { text, parsed }: Source, offset: number): Span | undefined {
  if (typed === '}') return closedAt(parsed.file.statements, offset);
  const end = Math.max(text.lastIndexOf('\n', offset - 1), 0);
  return { start: text.lastIndexOf('\n', end - 1) + 1, end };
}

function closedAt(statements: readonly Statement[], offset: number): Span | undefined {
  const around = statements.find(({ start, end }) => start < offset && offset <= end);
  const body = around && 'body' in around ? around.body : undefined;
  if (!body || body.end === offset) return body && around;
  return closedAt(body.statements, offset);
}
