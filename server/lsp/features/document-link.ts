import type { DocumentLink, DocumentLinkParams } from 'vscode-languageserver';
import { documentLinksIn, type DocumentLink as Found } from '../../ide/document-links.ts';
import type { Feature } from '../feature.ts';
import type { Session } from '../session.ts';
import { normaliseUri } from '../uri.ts';

/** Imports, sources and rules that can be followed. */
export const documentLink: Feature = {
  announced: () => ({ documentLinkProvider: {} }),
  connect(connection, session, boundary) {
    connection.onDocumentLinks(
      boundary.request<DocumentLinkParams, DocumentLink[]>('textDocument/documentLink', [], (params) =>
        answer(session, params),
      ),
    );
  },
};

function answer(session: Session, { textDocument }: DocumentLinkParams): DocumentLink[] {
  const open = session.analysed(textDocument.uri);
  if (!open) return [];
  return documentLinksIn(open.analysis).flatMap((link) => {
    const target = targetOf(session, link);
    return target === undefined ? [] : [{ range: open.lines.rangeOf(link), target }];
  });
}

function targetOf({ documents, translation }: Session, { to }: Found): string | undefined {
  if (to.what === 'page') return to.address;
  if (to.what === 'rule') return translation.pageOf(to.rule);
  return documents.get(to.location)?.uri ?? normaliseUri(to.location);
}
