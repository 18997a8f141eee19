import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import {
  type ClientCapabilities,
  createProtocolConnection,
  type Diagnostic,
  type DocumentDiagnosticReport,
  type InitializeResult,
  type ProtocolConnection,
  type PublishDiagnosticsParams,
  type Range,
  StreamMessageReader,
  StreamMessageWriter,
} from 'vscode-languageserver/node';
import type { Key } from './edits.ts';

/** How a language server is started, and what it is told. */
export interface Launch {
  readonly name: string;
  readonly languageId: string;
  readonly extension: string;
  readonly command: readonly string[];
  readonly initializationOptions?: unknown;
  /** Answers to `workspace/configuration`, by section. */
  readonly settings?: Readonly<Record<string, unknown>>;
  /** What is sent once the server is initialized. */
  readonly greetings?: readonly { readonly method: string; readonly params: unknown }[];
}

/** What VS Code can do, as far as it matters to what is measured. */
const capabilities: ClientCapabilities = {
  general: { positionEncodings: ['utf-16'] },
  textDocument: {
    synchronization: { didSave: true },
    diagnostic: { relatedInformation: true, tagSupport: { valueSet: [1, 2] }, codeDescriptionSupport: true },
    publishDiagnostics: { relatedInformation: true, versionSupport: true },
    hover: { contentFormat: ['markdown'] },
    completion: { completionItem: { snippetSupport: true } },
    documentSymbol: { hierarchicalDocumentSymbolSupport: true },
    formatting: {},
    semanticTokens: {
      requests: { full: true },
      tokenTypes: ['type', 'variable'],
      tokenModifiers: [],
      formats: ['relative'],
    },
  },
  workspace: { configuration: true, diagnostics: { refreshSupport: true } },
};

/** A server with one document open in it. */
export interface Dialogue {
  /** Milliseconds from the start of the process to the answer to `initialize`. */
  readonly start: number;
  readonly pid: number | undefined;
  /** Opens the document; milliseconds until its first diagnostics. */
  open(text: string): Promise<number>;
  /** Presses a key; milliseconds until the diagnostics of the text with it. */
  press(key: Key): Promise<number>;
  /** Tells of a key without waiting for anything. */
  tell(key: Key): void;
  /** Milliseconds until an answer; undefined for what the server does not announce. */
  ask(what: Question, position: Range['start']): Promise<number | undefined>;
  /** Presses a key; milliseconds until all rules have been asked of it. Undefined where none of them is put off. */
  pressWhole(key: Key): Promise<number | undefined>;
  /** Waits until the server has nothing more to say of the text as it is; it tells so by having the client ask again. */
  settled(): Promise<void>;
  diagnostics(): readonly Diagnostic[];
  /** The most resident memory so far in MB; undefined where the system does not tell. */
  peak(): number | undefined;
  stop(): Promise<void>;
}

export const questions = {
  hover: { method: 'textDocument/hover', provider: 'hoverProvider', options: {} },
  completion: { method: 'textDocument/completion', provider: 'completionProvider', options: {} },
  symbols: { method: 'textDocument/documentSymbol', provider: 'documentSymbolProvider', options: {} },
  'semantic tokens': { method: 'textDocument/semanticTokens/full', provider: 'semanticTokensProvider', options: {} },
  formatting: {
    method: 'textDocument/formatting',
    provider: 'documentFormattingProvider',
    options: { options: { tabSize: 2, insertSpaces: true } },
  },
} as const;

export type Question = keyof typeof questions;

/** An empty folder: some servers look into it. */
const workspace = pathToFileURL(mkdtempSync(join(tmpdir(), 'topo-bench-workspace-'))).href;

/** How long the server may be busy with what it has put off, in milliseconds. */
const LONGEST_SETTLING = 30_000;

/** What the extension gives the server (`client/extension.ts`). */
export const asStarted: readonly string[] = ['--max-semi-space-size=4'];

/** What the server puts off is told within this, in milliseconds, or there is nothing to be told. */
const LONGEST_PUT_OFF = 5000;

/** Beyond this the server is given up, in milliseconds. */
const PATIENCE = 120_000;

export async function startDialogue(launch: Launch): Promise<Dialogue> {
  const [program = '', ...args] = launch.command;
  const begun = performance.now();
  const server = spawn(program, args, { stdio: ['pipe', 'pipe', 'inherit'] });
  const connection = createProtocolConnection(
    new StreamMessageReader(server.stdout),
    new StreamMessageWriter(server.stdin),
  );
  connection.onError(() => undefined);
  const ended = new Promise<never>((_, reject) => {
    server.once('exit', (code, signal) => reject(new Error(`${launch.name} ended (${signal ?? code})`)));
  });
  // Whoever waits for an answer is told; nobody may wait.
  ended.catch(() => undefined);
  const published = listen(connection, launch);
  const initialize = connection.sendRequest<InitializeResult>('initialize', {
    processId: process.pid,
    rootUri: workspace,
    workspaceFolders: null,
    capabilities,
    initializationOptions: launch.initializationOptions,
  });
  const result = await patiently(initialize, ended);
  const start = performance.now() - begun;
  await connection.sendNotification('initialized', {});
  for (const { method, params } of launch.greetings ?? []) await connection.sendNotification(method, params);
  return {
    start,
    pid: server.pid,
    ...speech(connection, launch, result, published, ended),
    peak: () => peakOf(server),
    stop: () => stop(connection, server),
  };
}

/** Diagnostics that the server sends by itself. */
interface Published {
  /** How often the server has had the client ask again. */
  refreshes: number;
  latest: PublishDiagnosticsParams | undefined;
  wake: () => void;
}

function listen(connection: ProtocolConnection, launch: Launch): Published {
  const published: Published = { refreshes: 0, latest: undefined, wake: () => undefined };
  connection.onNotification('textDocument/publishDiagnostics', (sent: PublishDiagnosticsParams) => {
    published.latest = sent;
    published.wake();
  });
  connection.onRequest('workspace/configuration', ({ items }: { items: readonly { section?: string }[] }) =>
    items.map(({ section = '' }) => launch.settings?.[section] ?? {}),
  );
  connection.onRequest('workspace/diagnostic/refresh', () => {
    published.refreshes++;
    return null;
  });
  for (const method of ['client/registerCapability', 'window/workDoneProgress/create'])
    connection.onRequest(method, () => null);
  connection.listen();
  return published;
}

function speech(
  connection: ProtocolConnection,
  { languageId, extension }: Launch,
  { capabilities: announced }: InitializeResult,
  published: Published,
  ended: Promise<never>,
): Pick<Dialogue, 'open' | 'press' | 'pressWhole' | 'tell' | 'ask' | 'settled' | 'diagnostics'> {
  const uri = `${workspace}/generated.${extension}`;
  const pulls = announced.diagnosticProvider !== undefined;
  const known: { version: number; resultId: string | undefined; items: readonly Diagnostic[] } = {
    version: 0,
    resultId: undefined,
    items: [],
  };
  const pull = async (): Promise<void> => {
    const params = { textDocument: { uri }, ...(known.resultId ? { previousResultId: known.resultId } : {}) };
    const report: DocumentDiagnosticReport = await connection.sendRequest('textDocument/diagnostic', params);
    known.resultId = report.resultId;
    if (report.kind === 'full') known.items = report.items;
  };
  const push = async (): Promise<void> => {
    while (!published.latest || (published.latest.version ?? known.version) < known.version)
      await new Promise<void>((resolve) => {
        published.wake = resolve;
      });
    known.items = published.latest.diagnostics;
  };
  const timed = async (say: () => void): Promise<number> => {
    const begun = performance.now();
    published.latest = undefined;
    say();
    await patiently(pulls ? pull() : push(), ended);
    return performance.now() - begun;
  };
  const send = (method: string, params: unknown): void => void connection.sendNotification(method, params);
  const tell = (key: Key): void => {
    known.version++;
    send('textDocument/didChange', { textDocument: { uri, version: known.version }, contentChanges: [key] });
  };
  return {
    open: (text) => timed(() => send('textDocument/didOpen', { textDocument: { uri, languageId, version: 0, text } })),
    press: (key) => timed(() => tell(key)),
    tell,
    async pressWhole(key) {
      const { refreshes } = published;
      const begun = performance.now();
      await timed(() => tell(key));
      while (published.refreshes === refreshes) {
        if (performance.now() - begun > LONGEST_PUT_OFF) return undefined;
        await new Promise((resolve) => setTimeout(resolve, 5));
      }
      await patiently(pull(), ended);
      return performance.now() - begun;
    },
    async ask(what, position) {
      const { method, provider, options } = questions[what];
      if (!announced[provider]) return undefined;
      const begun = performance.now();
      await patiently(connection.sendRequest(method, { textDocument: { uri }, position, ...options }), ended);
      return performance.now() - begun;
    },
    async settled() {
      const { refreshes } = published;
      const end = performance.now() + LONGEST_SETTLING;
      // A server that is done says nothing more; one that is not says so within some time.
      while (published.refreshes === refreshes && performance.now() < end)
        await new Promise((resolve) => setTimeout(resolve, 50));
      if (pulls) await patiently(pull(), ended);
    },
    diagnostics: () => known.items,
  };
}

async function patiently<T>(answer: Promise<T>, ended: Promise<never>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error('no answer')), PATIENCE);
  });
  return Promise.race([answer, ended, late]).finally(() => clearTimeout(timer));
}

function peakOf({ pid }: ChildProcess): number | undefined {
  try {
    const [, kilobytes] = /^VmHWM:\s*(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
    return kilobytes === undefined ? undefined : Number(kilobytes) / 1024;
  } catch {
    return undefined;
  }
}

async function stop(connection: ProtocolConnection, server: ChildProcess): Promise<void> {
  const exited = server.exitCode === null ? new Promise((resolve) => server.once('exit', resolve)) : undefined;
  const killed = setTimeout(() => server.kill('SIGKILL'), 5000);
  try {
    if (!exited) return;
    await connection.sendRequest('shutdown');
    await connection.sendNotification('exit');
    await exited;
  } catch {
    // A server that does not take leave is ended.
    server.kill('SIGKILL');
  } finally {
    clearTimeout(killed);
    connection.dispose();
  }
}
