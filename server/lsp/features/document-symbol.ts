import { type DocumentSymbol, type DocumentSymbolParams, SymbolKind } from 'vscode-languageserver';
import { type OutlineSymbol, outlineOf } from '../../ide/symbols.ts';
import type { Feature } from '../feature.ts';
import type { Session } from '../session.ts';
import type { Lines } from '../text.ts';

export const documentSymbol: Feature = {
  announced: () => ({ documentSymbolProvider: true }),
  connect(connection, session, boundary) {
    connection.onDocumentSymbol(
      boundary.request('textDocument/documentSymbol', [], (params: DocumentSymbolParams) => answer(session, params)),
    );
  },
};

function answer({ analysed }: Session, { textDocument }: DocumentSymbolParams): DocumentSymbol[] {
  const open = analysed(textDocument.uri);
  return open ? outlineOf(open.analysis).map((symbol) => symbolOf(symbol, open.lines)) : [];
}

function symbolOf(symbol: OutlineSymbol, lines: Lines): DocumentSymbol {
  const children = Array.from(symbol.children, (child) => symbolOf(child, lines));
  return {
    name: symbol.name,
    detail: symbol.detail,
    kind: symbolKinds[symbol.sort],
    range: lines.rangeOf(symbol),
    selectionRange: lines.rangeOf(symbol.at),
    ...(children.length > 0 ? { children } : {}),
  };
}

export const symbolKinds: Readonly<Record<OutlineSymbol['sort'], SymbolKind>> = {
  import: SymbolKind.Module,
  type: SymbolKind.Class,
  port: SymbolKind.Interface,
  fabric: SymbolKind.Namespace,
  block: SymbolKind.Object,
  member: SymbolKind.Field,
  link: SymbolKind.Event,
  constant: SymbolKind.Constant,
};
