import { type DocumentHighlight, DocumentHighlightKind, type DocumentHighlightParams } from 'vscode-languageserver';
import { highlightsAt } from '../../ide/highlight.ts';
import type { Feature } from '../feature.ts';
import type { Session } from '../session.ts';

export const documentHighlight: Feature = {
  announced: () => ({ documentHighlightProvider: true }),
  connect(connection, session, boundary) {
    connection.onDocumentHighlight(
      boundary.request('textDocument/documentHighlight', [], (params: DocumentHighlightParams) =>
        answer(session, params),
      ),
    );
  },
};

function answer({ analysed }: Session, { textDocument, position }: DocumentHighlightParams): DocumentHighlight[] {
  const open = analysed(textDocument.uri);
  if (!open) return [];
  return highlightsAt(open.analysis, open.lines.offsetAt(position)).map((occurrence) => ({
    range: open.lines.rangeOf(occurrence),
    kind: occurrence.declares ? DocumentHighlightKind.Write : DocumentHighlightKind.Read,
  }));
}
