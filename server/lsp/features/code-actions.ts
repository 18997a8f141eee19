import { type CodeAction, CodeActionKind, type CodeActionParams, CodeActionTriggerKind } from 'vscode-languageserver';
import type { Analysis } from '../../checks/analyse.ts';
import type { Action, ActionKind } from '../../ide/actions/action.ts';
import { actionsAt } from '../../ide/actions.ts';
import { TIME_FOR_TRIALS } from '../../ide/trial.ts';
import type { Feature } from '../feature.ts';
import type { Session } from '../session.ts';
import type { RuleChoices } from '../settings.ts';
import { normaliseUri } from '../uri.ts';
import { workspaceEdit } from '../workspace-edit.ts';

/** What an action has to know to be resolved. */
interface ActionData {
  readonly uri: string;
  readonly range: CodeActionParams['range'];
  readonly kind: ActionKind;
  readonly title: string;
}

export const codeActions: Feature = {
  announced: ({ codeActionLiterals, resolvesActions }) => ({
    codeActionProvider: codeActionLiterals
      ? {
          codeActionKinds: [
            CodeActionKind.QuickFix,
            CodeActionKind.RefactorExtract,
            CodeActionKind.RefactorInline,
            CodeActionKind.RefactorRewrite,
            `${CodeActionKind.SourceFixAll}.topo`,
            CodeActionKind.SourceOrganizeImports,
          ],
          resolveProvider: resolvesActions,
        }
      : false,
  }),
  connect(connection, session, boundary) {
    connection.onCodeAction(
      boundary.request<CodeActionParams, CodeAction[]>('textDocument/codeAction', [], (params) =>
        answer(session, params),
      ),
    );
    connection.onCodeActionResolve(async (action, token) => {
      const resolved = boundary.request('codeAction/resolve', action, (asked: CodeAction) => resolve(session, asked));
      return resolved(action, token);
    });
  },
};

/** What can be done in a range; nothing about the findings of rules that the user turned off. */
async function answer(session: Session, { textDocument: { uri }, range, context }: CodeActionParams) {
  const choices = await session.settings.of(uri);
  // What a fix costs rests on whole networks, and is worth a moment.
  await session.settled(uri);
  const open = session.analysed(uri);
  if (!open) return [];
  const wants = (kind: ActionKind): boolean => isWanted(kind, context);
  const request = { range: open.lines.spanOf(range), timeForTrials: timeForTrials(session, uri), wants };
  const actions = actionsAt(open.analysis, request).filter((action) =>
    isInTime(session, action, request.timeForTrials),
  );
  return actions.flatMap((action) => {
    const data: ActionData = { uri, range, kind: action.kind, title: action.title };
    return translated(session, action, choices, data) ?? [];
  });
}

/**
 * An editor that asks for edits when they are taken gets them then. For another one they are made at once, which for a fix
 * of all findings takes many analyses: it is not offered in a file of which one takes long already.
 */
function isInTime({ support }: Session, { isLazy, kind }: Action, timeForTrials: number): boolean {
  return !isLazy || support.resolvesActions || kind !== 'quickfix' || timeForTrials > 0;
}

/** What is left when the last trial has taken as long as the file took to be checked. */
function timeForTrials({ analyses }: Session, uri: string): number {
  return TIME_FOR_TRIALS - (analyses.of(normaliseUri(uri))?.milliseconds ?? 0);
}

/**
 * Actions on the source are made only for who asks for them: an editor that saves, or a person in its menu. Other forms of
 * what is written are no reason to light a bulb while a person types.
 */
function isWanted(kind: ActionKind, { only, triggerKind }: CodeActionParams['context']): boolean {
  if (only) return only.some((each) => each === '' || kind === each || kind.startsWith(`${each}.`));
  if (kind.startsWith('source.')) return false;
  return triggerKind !== CodeActionTriggerKind.Automatic || !kind.startsWith('refactor.');
}

function translated(session: Session, action: Action, choices: RuleChoices, data: ActionData): CodeAction | undefined {
  const { title, kind, finding, preferred } = action;
  const diagnostic = finding && session.translation.diagnosticOf(finding, choices);
  if (finding && !diagnostic) return undefined;
  const shown: CodeAction = {
    title,
    kind,
    ...(diagnostic ? { diagnostics: [diagnostic] } : {}),
    ...(preferred ? { isPreferred: true } : {}),
  };
  if (action.isLazy && session.support.resolvesActions) return { ...shown, data };
  const edits = action.edits();
  return edits.length > 0 ? { ...shown, edit: workspaceEdit(session, edits, action.placeholder) } : undefined;
}

/** The edit of an action that was offered, as the text stands now; the action without one where it is gone. */
async function resolve(session: Session, action: CodeAction): Promise<CodeAction> {
  const { uri, range, kind, title } = action.data as ActionData;
  await session.settled(uri);
  const open = session.analysed(uri);
  const found = open && actionNamed(open.analysis, open.lines.spanOf(range), kind, title);
  return found ? { ...action, edit: workspaceEdit(session, found.edits(), found.placeholder) } : action;
}

function actionNamed(
  analysis: Analysis,
  range: { readonly start: number; readonly end: number },
  kind: ActionKind,
  title: string,
): Action | undefined {
  const all = actionsAt(analysis, { range, timeForTrials: 0, wants: (each) => each === kind });
  return all.find((each) => each.title === title);
}
