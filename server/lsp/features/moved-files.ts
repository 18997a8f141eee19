import type { RenameFilesParams, WorkspaceEdit } from 'vscode-languageserver';
import { importEdits } from '../../ide/moved-files.ts';
import type { Feature } from '../feature.ts';
import { normaliseUri } from '../uri.ts';
import { workspaceEdit } from '../workspace-edit.ts';

/** Files and folders that are renamed or moved take the imports that lead to them, and from them, along. */
export const movedFiles: Feature = {
  announced: () => ({
    workspace: {
      fileOperations: {
        willRename: {
          filters: [
            { pattern: { glob: '**/*.topo', matches: 'file' } },
            { pattern: { glob: '**', matches: 'folder' } },
          ],
        },
      },
    },
  }),
  connect(connection, session, boundary) {
    connection.workspace.onWillRenameFiles(
      boundary.request<RenameFilesParams, WorkspaceEdit | null>(
        'workspace/willRenameFiles',
        null,
        async ({ files }) => {
          const moves = files.map(({ oldUri, newUri }) => ({ from: locationOf(oldUri), to: locationOf(newUri) }));
          return workspaceEdit(session, importEdits(await session.known(), moves));
        },
      ),
    );
  },
};

function locationOf(uri: string): string {
  return normaliseUri(uri).replace(/\/$/, '');
}
