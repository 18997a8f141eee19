import type { Span, Statement } from '../../../grammar/ast.ts';
import type { Analysis } from '../../checks/analyse.ts';
import type { Edit } from '../../checks/check.ts';
import type { Finding } from '../../checks/findings.ts';
import { insert, lineStart } from '../../checks/text-edits.ts';
import type { Source } from '../../model/source.ts';
import { findingsAt } from '../fixes.ts';
import { bodyOf, statementsAround } from '../rows.ts';
import { mends, type Trial } from '../trial.ts';
import type { Action } from './action.ts';

/** What stands for the reason until a person gives one. */
const REASON = 'reason';

/** For each finding that touches a range and can be waived: an `allow` in the smallest body in which it silences it. */
export function waivers(analysis: Analysis, range: Span, trial: Trial): readonly Action[] {
  const seen = new Set<string>();
  return findingsAt(analysis, range).flatMap((finding): readonly Action[] => {
    if (finding.rule === 'allow.reason') return [reasonFor(finding)];
    if (isNeverWaived(finding.rule)) return [];
    const edit = seen.has(finding.rule) ? undefined : waiver(analysis, finding, trial);
    seen.add(finding.rule);
    if (!edit) return [];
    const title = `Waive ${finding.rule} here, with a reason`;
    return [{ title, kind: 'quickfix', finding, edits: () => [edit], placeholder: REASON }];
  });
}

/** Text that cannot be read, other tools' files, and waivers themselves are mended, not waived. */
function isNeverWaived(rule: string): boolean {
  return /^(?:syntax|file|allow)\./.test(rule);
}

/** A waiver without a reason gets one. */
function reasonFor(finding: Finding): Action {
  const { source, start, end } = finding.at;
  const isEmpty = source.text.startsWith('"', start);
  const edit: Edit = isEmpty ? { at: finding.at, text: `"${REASON}"` } : insert(source, end, ` "${REASON}"`);
  return { title: 'Write the reason', kind: 'quickfix', finding, edits: () => [edit], placeholder: REASON };
}

function waiver(analysis: Analysis, finding: Finding, trial: Trial): Edit | undefined {
  const { source } = analysis;
  const around = statementsAround(source.parsed.file, finding.at.start).filter(({ end }) => finding.at.end <= end);
  for (const statement of around.toReversed()) {
    const edit = allowIn(source, statement, finding.rule);
    if (!edit) continue;
    const after = trial.after([edit]);
    // An `allow` that silences nothing is itself a finding. Without the time to try it, the smallest body is taken.
    if (!after || (after.waived.length > analysis.waived.length && mends(analysis, after, finding))) return edit;
  }
  return undefined;
}

function allowIn(source: Source, statement: Statement, rule: string): Edit | undefined {
  if (statement.broken) return undefined;
  const { text } = source;
  const allow = `allow ${rule} "${REASON}"`;
  const body = bodyOf(statement);
  if (!body) {
    const mayHaveOne = statement.node === 'link' || statement.node === 'member';
    return mayHaveOne ? insert(source, statement.end, ` { ${allow} }`) : undefined;
  }
  const brace = body.end - 1;
  if (text.charAt(brace) !== '}') return undefined;
  const from = lineStart(text, brace);
  const indent = text.slice(from, brace);
  // A closing brace on a line of its own: a line above it. Else behind the last statement.
  if (from > body.start && /^[ \t]*$/.test(indent)) return insert(source, from, `${indent}  ${allow}\n`);
  const last = body.start + 1 + text.slice(body.start + 1, brace).trimEnd().length;
  const gap = last === body.start + 1 ? ' ' : '  ';
  return insert(source, last, `${gap}${allow}${last === brace ? ' ' : ''}`);
}
