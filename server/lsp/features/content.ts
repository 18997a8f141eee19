import type { TextDocumentContentParams, TextDocumentContentResult } from 'vscode-languageserver';
import { catalogScheme, catalogText } from '../../catalog/modules.ts';
import type { Feature } from '../feature.ts';
import { pageAddress, pageScheme, pageText } from '../pages.ts';
import type { Session } from '../session.ts';
import { normaliseUri } from '../uri.ts';

/** Documents that an editor can show but not read: the files of the built-in catalog, and the pages on declarations. */
export const content: Feature = {
  announced: ({ documentContent }) =>
    documentContent ? { workspace: { textDocumentContent: { schemes: [catalogScheme, pageScheme] } } } : {},
  connect(connection, session, boundary) {
    connection.onRequest(
      'topo/catalog',
      boundary.request('topo/catalog', null, ({ uri }: { readonly uri: string }) => catalog(uri) ?? null),
    );
    const shown = new Set<string>();
    const show = (uri: string): void => {
      shown.add(uri);
      const [oldest] = shown.size > MOST_SHOWN ? shown : [];
      if (oldest !== undefined) shown.delete(oldest);
    };
    connection.workspace.textDocumentContent.on(
      boundary.request<TextDocumentContentParams, TextDocumentContentResult | null>(
        'workspace/textDocumentContent',
        null,
        async ({ uri }) => {
          const text = await textOf(session, uri);
          if (text !== undefined && pageAddress(uri)) show(uri);
          return text === undefined ? null : { text };
        },
      ),
    );
    session.whenChecked(({ location }) => {
      for (const uri of shown) {
        if (normaliseUri(pageAddress(uri)?.document ?? '') !== location) continue;
        const failed = boundary.failed('workspace/textDocumentContent/refresh');
        connection.workspace.textDocumentContent.refresh(uri).catch(failed);
      }
    });
  },
};

/** Pages that are kept up to date; nobody has more of them open. */
const MOST_SHOWN = 100;

async function textOf(session: Session, uri: string): Promise<string | undefined> {
  return catalog(uri) ?? (await pageText(session, uri));
}

function catalog(uri: string): string | undefined {
  return catalogText(normaliseUri(uri));
}
