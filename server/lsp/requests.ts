import type {
  CodeAction,
  CodeActionParams,
  Connection,
  DocumentDiagnosticParams,
  DocumentDiagnosticReport,
  Hover,
  HoverParams,
  TextDocumentContentParams,
  TextDocumentContentResult,
} from 'vscode-languageserver';
import { catalogText } from '../catalog/modules.ts';
import { hoverAt } from '../ide/hover.ts';
import type { Boundary } from './boundary.ts';
import { createCodeActions } from './code-actions.ts';
import { pulledReport } from './pull.ts';
import type { Session } from './session.ts';
import { normaliseUri } from './uri.ts';

/** Connects each request of the client with what answers it. */
export function answerRequests(connection: Connection, session: Session, boundary: Boundary): void {
  connection.onHover(boundary.request('textDocument/hover', null, (params: HoverParams) => hover(session, params)));
  connection.onCodeAction(
    boundary.request<CodeActionParams, CodeAction[]>('textDocument/codeAction', [], createCodeActions(session)),
  );
  if (session.support.pullsDiagnostics) {
    const nothing: DocumentDiagnosticReport = { kind: 'full', items: [] };
    connection.languages.diagnostics.on(
      boundary.request('textDocument/diagnostic', nothing, (params: DocumentDiagnosticParams) =>
        pulledReport(session, params),
      ),
    );
  }
  connection.onRequest(
    'topo/catalog',
    boundary.request('topo/catalog', null, ({ uri }: { readonly uri: string }) => catalog(uri)),
  );
  connection.workspace.textDocumentContent.on(
    boundary.request<TextDocumentContentParams, TextDocumentContentResult | null>(
      'workspace/textDocumentContent',
      null,
      ({ uri }) => {
        const text = catalog(uri);
        return text === null ? null : { text };
      },
    ),
  );
}

/** The text of a file of the built-in catalog. */
function catalog(uri: string): string | null {
  return catalogText(normaliseUri(uri)) ?? null;
}

function hover({ documents, analyses, support }: Session, { textDocument, position }: HoverParams): Hover | null {
  const document = documents.get(textDocument.uri);
  const checked = document && analyses.of(document.location);
  const found = checked && hoverAt(checked.analysis, document.lines.offsetAt(position));
  if (!found) return null;
  return {
    contents: { kind: support.markdownHovers ? 'markdown' : 'plaintext', value: found.markdown },
    range: document.lines.rangeOf(found.span),
  };
}
