import type {
  DidChangeTextDocumentParams,
  DidCloseTextDocumentParams,
  DidOpenTextDocumentParams,
  TextDocumentContentChangeEvent,
} from 'vscode-languageserver';
import { createLines, type Encoding, type Lines } from './text.ts';
import { normaliseUri } from './uri.ts';

/** A document that the editor has open. */
export interface OpenDocument {
  /** The URI as the client spells it. */
  readonly uri: string;
  /** The URI as the server spells it. */
  readonly location: string;
  readonly version: number;
  readonly lines: Lines;
}

/** The documents that the editor has open; their text counts, whatever is on disk. */
export interface Documents {
  open(params: DidOpenTextDocumentParams): OpenDocument;
  /** Undefined for a document that is not open. */
  change(params: DidChangeTextDocumentParams): OpenDocument | undefined;
  close(params: DidCloseTextDocumentParams): OpenDocument | undefined;
  /** The open document with a URI of any spelling. */
  get(uri: string): OpenDocument | undefined;
  all(): readonly OpenDocument[];
}

export function createDocuments(encoding: Encoding): Documents {
  const byLocation = new Map<string, OpenDocument>();
  const keep = (document: OpenDocument): OpenDocument => {
    byLocation.set(document.location, document);
    return document;
  };
  return {
    open: ({ textDocument: { uri, version, text } }) =>
      keep({ uri, location: normaliseUri(uri), version, lines: createLines(text, encoding) }),
    change: ({ textDocument: { uri, version }, contentChanges }) => {
      const known = byLocation.get(normaliseUri(uri));
      if (!known) return undefined;
      const lines = contentChanges.reduce<Lines>((before, each) => changed(before, each, encoding), known.lines);
      return keep({ ...known, version, lines });
    },
    close: ({ textDocument: { uri } }) => {
      const known = byLocation.get(normaliseUri(uri));
      if (known) byLocation.delete(known.location);
      return known;
    },
    get: (uri) => byLocation.get(normaliseUri(uri)),
    all: () => [...byLocation.values()],
  };
}

function changed(lines: Lines, change: TextDocumentContentChangeEvent, encoding: Encoding): Lines {
  if (!('range' in change)) return createLines(change.text, encoding);
  return lines.with(lines.spanOf(change.range), change.text);
}
