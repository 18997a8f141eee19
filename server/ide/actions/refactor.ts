import type { Link, Member, Statement } from '../../../grammar/ast.ts';
import type { Analysis } from '../../checks/analyse.ts';
import { bodyOf, holds, statementsAround } from '../rows.ts';
import { keepsFindings, type Trial } from '../trial.ts';
import type { Action, ActionKind } from './action.ts';
import { unitConversions } from './convert-unit.ts';
import { typeExtractions } from './extract-type.ts';
import { typeInlinings } from './inline-type.ts';
import { keepsNames, type Move } from './moved-names.ts';
import { linkSplits } from './split-link.ts';
import { lengthActions } from './state-length.ts';

/**
 * The ways to say the same in another form. What moves text is tried, and offered only where the findings and what the
 * moved names mean stay as they are; a change of a length says in its title what it changes.
 */
export function refactorings(
  analysis: Analysis,
  offset: number,
  wants: (kind: ActionKind) => boolean,
  trial: Trial,
): readonly Action[] {
  const path = statementsAround(analysis.source.parsed.file, offset);
  const member = memberAt(path, offset);
  const kept = (action: Action & { readonly moves?: Move }): boolean => keepsAll(analysis, action, trial);
  const extract = member && wants('refactor.extract') ? typeExtractions(analysis, path, member) : [];
  const inline = member && wants('refactor.inline') ? typeInlinings(analysis, path, member) : [];
  const moved = [...extract, ...inline].filter(kept);
  if (!wants('refactor.rewrite')) return moved;
  const link = path.findLast((node): node is Link => node.node === 'link');
  const around = link ? path.slice(0, path.indexOf(link) + 1) : [];
  const splits = link ? linkSplits(analysis, around, link).filter((split) => keepsGravest(analysis, split, trial)) : [];
  const lengths = link ? lengthActions(analysis, around, link) : [];
  return [...moved, ...unitConversions(analysis, offset), ...splits, ...lengths];
}

/** The member in whose head an offset is. */
function memberAt(path: readonly Statement[], offset: number): Member | undefined {
  const node = path.at(-1);
  if (node?.node !== 'member') return undefined;
  const body = bodyOf(node);
  return body && holds(body, offset) ? undefined : node;
}

function keepsAll(analysis: Analysis, action: Action & { readonly moves?: Move }, trial: Trial): boolean {
  const edits = action.edits();
  const after = trial.after(edits);
  if (!after || !keepsFindings(analysis, after)) return false;
  return !action.moves || keepsNames(analysis, after, edits, action.moves);
}

/** A link in two says the same; only hints may come, such as that a cheaper cable would do for one half. */
function keepsGravest(analysis: Analysis, { edits }: Action, trial: Trial): boolean {
  const after = trial.after(edits());
  return after !== undefined && gravestRules(after) === gravestRules(analysis);
}

function gravestRules({ findings }: Analysis): string {
  const grave = findings.filter(({ severity }) => severity === 'error' || severity === 'warning');
  return [...new Set(grave.map(({ rule }) => rule))].sort().join(' ');
}
