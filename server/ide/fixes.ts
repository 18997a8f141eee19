import type { Span } from '../../grammar/ast.ts';
import { catalogScheme } from '../catalog/modules.ts';
import type { Analysis } from '../checks/analyse.ts';
import type { Fix } from '../checks/check.ts';
import type { Finding } from '../checks/findings.ts';

/** A fix, the finding that it removes, and whether it is the one to take unless there is a reason not to. */
export interface OfferedFix {
  readonly finding: Finding;
  readonly fix: Fix;
  readonly preferred: boolean;
}

/** The fixes of the findings that touch a range, those of each finding in order, the preferred one first. */
export function fixesAt(analysis: Analysis, range: Span): readonly OfferedFix[] {
  const touched = analysis.findings.filter(({ at }) => at.start <= range.end && range.start <= at.end);
  return touched.flatMap((finding) =>
    finding.fixes.filter(isPossible).map((fix, order): OfferedFix => ({ finding, fix, preferred: order === 0 })),
  );
}

/** The built-in catalog cannot be edited. */
function isPossible(fix: Fix): boolean {
  return fix.edits.every(({ at }) => !at.source.location.startsWith(`${catalogScheme}:`));
}
