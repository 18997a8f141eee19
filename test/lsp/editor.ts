import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';
import {
  type ClientCapabilities,
  type CodeAction,
  createProtocolConnection,
  type Diagnostic,
  type DocumentDiagnosticReport,
  type Hover,
  type InitializeResult,
  type Position,
  type ProtocolConnection,
  type PublishDiagnosticsParams,
  type Range,
  StreamMessageReader,
  StreamMessageWriter,
} from 'vscode-languageserver/node';

/** What an editor of today can do; a test takes from it what it needs. */
export const modern: ClientCapabilities = {
  general: { positionEncodings: ['utf-16'] },
  textDocument: {
    diagnostic: { relatedInformation: true, tagSupport: { valueSet: [1] }, codeDescriptionSupport: true },
    hover: { contentFormat: ['markdown'] },
    signatureHelp: {
      signatureInformation: { documentationFormat: ['markdown'], parameterInformation: { labelOffsetSupport: true } },
    },
    completion: {
      completionItem: { snippetSupport: true, labelDetailsSupport: true, documentationFormat: ['markdown'] },
    },
    codeAction: { codeActionLiteralSupport: { codeActionKind: { valueSet: ['quickfix'] } } },
  },
  workspace: {
    configuration: true,
    workspaceEdit: { documentChanges: true },
    diagnostics: { refreshSupport: true },
    didChangeConfiguration: { dynamicRegistration: true },
    didChangeWatchedFiles: { dynamicRegistration: true },
  },
};

/** An editor that only takes what is sent to it. */
export const modest: ClientCapabilities = {
  textDocument: {
    publishDiagnostics: {},
    hover: { contentFormat: ['plaintext'] },
    codeAction: { codeActionLiteralSupport: { codeActionKind: { valueSet: ['quickfix'] } } },
  },
};

interface Status {
  readonly uri: string;
  readonly clusters: number;
  readonly declarations: number;
  readonly findings: number;
  readonly milliseconds: number;
}

/** An editor with the bundled server as its child, connected over standard input and output. */
export interface Editor {
  readonly connection: ProtocolConnection;
  readonly server: ChildProcess;
  readonly result: InitializeResult;
  /** What the server sent by itself. */
  readonly published: readonly PublishDiagnosticsParams[];
  readonly statuses: readonly Status[];
  readonly log: readonly string[];
  readonly registered: readonly string[];
  refreshes(): number;
  setRules(rules: Readonly<Record<string, string>>): void;
  /** Sets what stands under `topo` in the settings. */
  configure(settings: Readonly<Record<string, unknown>>): void;
  open(uri: string, text: string, version?: number): void;
  edit(uri: string, version: number, changes: readonly { readonly range?: Range; readonly text: string }[]): void;
  close(uri: string): void;
  pull(uri: string, previousResultId?: string): Promise<DocumentDiagnosticReport>;
  diagnostics(uri: string): Promise<readonly Diagnostic[]>;
  hover(uri: string, position: Position): Promise<Hover | null>;
  codeActions(uri: string, range: Range, only?: readonly string[]): Promise<readonly CodeAction[]>;
  /** Asks something of a document. */
  ask<R>(method: string, uri: string, more?: object): Promise<R>;
  stop(): Promise<number | null>;
}

/** Bundles the server as the build does, into a new folder with a manifest above; the system clears its temporary files. */
export async function bundleServer(): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'topo-server-'));
  const outfile = join(folder, 'dist', 'server.cjs');
  const entry = join(import.meta.dirname, '../../server/main/server.ts');
  await build({
    entryPoints: [entry],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    loader: { '.topo': 'text' },
  });
  writeFileSync(join(folder, 'package.json'), '{ "version": "1.2.3", "homepage": "https://example.org/topo#readme" }');
  return outfile;
}

/** Starts the server without a word to it. */
export function spawnServer(bundle: string): {
  readonly server: ChildProcess;
  readonly connection: ProtocolConnection;
} {
  const server = spawn(process.execPath, [bundle, '--stdio'], { stdio: ['pipe', 'pipe', 'inherit'] });
  const connection = createProtocolConnection(
    new StreamMessageReader(server.stdout),
    new StreamMessageWriter(server.stdin),
  );
  connection.onError(() => undefined);
  connection.listen();
  return { server, connection };
}

export async function startEditor(
  bundle: string,
  capabilities: ClientCapabilities = modern,
  initializationOptions?: unknown,
): Promise<Editor> {
  const { server, connection } = spawnServer(bundle);
  const { heard, configure, refreshes } = listen(connection);
  const params = { processId: process.pid, rootUri: null, capabilities, initializationOptions };
  const result: InitializeResult = await connection.sendRequest('initialize', params);
  await connection.sendNotification('initialized', {});
  const change = (topo: Readonly<Record<string, unknown>>): void => {
    configure(topo);
    void connection.sendNotification('workspace/didChangeConfiguration', { settings: { topo } });
  };
  const stop = async (): Promise<number | null> => {
    const exited = new Promise<number | null>((resolve) => server.once('exit', resolve));
    await connection.sendRequest('shutdown');
    await connection.sendNotification('exit');
    return exited;
  };
  return {
    connection,
    server,
    result,
    ...heard,
    ...speech(connection),
    refreshes,
    setRules: (rules) => change({ rules }),
    configure: change,
    stop,
  };
}

/** Keeps what the server sends by itself, and answers what it asks. */
function listen(connection: ProtocolConnection): {
  readonly heard: Pick<Editor, 'published' | 'statuses' | 'log' | 'registered'>;
  readonly configure: (settings: Readonly<Record<string, unknown>>) => void;
  readonly refreshes: () => number;
} {
  const published: PublishDiagnosticsParams[] = [];
  const statuses: Status[] = [];
  const log: string[] = [];
  const registered: string[] = [];
  let refreshes = 0;
  let settings: Readonly<Record<string, unknown>> = {};
  connection.onNotification('textDocument/publishDiagnostics', (sent: PublishDiagnosticsParams) => {
    published.push(sent);
  });
  connection.onNotification('topo/status', (status: Status) => void statuses.push(status));
  connection.onNotification('window/logMessage', ({ message }: { message: string }) => void log.push(message));
  connection.onRequest('workspace/configuration', ({ items }: { items: unknown[] }) => items.map(() => settings));
  connection.onRequest('workspace/diagnostic/refresh', () => void refreshes++);
  connection.onRequest('client/registerCapability', ({ registrations }: { registrations: { method: string }[] }) => {
    registered.push(...registrations.map((each) => each.method));
  });
  return {
    heard: { published, statuses, log, registered },
    configure: (chosen) => {
      settings = chosen;
    },
    refreshes: () => refreshes,
  };
}

type Speech = Pick<Editor, 'open' | 'edit' | 'close' | 'pull' | 'diagnostics' | 'hover' | 'codeActions' | 'ask'>;

/** What an editor says and asks of documents. */
function speech(connection: ProtocolConnection): Speech {
  const tell = (method: string, params: unknown): void => void connection.sendNotification(method, params);
  const ask: Speech['ask'] = (method, uri, more) => connection.sendRequest(method, { textDocument: { uri }, ...more });
  const pull: Speech['pull'] = (uri, previousResultId) => ask('textDocument/diagnostic', uri, { previousResultId });
  return {
    open: (uri, text, version = 1) =>
      tell('textDocument/didOpen', { textDocument: { uri, languageId: 'topo', version, text } }),
    edit: (uri, version, contentChanges) =>
      tell('textDocument/didChange', { textDocument: { uri, version }, contentChanges }),
    close: (uri) => tell('textDocument/didClose', { textDocument: { uri } }),
    pull,
    async diagnostics(uri) {
      const report = await pull(uri);
      return report.kind === 'full' ? report.items : [];
    },
    hover: (uri, position) => ask('textDocument/hover', uri, { position }),
    codeActions: (uri, range, only) =>
      ask('textDocument/codeAction', uri, { range, context: { diagnostics: [], only } }),
    ask,
  };
}

/** Waits until something is there; the test fails by its time limit when it never is. */
export async function until<T>(what: () => T | undefined): Promise<T> {
  for (;;) {
    const found = what();
    if (found !== undefined && found !== false) return found;
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}
