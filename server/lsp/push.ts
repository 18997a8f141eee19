import type { Connection } from 'vscode-languageserver';
import type { Documents, OpenDocument } from './documents.ts';
import type { Reports } from './reports.ts';

/** Keeps the client's diagnostics up to date when texts, files or settings change. */
export interface Delivery {
  /** A document was opened or changed, or what open documents read may have. */
  changed(document: OpenDocument | undefined): void;
  closed(document: OpenDocument): void;
}

/** For clients that do not ask: sends the diagnostics of each open document whenever they are others than before. */
export function createPush(
  connection: Connection,
  documents: Documents,
  reports: Reports,
  onError: (error: unknown) => void,
): Delivery {
  const published = new Map<string, { readonly id: string; readonly version: number }>();
  let scheduled = false;

  const publish = async (asked: OpenDocument): Promise<void> => {
    const report = await reports.of(asked);
    if (!report) return;
    const { document, id, items } = report;
    const last = published.get(document.location);
    if (last?.id === id && last.version === document.version) return;
    published.set(document.location, { id, version: document.version });
    await connection.sendDiagnostics({ uri: document.uri, version: document.version, diagnostics: [...items] });
  };

  const publishAll = async (): Promise<void> => {
    scheduled = false;
    // One document that cannot be analysed does not keep the others from it.
    for (const document of documents.all()) await publish(document).catch(onError);
  };

  return {
    changed() {
      if (scheduled) return;
      scheduled = true;
      // Changes that have already arrived are taken in first.
      setTimeout(() => publishAll().catch(onError), 0);
    },
    closed(document) {
      published.delete(document.location);
      connection.sendDiagnostics({ uri: document.uri, diagnostics: [] }).catch(onError);
    },
  };
}

/** For clients that ask: tells them to ask again when documents changed that they did not edit. */
export function createRefresh(
  connection: Connection,
  reports: Reports,
  isSupported: boolean,
  onError: (error: unknown) => void,
): Delivery {
  let asked = false;
  const refresh = async (): Promise<void> => {
    asked = false;
    await connection.languages.diagnostics.refresh();
  };
  const changed = (document: OpenDocument | undefined): void => {
    if (!isSupported || asked || (document && reports.readersOf(document.location).length === 0)) return;
    asked = true;
    setTimeout(() => refresh().catch(onError), 0);
  };
  return { changed, closed: changed };
}
