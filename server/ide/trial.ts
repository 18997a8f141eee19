import { type Analysis, analyse } from '../checks/analyse.ts';
import type { Edit } from '../checks/check.ts';
import type { Finding } from '../checks/findings.ts';
import { withEdits } from '../checks/overlay.ts';

/** Milliseconds that the trials of one answer may take: a person waits for the list of what can be done. */
export const TIME_FOR_TRIALS = 250;

/** Tries edits on the texts in memory. */
export interface Trial {
  /** What is known of the file after edits; undefined where the time for trials is used up. */
  after(edits: readonly Edit[]): Analysis | undefined;
}

/** Makes trials of a file: none is begun after so many milliseconds. */
export function createTrial({ model, source }: Analysis, milliseconds: number = TIME_FOR_TRIALS): Trial {
  const end = performance.now() + milliseconds;
  return {
    after: (edits) => (performance.now() < end ? analyse(withEdits(model.program, edits), source.location) : undefined),
  };
}

/** Whether a finding is gone after a change, and no error has come. */
export function mends(before: Analysis, after: Analysis, finding: Finding): boolean {
  const isSame = (each: Finding): boolean => each.rule === finding.rule && each.message === finding.message;
  const counts = (each: Finding): boolean =>
    each.severity === 'error' && (!isOfLanguage(finding.rule) || isOfLanguage(each.rule));
  const allowed = count(before, counts) - (finding.severity === 'error' ? 1 : 0);
  return count(after, isSame) < count(before, isSame) && count(after, counts) <= allowed;
}

/** Whether a change leaves the findings as they are: as many of each rule, open and waived. */
export function keepsFindings(before: Analysis, after: Analysis): boolean {
  return rulesIn(before) === rulesIn(after);
}

function rulesIn({ findings, waived }: Analysis): string {
  const open = findings.map(({ rule }) => rule).sort();
  return JSON.stringify([open, waived.map(({ finding }) => finding.rule).sort()]);
}

/**
 * Whether a rule judges the text and not the cluster. Where a name is repaired, the others see what they could not see
 * before: that is no fault of the repair.
 */
export function isOfLanguage(rule: string): boolean {
  return !judging.has(rule.split('.')[0] ?? '');
}

const judging: ReadonlySet<string> = new Set(['reach', 'bandwidth', 'density', 'cooling', 'reliability', 'memory']);

function count({ findings }: Analysis, matches: (finding: Finding) => boolean): number {
  return findings.reduce((sum, each) => sum + (matches(each) ? 1 : 0), 0);
}
