import type { SymbolInformation, WorkspaceSymbolParams } from 'vscode-languageserver';
import { symbolsLike } from '../../ide/workspace-symbols.ts';
import type { Feature } from '../feature.ts';
import type { Session } from '../session.ts';
import { symbolKinds } from './document-symbol.ts';

/** What all files of the workspace declare. */
export const workspaceSymbol: Feature = {
  announced: () => ({ workspaceSymbolProvider: true }),
  connect(connection, session, boundary) {
    connection.onWorkspaceSymbol(
      boundary.request<WorkspaceSymbolParams, SymbolInformation[]>('workspace/symbol', [], (params) =>
        answer(session, params),
      ),
    );
  },
};

async function answer({ known, translation }: Session, { query }: WorkspaceSymbolParams): Promise<SymbolInformation[]> {
  return symbolsLike(await known(), query).map(({ name, sort, at, within }) => ({
    name,
    kind: symbolKinds[sort],
    location: translation.locationOf(at),
    containerName: within,
  }));
}
