import type { Model } from '../model/model.ts';
import type { Program } from '../model/program.ts';
import { rootOfSite, type Site } from '../model/site.ts';
import type { Source } from '../model/source.ts';
import type { Edit, Fix, Found } from './check.ts';
import type { Finding } from './findings.ts';
import { withEdits } from './overlay.ts';

/** Files longer than this are not analysed anew for each change that might be a fix. */
const LONGEST_TRIED = 200_000;

/** Changes tried for one state of a text: a list of all its findings with their fixes is asked for, too. */
const MOST_TRIED = 100;

/** Once a trial takes longer than this, in milliseconds, no other is made: a person waits for the list of fixes. */
const SLOW = 300;

/** Trials that are left for one state of a text. */
export interface TrialBudget {
  left: number;
}

export function trialBudget(): TrialBudget {
  return { left: MOST_TRIED };
}

/** What is known of a file, as far as a trial asks. */
interface Outcome {
  readonly source: Source;
  readonly model: Model;
  readonly roots: readonly Site[];
  readonly findings: readonly Finding[];
}

/**
 * The moves of a finding that are fixes: each is made in a copy of the text, which is analysed. It has to remove the
 * finding and may bring no other error or warning in its place.
 */
export function triedFixes(
  before: Outcome,
  rule: string,
  found: Found,
  budget: TrialBudget,
  analyse: (program: Program) => Outcome | undefined,
): readonly Fix[] {
  const { site, moves } = found;
  if (!site || !moves || before.source.text.length > LONGEST_TRIED) return [];
  const root = rootOfSite(site);
  return moves().flatMap(({ edits, title }): readonly Fix[] => {
    budget.left -= 1;
    const program = budget.left < 0 ? undefined : edited(before.model.program, before.source, edits);
    const begun = performance.now();
    const after = program && analyse(program);
    if (performance.now() - begun > SLOW) budget.left = 0;
    const changed = after?.roots.find(({ part }) => part.name === root.part.name);
    if (!after || !changed || !isBetter(before.findings, after.findings, rule)) return [];
    const states = { before: { model: before.model, root }, after: { model: after.model, root: changed } };
    return [{ title: title(states), edits }];
  });
}

/** The program with edits made in one of its files; undefined where one of them is in another. */
function edited(program: Program, source: Source, edits: readonly Edit[]): Program | undefined {
  return edits.length === 0 || edits.some(({ at }) => at.source !== source) ? undefined : withEdits(program, edits);
}

function isBetter(before: readonly Finding[], after: readonly Finding[], rule: string): boolean {
  const fewer = (counts: (finding: Finding) => boolean): number =>
    before.filter(counts).length - after.filter(counts).length;
  const isError = ({ severity }: Finding): boolean => severity === 'error';
  const isGrave = ({ severity }: Finding): boolean => severity === 'error' || severity === 'warning';
  return fewer((finding) => finding.rule === rule) > 0 && fewer(isError) >= 0 && fewer(isGrave) > 0;
}
