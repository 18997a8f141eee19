import type { SnippetTextEdit, TextDocumentEdit, TextEdit, WorkspaceEdit } from 'vscode-languageserver';
import type { Edit } from '../checks/check.ts';
import type { Session } from './session.ts';

/**
 * Edits in the terms of the protocol: by document and its version where the client takes them so. A placeholder in quotes
 * is selected where the client can.
 */
export function workspaceEdit(
  { support, documents, translation }: Pick<Session, 'support' | 'documents' | 'translation'>,
  edits: readonly Edit[],
  placeholder?: string,
): WorkspaceEdit {
  const byUri = new Map<string, TextEdit[]>();
  for (const { at, text } of edits) {
    const { uri, range } = translation.locationOf(at);
    const own = byUri.get(uri);
    if (own) own.push({ range, newText: text });
    else byUri.set(uri, [{ range, newText: text }]);
  }
  if (!support.documentChanges) return { changes: Object.fromEntries(byUri) };
  const isSnippet = placeholder !== undefined && support.snippetEdits;
  return {
    documentChanges: [...byUri].map(
      ([uri, own]): TextDocumentEdit => ({
        textDocument: { uri, version: documents.get(uri)?.version ?? null },
        edits: isSnippet ? own.map((edit) => snippetOf(edit, placeholder)) : own,
      }),
    ),
  };
}

function snippetOf({ range, newText }: TextEdit, placeholder: string): SnippetTextEdit {
  const escaped = newText.replaceAll(/[\\$}]/g, '\\$&');
  return {
    range,
    snippet: { kind: 'snippet', value: escaped.replace(`"${placeholder}"`, `"\${1:${placeholder}}"`) },
  };
}
