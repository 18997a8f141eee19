import type { Span } from '../../../grammar/ast.ts';
import type { Analysis } from '../../checks/analyse.ts';
import type { Edit } from '../../checks/check.ts';
import { bodiesOf } from '../../checks/language/bodies.ts';
import type { Model } from '../../model/model.ts';
import type { Source } from '../../model/source.ts';
import { meaningOf } from '../meaning.ts';
import { subjects, targetAt } from '../target.ts';

/** A piece of text that stands elsewhere after edits. */
export interface Move {
  readonly from: Span;
  /** The edit that writes it, and how far into the text of the edit it starts. */
  readonly into: number;
  readonly at: number;
  readonly length: number;
}

/** Whether the names in a piece of text mean the same where it has been moved. */
export function keepsNames(
  before: Analysis,
  after: Analysis,
  edits: readonly Edit[],
  { from, into, at, length }: Move,
): boolean {
  const edit = edits[into];
  if (!edit) return false;
  const earlier = edits.filter((each) => each.at.start < edit.at.start);
  const shift = earlier.reduce((sum, each) => sum + each.text.length - (each.at.end - each.at.start), 0);
  const start = edit.at.start + shift + at;
  const there = meaningsIn(after.model, after.source, { start, end: start + length });
  return JSON.stringify(meaningsIn(before.model, before.source, from)) === JSON.stringify(there);
}

/**
 * What the names in a piece of text mean, in words that do not change when the text is moved: what sort of thing, and what
 * declares it. Text may be moved where they stay the same.
 */
function meaningsIn(model: Model, source: Source, within: Span): readonly string[] {
  const found: string[] = [];
  for (const body of bodiesOf(model, source)) {
    for (const statement of body.statements) {
      if (statement.end < within.start || within.end < statement.start) continue;
      for (const [span, on] of subjects(statement, source.text)) {
        if (span.start < within.start || within.end < span.end) continue;
        const meaning = meaningOf(model, body, statement, on);
        if (meaning) found.push(`${meaning.sort} ${meaning.name} ${declarationIn(meaning.bound ?? meaning.declared)}`);
      }
    }
  }
  return found;
}

/** A constant by its whole text, anything else by its file: two of one name in one file are told apart by their trials. */
function declarationIn(at: { readonly source: Source; readonly start: number } | undefined): string {
  if (!at) return '';
  const statement = targetAt(at.source.parsed.file, at.source.text, at.start)?.path.at(-1);
  const isConstant = statement?.node === 'constant';
  return isConstant ? at.source.text.slice(statement.start, statement.end) : at.source.location;
}
