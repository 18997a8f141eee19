import {
  type Connection,
  ErrorCodes,
  type InitializeResult,
  ResponseError,
  TextDocumentSyncKind,
} from 'vscode-languageserver';
import { createBoundary, type Lifecycle, refusalIn, waitingFor } from './boundary.ts';
import { followChanges } from './changes.ts';
import { type ClientSupport, supportOf } from './client-support.ts';
import type { Host } from './disk.ts';
import { announced, features } from './features.ts';
import { createSession } from './session.ts';

/** Answers a client over a connection until it says goodbye. The connection must not listen yet. */
export function startServer(connection: Connection, host: Host): void {
  const lifecycle: Lifecycle = { phase: 'new' };
  connection.onInitialize((params) => {
    if (lifecycle.phase !== 'new')
      return new ResponseError(ErrorCodes.InvalidRequest, 'The server is initialized already.', { retry: false });
    const support = supportOf(params.capabilities);
    const boundary = createBoundary(connection, lifecycle);
    const session = createSession(connection, host, support, boundary, params);
    followChanges(connection, session, boundary);
    const patient = waitingFor(session, boundary);
    for (const feature of features) feature.connect(connection, session, patient);
    lifecycle.phase = 'ready';
    return initializeResult(host, support);
  });
  connection.onShutdown(() => {
    lifecycle.phase = 'ended';
  });
  // Methods that nothing else answers, which is all of them before the client is initialized.
  connection.onRequest(
    (method) => refusalIn(lifecycle) ?? new ResponseError(ErrorCodes.MethodNotFound, `There is no method ${method}.`),
  );
  connection.listen();
}

function initializeResult(host: Host, support: ClientSupport): InitializeResult {
  return {
    serverInfo: { name: 'topo', ...(host.version === undefined ? {} : { version: host.version }) },
    capabilities: {
      positionEncoding: support.encoding,
      textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental },
      ...announced(support),
    },
  };
}
