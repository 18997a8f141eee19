import {
  type Connection,
  DidChangeConfigurationNotification,
  type DidChangeConfigurationParams,
  type DidChangeTextDocumentParams,
  DidChangeWatchedFilesNotification,
  type DidCloseTextDocumentParams,
  type DidOpenTextDocumentParams,
} from 'vscode-languageserver';
import type { Boundary } from './boundary.ts';
import type { OpenDocument } from './documents.ts';
import type { Session } from './session.ts';

/** Takes in what the client says of documents, files and settings, and keeps the diagnostics up to date with it. */
export function followChanges(connection: Connection, session: Session, boundary: Boundary): void {
  followDocuments(connection, session, boundary);
  const { documents, disk, analyses, settings, delivery } = session;
  connection.onInitialized(boundary.notification('initialized', () => register(connection, session)));
  connection.onDidChangeWatchedFiles(
    boundary.notification('workspace/didChangeWatchedFiles', () => {
      disk.forget();
      if (documents.all().some(({ location }) => analyses.isStale(location))) delivery.changed(undefined);
    }),
  );
  connection.onDidChangeConfiguration(
    boundary.notification('workspace/didChangeConfiguration', (params: DidChangeConfigurationParams) => {
      settings.changed(params.settings);
      delivery.changed(undefined);
    }),
  );
}

function followDocuments(connection: Connection, session: Session, boundary: Boundary): void {
  const { documents, disk, settings, reports, delivery, support } = session;
  const changed = (document: OpenDocument): void => {
    disk.forget();
    delivery.changed(document);
  };
  connection.onDidOpenTextDocument(
    boundary.notification('textDocument/didOpen', (params: DidOpenTextDocumentParams) =>
      changed(documents.open(params)),
    ),
  );
  connection.onDidChangeTextDocument(
    boundary.notification('textDocument/didChange', (params: DidChangeTextDocumentParams) => {
      const document = documents.change(params);
      if (!document) throw new Error(`${params.textDocument.uri} is not open`);
      // A client that tells of changed files spares the disk while a person types.
      if (support.registersWatchedFiles) delivery.changed(document);
      else changed(document);
    }),
  );
  connection.onDidCloseTextDocument(
    boundary.notification('textDocument/didClose', (params: DidCloseTextDocumentParams) => {
      const document = documents.close(params);
      if (!document) return;
      reports.drop(document.location);
      settings.drop(document.uri);
      delivery.closed(document);
      changed(document);
    }),
  );
}

/** Asks to be told of what the client only tells when asked. */
async function register(connection: Connection, { support }: Session): Promise<void> {
  if (support.registersConfiguration)
    await connection.client.register(DidChangeConfigurationNotification.type, { section: 'topo' });
  if (support.registersWatchedFiles) {
    await connection.client.register(DidChangeWatchedFilesNotification.type, {
      watchers: [{ globPattern: '**/*.topo' }],
    });
  }
}
