import type { TextDocumentEdit, TextEdit, WorkspaceEdit } from 'vscode-languageserver';
import type { Edit } from '../checks/check.ts';
import type { Session } from './session.ts';

/** Edits in the terms of the protocol: by document and its version where the client takes them so. */
export function workspaceEdit(
  { support, documents, translation }: Pick<Session, 'support' | 'documents' | 'translation'>,
  edits: readonly Edit[],
): WorkspaceEdit {
  const byUri = new Map<string, TextEdit[]>();
  for (const { at, text } of edits) {
    const { uri, range } = translation.locationOf(at);
    byUri.set(uri, [...(byUri.get(uri) ?? []), { range, newText: text }]);
  }
  if (!support.documentChanges) return { changes: Object.fromEntries(byUri) };
  return {
    documentChanges: [...byUri].map(
      ([uri, own]): TextDocumentEdit => ({
        textDocument: { uri, version: documents.get(uri)?.version ?? null },
        edits: own,
      }),
    ),
  };
}
