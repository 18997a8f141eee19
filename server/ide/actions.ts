import type { Span } from '../../grammar/ast.ts';
import type { Analysis } from '../checks/analyse.ts';
import type { Action, ActionKind } from './actions/action.ts';
import { fixAllActions, fixEverything } from './actions/fix-all.ts';
import { organizeImports } from './actions/organize-imports.ts';
import { refactorings } from './actions/refactor.ts';
import { waivers } from './actions/waive.ts';
import { fixesAt } from './fixes.ts';
import { createTrial } from './trial.ts';

/** What is asked for. */
export interface ActionRequest {
  readonly range: Span;
  /** Milliseconds after which no more is tried. */
  readonly timeForTrials: number;
  /** The kinds that are wanted. */
  wants(kind: ActionKind): boolean;
}

/** What can be done about a range of a file: the fixes of its findings first. */
export function actionsAt(analysis: Analysis, { range, timeForTrials, wants }: ActionRequest): readonly Action[] {
  const trial = createTrial(analysis, timeForTrials);
  const quick = (): readonly Action[] => [
    ...fixesAt(analysis, range, trial).map(
      ({ finding, fix, preferred }): Action => ({
        title: fix.title,
        kind: 'quickfix',
        finding,
        preferred,
        edits: () => fix.edits,
      }),
    ),
    ...fixAllActions(analysis, range),
    ...waivers(analysis, range, trial),
  ];
  return [
    ...(wants('quickfix') ? quick() : []),
    ...(isRefactoring(wants) ? refactorings(analysis, range.start, wants, trial) : []),
    ...(wants('source.fixAll.topo') ? [fixEverything(analysis)] : []),
    ...(wants('source.organizeImports') ? [organizeImports(analysis)] : []),
  ];
}

function isRefactoring(wants: ActionRequest['wants']): boolean {
  return wants('refactor.extract') || wants('refactor.inline') || wants('refactor.rewrite');
}
