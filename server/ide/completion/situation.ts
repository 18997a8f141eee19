import type { Statement } from '../../../grammar/ast.ts';
import { type Cut, cutAt } from '../../../grammar/cut.ts';
import { columnOf } from '../../../grammar/layout.ts';
import { lastFrom } from '../../../grammar/spans.ts';
import type { Text } from '../../../grammar/text.ts';
import type { Analysis } from '../../checks/analyse.ts';
import type { BodyContext } from '../../checks/language/bodies.ts';
import { bodiesByOwner } from '../context.ts';
import { bodyOf } from '../rows.ts';

/** Where something is being written: in which body, in which statement, and how it may go on. */
export interface Situation extends Cut {
  readonly analysis: Analysis;
  readonly body: BodyContext;
  /** The statement as the recovered tree has it; undefined where a new one may start. */
  readonly statement: Statement | undefined;
  /** The statements around it, outermost first. */
  readonly owners: readonly Statement[];
}

/** The situation at an offset; undefined in a comment, and in a body that means nothing. */
export function situationAt(analysis: Analysis, offset: number): Situation | undefined {
  const { model, source } = analysis;
  const { text, parsed } = source;
  const owners: Statement[] = [];
  let statements: readonly Statement[] = parsed.file.statements;
  let last = lastFrom(statements, offset);
  while (last && isInBody(text, last, offset)) {
    owners.push(last);
    statements = bodyOf(last)?.statements ?? [];
    last = lastFrom(statements, offset);
  }
  last = clauseOf(statements, last) ?? last;
  const owner = owners.at(-1);
  const around = owner ? bodyOf(owner) : undefined;
  const body = bodiesByOwner(model, source).get(owner);
  const lastBody = last && bodyOf(last);
  const isBehind = lastBody !== undefined && lastBody.start < offset;
  const statement = isBehind ? undefined : last;
  const from = isBehind ? (last?.end ?? 0) : (last?.start ?? (around ? around.start + 1 : 0));
  const until = statement ? (lastBody?.start ?? statement.end) : offset;
  const cut = cutAt(text, Math.min(from, offset), offset, until);
  return cut && body && { ...cut, analysis, body, statement, owners };
}

/** The link whose clause a `via` or `where` before a brace is, while what belongs between them is not written yet. */
function clauseOf(statements: readonly Statement[], last: Statement | undefined): Statement | undefined {
  if (last?.node !== 'declaration' || last.name || !['via', 'where'].includes(last.keyword.text)) return undefined;
  const before = lastFrom(statements, last.start - 1);
  return before?.node === 'link' && !before.body ? before : undefined;
}

/**
 * Whether an offset stands between the braces of a statement. A body that is not closed goes on as far as what follows
 * is indented more than its statement.
 */
function isInBody(text: Text, statement: Statement, offset: number): boolean {
  const body = bodyOf(statement);
  if (!body || offset <= body.start) return false;
  if (offset < body.end) return true;
  if (isClosed(text, statement)) return false;
  const isSameLine = !text.slice(body.end, offset).includes('\n');
  return isSameLine || columnOf(text, offset) > columnOf(text, statement.start);
}

/** Whether a body has a closing brace of its own: the last one may belong to a body within. */
function isClosed(text: Text, statement: Statement): boolean {
  const body = bodyOf(statement);
  const inner = body?.statements.at(-1);
  const innermost = inner && bodyOf(inner);
  if (!body || text.charAt(body.end - 1) !== '}') return false;
  return innermost?.end !== body.end;
}
