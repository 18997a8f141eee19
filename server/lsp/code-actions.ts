import {
  type CodeAction,
  CodeActionKind,
  type CodeActionParams,
  type TextDocumentEdit,
  type TextEdit,
  type WorkspaceEdit,
} from 'vscode-languageserver';
import type { Fix } from '../checks/check.ts';
import { fixesAt } from '../ide/fixes.ts';
import type { Feature } from './feature.ts';
import type { Session } from './session.ts';

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
  const { support, documents, analysed, settings, translation } = session;
  const workspaceEdit = (fix: Fix): WorkspaceEdit => {
    const byUri = new Map<string, TextEdit[]>();
    for (const { at, text } of fix.edits) {
      const { uri, range } = translation.locationOf(at);
      byUri.set(uri, [...(byUri.get(uri) ?? []), { range, newText: text }]);
    }
    if (!support.documentChanges) return { changes: Object.fromEntries(byUri) };
    return {
      documentChanges: [...byUri].map(
        ([uri, edits]): TextDocumentEdit => ({
          textDocument: { uri, version: documents.get(uri)?.version ?? null },
          edits,
        }),
      ),
    };
  };

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
      const action = { title: fix.title, kind, diagnostics: [diagnostic], edit: workspaceEdit(fix) };
      return [preferred ? { ...action, isPreferred: true } : action];
    });
  };
}

/** Whether a kind that the client asks for includes quick fixes. */
function isQuickFix(kind: string): boolean {
  return kind === '' || kind === CodeActionKind.QuickFix;
}
