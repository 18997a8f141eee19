import {
  LSPErrorCodes,
  type PrepareRenameParams,
  type PrepareRenameResult,
  type RenameParams,
  ResponseError,
  type WorkspaceEdit,
} from 'vscode-languageserver';
import { type Refusal, renamableAt, rename as renameAt } from '../../ide/rename.ts';
import type { Feature } from '../feature.ts';
import type { Session } from '../session.ts';
import { sourceIn } from '../workspace.ts';
import { workspaceEdit } from '../workspace-edit.ts';

/** Another name for a thing, wherever it is named in the workspace. */
export const rename: Feature = {
  announced: ({ preparesRename }) => ({ renameProvider: preparesRename ? { prepareProvider: true } : true }),
  connect(connection, session, boundary) {
    connection.onPrepareRename(
      boundary.request<PrepareRenameParams, PrepareRenameResult | Refused | null>(
        'textDocument/prepareRename',
        null,
        (params) => prepared(session, params),
      ),
    );
    connection.onRenameRequest(
      boundary.request<RenameParams, WorkspaceEdit | Refused | null>('textDocument/rename', null, (params) =>
        renamed(session, params),
      ),
    );
  },
};

/** An answer that says in one sentence why not; editors show it where the name stands. */
type Refused = ResponseError<never>;

async function prepared(
  { known, translation }: Session,
  { textDocument, position }: PrepareRenameParams,
): Promise<PrepareRenameResult | Refused | null> {
  const all = await known();
  const source = sourceIn(all, textDocument.uri);
  if (!source) return null;
  const lines = translation.linesOf(source);
  const found = renamableAt(all, source, lines.offsetAt(position));
  return 'refused' in found ? refusal(found) : { range: lines.rangeOf(found.span), placeholder: found.name };
}

async function renamed(
  session: Session,
  { textDocument, position, newName }: RenameParams,
): Promise<WorkspaceEdit | Refused | null> {
  const all = await session.known();
  const source = sourceIn(all, textDocument.uri);
  if (!source) return null;
  const offset = session.translation.linesOf(source).offsetAt(position);
  const edits = renameAt(all, source, offset, newName);
  return 'refused' in edits ? refusal(edits) : workspaceEdit(session, edits);
}

function refusal({ refused }: Refusal): Refused {
  return new ResponseError(LSPErrorCodes.RequestFailed, refused);
}
