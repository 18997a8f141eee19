import type { Span } from '../../grammar/ast.ts';
import type { Analysis } from '../checks/analyse.ts';
import type { Edit } from '../checks/check.ts';
import type { Finding } from '../checks/findings.ts';
import { fixAllActions, fixEverything } from './actions/fix-all.ts';
import { organizeImports } from './actions/organize-imports.ts';
import { refactorings } from './actions/refactor.ts';
import { waivers } from './actions/waive.ts';
import { fixesAt } from './fixes.ts';
import { createTrial } from './trial.ts';

/** What a change is to a person who looks for one; the names are those of the protocol. */
export type ActionKind =
  | 'quickfix'
  | 'refactor.extract'
  | 'refactor.inline'
  | 'refactor.rewrite'
  | 'source.fixAll.topo'
  | 'source.organizeImports';

/** A change that can be made. */
export interface Action {
  readonly title: string;
  readonly kind: ActionKind;
  /** The finding that it removes. */
  readonly finding?: Finding;
  readonly preferred?: boolean;
  /** The edits are costly: they are computed for the action that is taken. */
  readonly isLazy?: boolean;
  readonly edits: () => readonly Edit[];
  /** The text of the edits that a person writes next, where there is one. */
  readonly placeholder?: string;
}

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
