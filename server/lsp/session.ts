import type { Connection, InitializeParams } from 'vscode-languageserver';
import type { Analysis } from '../checks/analyse.ts';
import type { Known } from '../ide/known.ts';
import type { Source } from '../model/source.ts';
import { type Analyses, createAnalyses } from './analyses.ts';
import type { Boundary } from './boundary.ts';
import type { ClientSupport } from './client-support.ts';
import { createTranslation, type Translation } from './diagnostics.ts';
import { createDisk, type Disk, type Host, type ListFolder, type ReadFile } from './disk.ts';
import { createDocuments, type Documents, type OpenDocument } from './documents.ts';
import { createPush, createRefresh, type Delivery } from './push.ts';
import { createRecent } from './recent.ts';
import { createReports, type OnChecked, type Reports } from './reports.ts';
import { createSettings, type Settings } from './settings.ts';
import type { Lines } from './text.ts';
import { normaliseUri } from './uri.ts';
import { createWorkspace, fileListerOf, readsFiles } from './workspace.ts';

/** All that is kept while one client is served. */
export interface Session {
  readonly support: ClientSupport;
  readonly documents: Documents;
  readonly disk: Disk;
  readonly analyses: Analyses;
  readonly settings: Settings;
  readonly translation: Translation;
  readonly reports: Reports;
  readonly delivery: Delivery;
  /** An open document as it stands now, with its analysis; undefined for a document that is not open. */
  analysed(uri: string): { readonly analysis: Analysis; readonly lines: Lines } | undefined;
  /** The URIs of all files of the workspace, open or not. */
  files(): Promise<readonly string[]>;
  /** Every file of the workspace, every open document and all that they import, as they stand now. */
  known(): Promise<Known>;
  /** Has a listener told after each analysis of an open document. */
  whenChecked(listener: (document: OpenDocument) => void): void;
  /** Waits until all that a document imports has been read. */
  ready(uri: string): Promise<void>;
  /** Somebody has been answered for a document, within milliseconds. */
  answered(uri: string, took: number): void;
  /** Waits until what rests on the links of whole blocks is known of an open document, too. */
  settled(uri: string): Promise<void>;
  /** The names in a folder, by the path that leads there from a document; undefined where it cannot be read. */
  list(uri: string, path: string): Promise<readonly string[] | undefined>;
}

/** More files than a workspace is searched for. */
const MOST_SOURCES = 10_000;

export function createSession(
  connection: Connection,
  host: Host,
  support: ClientSupport,
  boundary: Boundary,
  params: InitializeParams,
): Session {
  const options: unknown = params.initializationOptions;
  const documents = createDocuments(support.encoding);
  const disk = createDisk(documents, readerOf(connection, host, options));
  const sources = createRecent<string, Source>(MOST_SOURCES);
  // Who is not told that there is more to be known must have all of it at once.
  const isTold = support.refreshesDiagnostics || !support.pullsDiagnostics;
  const analyses = createAnalyses(
    disk,
    sources,
    (rule, error) => boundary.failed(rule)(error),
    isTold ? () => delivery.changed(undefined) : undefined,
  );
  const settings = createSettings(connection, support.configuration, options);
  const translation = createTranslation(documents, support, host.repository);
  const ready: Session['ready'] = async (uri) => {
    do analyses.of(normaliseUri(uri));
    while (await disk.caughtUp());
  };
  const listeners: ((document: OpenDocument) => void)[] = [];
  const sendStatus = statusSender(connection, boundary);
  const reports = createReports(documents, analyses, settings, translation, ready, (document, checked, findings) => {
    sendStatus(document, checked, findings);
    for (const listener of listeners) listener(document);
  });
  const delivery: Delivery = support.pullsDiagnostics
    ? createRefresh(connection, reports, support.refreshesDiagnostics, boundary.failed('workspace/diagnostic/refresh'))
    : createPush(connection, documents, reports, boundary.failed('textDocument/publishDiagnostics'));
  const analysed: Session['analysed'] = (uri) => {
    const document = documents.get(uri);
    const checked = document && analyses.of(document.location);
    return checked && { analysis: checked.analysis, lines: document.lines };
  };
  const settled: Session['settled'] = async (uri) => {
    const document = documents.get(uri);
    if (document) await analyses.settled(document.location);
  };
  const answered: Session['answered'] = (uri, took) => analyses.answered(normaliseUri(uri), took);
  const whenChecked: Session['whenChecked'] = (listener) => void listeners.push(listener);
  const listFolder = listerOf(connection, host, options);
  const list: Session['list'] = async (uri, path) => {
    // A document that is on no disk yet is beside no other.
    return URL.canParse(path, uri) ? listFolder?.(new URL(path, uri).href) : undefined;
  };
  const { files, known } = createWorkspace(disk, documents, sources, fileListerOf(connection, host, support, params));
  const parts = { support, documents, disk, analyses, settings, translation, reports, delivery };
  return { ...parts, analysed, files, known, whenChecked, ready, answered, settled, list };
}

/** Files are read by the client where it says that it does: it also knows those that are on no disk. */
function readerOf(connection: Connection, { readFile }: Host, options: unknown): ReadFile {
  if (!readsFiles(options)) return readFile;
  return async (uri) => (await connection.sendRequest<string | null>('topo/read', { uri })) ?? undefined;
}

function listerOf(connection: Connection, { listFolder }: Host, options: unknown): ListFolder | undefined {
  if (!readsFiles(options)) return listFolder;
  return async (uri) => (await connection.sendRequest<readonly string[] | null>('topo/list', { uri })) ?? undefined;
}

/** Tells the client after each analysis what was looked at and how long it took. */
function statusSender(connection: Connection, boundary: Boundary): OnChecked {
  return ({ uri }, { analysis, milliseconds }, findings) => {
    const clusters = analysis.roots.filter((root) => root.part.kind === 'cluster').length;
    const status = { uri, clusters, declarations: analysis.source.types.size, findings, milliseconds };
    connection.sendNotification('topo/status', status).catch(boundary.failed('topo/status'));
    connection.tracer.log(`Checked ${uri} in ${milliseconds.toFixed(1)} ms`);
  };
}
