import type { TextDocumentContentParams, TextDocumentContentResult } from 'vscode-languageserver';
import { catalogScheme, catalogText } from '../catalog/modules.ts';
import type { Feature } from './feature.ts';
import { normaliseUri } from './uri.ts';

/** The files of the built-in catalog, which an editor can show but not read. */
export const catalog: Feature = {
  announced: ({ documentContent }) =>
    documentContent ? { workspace: { textDocumentContent: { schemes: [catalogScheme] } } } : {},
  connect(connection, _session, boundary) {
    connection.onRequest(
      'topo/catalog',
      boundary.request('topo/catalog', null, ({ uri }: { readonly uri: string }) => textOf(uri)),
    );
    connection.workspace.textDocumentContent.on(
      boundary.request<TextDocumentContentParams, TextDocumentContentResult | null>(
        'workspace/textDocumentContent',
        null,
        ({ uri }) => {
          const text = textOf(uri);
          return text === null ? null : { text };
        },
      ),
    );
  },
};

function textOf(uri: string): string | null {
  return catalogText(normaliseUri(uri)) ?? null;
}
