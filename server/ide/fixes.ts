import type { Span } from '../../grammar/ast.ts';
import { catalogScheme } from '../catalog/modules.ts';
import type { Analysis } from '../checks/analyse.ts';
import type { Edit, Fix } from '../checks/check.ts';
import type { Finding } from '../checks/findings.ts';
import { mends, type Trial } from './trial.ts';

/** A fix, the finding that it removes, and whether it is the one to take unless there is a reason not to. */
export interface OfferedFix {
  readonly finding: Finding;
  readonly fix: Fix;
  readonly preferred: boolean;
}

/**
 * The fixes of the findings that touch a range, those of each finding in order, the preferred one first. One that is
 * tried and would not remove its finding, or would add an error, is left out.
 */
export function fixesAt(analysis: Analysis, range: Span, trial: Trial): readonly OfferedFix[] {
  return findingsAt(analysis, range).flatMap((finding) =>
    finding.fixes
      .filter((fix) => isPossible(fix.edits) && isGood(analysis, finding, fix, trial))
      .map((fix, order): OfferedFix => ({ finding, fix, preferred: order === 0 })),
  );
}

/** In a longer list nobody looks for the fix of one finding; those of a rule are fixed all at once. */
const MOST_FINDINGS = 50;

/** The first findings that touch a range. */
export function findingsAt({ findings }: Analysis, range: Span): readonly Finding[] {
  return findings.filter(({ at }) => at.start <= range.end && range.start <= at.end).slice(0, MOST_FINDINGS);
}

/** The built-in catalog cannot be edited. */
function isPossible(edits: readonly Edit[]): boolean {
  return edits.every(({ at }) => !at.source.location.startsWith(`${catalogScheme}:`));
}

function isGood(analysis: Analysis, finding: Finding, { edits }: Fix, trial: Trial): boolean {
  const after = trial.after(edits);
  return !after || mends(analysis, after, finding);
}
