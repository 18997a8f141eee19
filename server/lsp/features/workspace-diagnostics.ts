import type {
  CancellationToken,
  Diagnostic,
  WorkspaceDiagnosticParams,
  WorkspaceDiagnosticReport,
  WorkspaceDocumentDiagnosticReport,
} from 'vscode-languageserver';
import { areCurrent, type Checked } from '../analyses.ts';
import type { Feature } from '../feature.ts';
import { createRecent } from '../recent.ts';
import type { Session } from '../session.ts';
import type { RuleChoices } from '../settings.ts';
import { normaliseUri } from '../uri.ts';

/** Diagnostics of the files that nobody has opened, for clients that ask for them. */
export const workspaceDiagnostics: Feature = {
  // That there are such is told together with those of documents, in `pull.ts`.
  announced: () => ({}),
  connect(connection, session, boundary) {
    if (!session.support.pullsDiagnostics) return;
    const reports = createClosedReports(session);
    const nothing: WorkspaceDiagnosticReport = { items: [] };
    connection.languages.diagnostics.onWorkspace(
      boundary.request('workspace/diagnostic', nothing, (params: WorkspaceDiagnosticParams, token: CancellationToken) =>
        workspaceReport(session, reports, params, token),
      ),
    );
  },
};

/** The diagnostics of a file as it was read, and a name for exactly them. */
interface ClosedReport {
  readonly id: string;
  readonly items: Diagnostic[];
  readonly reads: Checked['reads'];
  readonly choices: RuleChoices;
}

/** More than a workspace is searched for. */
const MOST_REPORTS = 10_000;

type ClosedReports = (uri: string) => Promise<ClosedReport | undefined>;

/** Reports of files that are not open. What they rest on is kept, their analyses are not: there may be thousands. */
function createClosedReports({ analyses, disk, documents, settings, translation, ready }: Session): ClosedReports {
  const latest = createRecent<string, ClosedReport>(MOST_REPORTS);
  const session = Date.now().toString(36);
  let count = 0;
  const isCurrent = ({ reads, choices }: ClosedReport, wanted: RuleChoices): boolean =>
    choices === wanted && areCurrent(reads, disk);
  return async (uri) => {
    const location = normaliseUri(uri);
    const choices = await settings.of(uri);
    const known = latest.get(location);
    if (known && isCurrent(known, choices)) return known;
    await ready(uri);
    const checked = analyses.of(location);
    if (!documents.get(uri)) analyses.drop(location);
    if (!checked) return undefined;
    const items = checked.analysis.findings.flatMap((finding) => translation.diagnosticOf(finding, choices) ?? []);
    const report = { id: `${session}-closed-${++count}`, items, reads: checked.reads, choices };
    latest.set(location, report);
    return report;
  };
}

async function workspaceReport(
  session: Session,
  reportOf: ClosedReports,
  { previousResultIds }: WorkspaceDiagnosticParams,
  token: CancellationToken,
): Promise<WorkspaceDiagnosticReport> {
  const previous = new Map(previousResultIds.map(({ uri, value }) => [normaliseUri(uri), { uri, value }]));
  const items: WorkspaceDocumentDiagnosticReport[] = [];
  for (const uri of await session.files()) {
    if (token.isCancellationRequested) break;
    const before = previous.get(normaliseUri(uri));
    previous.delete(normaliseUri(uri));
    // Open documents are asked for by themselves.
    if (session.documents.get(uri)) continue;
    const report = await reportOf(uri);
    if (!report) continue;
    items.push(
      before?.value === report.id
        ? { kind: 'unchanged', uri, version: null, resultId: report.id }
        : { kind: 'full', uri, version: null, resultId: report.id, items: report.items },
    );
    // Whatever a person waits for goes first.
    await new Promise((resolve) => setTimeout(resolve, 0));
  }
  const gone = token.isCancellationRequested ? [] : [...previous.values()];
  for (const { uri } of gone) {
    if (!session.documents.get(uri)) items.push({ kind: 'full', uri, version: null, items: [] });
  }
  return { items };
}
