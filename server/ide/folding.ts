import type { Span, Statement } from '../../grammar/ast.ts';
import { commentsIn } from '../../grammar/comments.ts';
import { PlainLink } from '../../grammar/plain-link.ts';
import type { Text } from '../../grammar/text.ts';
import type { Analysis } from '../checks/analyse.ts';
import { lineStart } from '../checks/text-edits.ts';
import { bodyOf } from './rows.ts';

/** A piece of several lines that an editor can fold to its first. */
export interface Fold extends Span {
  readonly of: 'body' | 'imports' | 'comment';
}

/** Bodies, runs of imports, comments of several lines and runs of comments. */
export function foldsIn({ source }: Analysis): readonly Fold[] {
  const { text, parsed } = source;
  const folds = [
    ...bodiesIn(parsed.file.statements),
    ...runs(text, source.imports).map((run): Fold => ({ ...run, of: 'imports' })),
    ...runs(text, aloneOnLine(text, commentsIn(String(text)))).map((run): Fold => ({ ...run, of: 'comment' })),
  ];
  return folds.filter(({ start, end }) => hasNewline(text, start, end)).sort((a, b) => a.start - b.start);
}

/** The closing brace stays visible: it is not in the fold. */
function* bodiesIn(statements: readonly Statement[]): Generator<Fold> {
  for (const statement of statements) {
    const body = statement instanceof PlainLink ? undefined : bodyOf(statement);
    if (!body) continue;
    yield { start: body.start, end: body.end - 1, of: 'body' };
    yield* bodiesIn(body.statements);
  }
}

/** Spans on lines that follow each other, as one. */
function runs(text: Text, spans: readonly Span[]): readonly Span[] {
  const joined: Span[] = [];
  for (const span of spans) {
    const last = joined.at(-1);
    if (last && /^[ \t]*(?:(?:\r\n?|\n)[ \t]*)?$/.test(text.slice(last.end, span.start)))
      joined[joined.length - 1] = { start: last.start, end: span.end };
    else joined.push({ start: span.start, end: span.end });
  }
  return joined;
}

/** A comment behind a statement folds with nothing. */
function aloneOnLine(text: Text, comments: readonly Span[]): readonly Span[] {
  return comments.filter(({ start }) => /^\s*$/.test(text.slice(lineStart(text, start), start)));
}

function hasNewline(text: Text, start: number, end: number): boolean {
  const newline = text.indexOf('\n', start);
  return newline >= 0 && newline < end;
}
