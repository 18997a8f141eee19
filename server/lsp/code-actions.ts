import { type CodeAction, CodeActionKind, type CodeActionParams } from 'vscode-languageserver';
import { fixesAt } from '../ide/fixes.ts';
import type { Feature } from './feature.ts';
import type { Session } from './session.ts';
import { workspaceEdit } from './workspace-edit.ts';

export const codeActions: Feature = {
  announced: ({ codeActionLiterals }) => ({
    codeActionProvider: codeActionLiterals ? { codeActionKinds: [CodeActionKind.QuickFix] } : false,
  }),
  connect(connection, session, boundary) {
    connection.onCodeAction(
      boundary.request<CodeActionParams, CodeAction[]>('textDocument/codeAction', [], createCodeActions(session)),
    );
  },
};

/** Answers which quick fixes there are in a range; fixes of rules that the user turned off are not offered. */
function createCodeActions(session: Session): (params: CodeActionParams) => Promise<CodeAction[]> {
  const { analysed, settings, translation } = session;
  return async ({ textDocument, range, context }) => {
    if (context.only && !context.only.some(isQuickFix)) return [];
    const choices = await settings.of(textDocument.uri);
    const open = analysed(textDocument.uri);
    if (!open) return [];
    const offered = fixesAt(open.analysis, open.lines.spanOf(range));
    return offered.flatMap(({ finding, fix, preferred }): readonly CodeAction[] => {
      const diagnostic = translation.diagnosticOf(finding, choices);
      if (!diagnostic) return [];
      const kind = CodeActionKind.QuickFix;
      const action = { title: fix.title, kind, diagnostics: [diagnostic], edit: workspaceEdit(session, fix.edits) };
      return [preferred ? { ...action, isPreferred: true } : action];
    });
  };
}

/** Whether a kind that the client asks for includes quick fixes. */
function isQuickFix(kind: string): boolean {
  return kind === '' || kind === CodeActionKind.QuickFix;
}
