import type {
  DocumentDiagnosticParams,
  DocumentDiagnosticReport,
  FullDocumentDiagnosticReport,
  UnchangedDocumentDiagnosticReport,
} from 'vscode-languageserver';
import type { Feature } from '../feature.ts';
import type { Report } from '../reports.ts';
import type { Session } from '../session.ts';

/** Diagnostics for clients that ask for them; to others they are sent (`push.ts`). */
export const pulledDiagnostics: Feature = {
  announced: ({ pullsDiagnostics }) =>
    pullsDiagnostics
      ? { diagnosticProvider: { identifier: 'topo', interFileDependencies: true, workspaceDiagnostics: true } }
      : {},
  connect(connection, session, boundary) {
    if (!session.support.pullsDiagnostics) return;
    const nothing: DocumentDiagnosticReport = { kind: 'full', items: [] };
    connection.languages.diagnostics.on(
      boundary.request('textDocument/diagnostic', nothing, (params: DocumentDiagnosticParams) =>
        pulledReport(session, params),
      ),
    );
  },
};

/** The answer to a pull; `previousResultId` names the report that the client has. */
async function pulledReport(
  { documents, reports, support }: Session,
  { textDocument, previousResultId }: DocumentDiagnosticParams,
): Promise<DocumentDiagnosticReport> {
  const document = documents.get(textDocument.uri);
  const report = document && (await reports.of(document));
  if (!report) return { kind: 'full', items: [] };
  const readers = support.relatedDocuments ? reports.readersOf(report.document.location) : [];
  const related = (await Promise.all(readers.map(reports.of))).filter((each) => each !== undefined);
  const relatedDocuments = Object.fromEntries(related.map((each) => [each.document.uri, full(each)]));
  return {
    ...(report.id === previousResultId ? unchanged(report) : full(report)),
    ...(related.length > 0 ? { relatedDocuments } : {}),
  };
}

function full(report: Report): FullDocumentDiagnosticReport {
  return { kind: 'full', resultId: report.id, items: [...report.items] };
}

function unchanged(report: Report): UnchangedDocumentDiagnosticReport {
  return { kind: 'unchanged', resultId: report.id };
}
