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
import type { Session } from './session.ts';

/** Answers which quick fixes there are in a range; fixes of rules that the user turned off are not offered. */
export function createCodeActions(session: Session): (params: CodeActionParams) => Promise<CodeAction[]> {
  const { support, documents, analyses, settings, translation } = session;
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
    const document = documents.get(textDocument.uri);
    const checked = document && analyses.of(document.location);
    if (!checked) return [];
    const offered = fixesAt(checked.analysis, document.lines.spanOf(range));
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
