import type { Location, ReferenceParams } from 'vscode-languageserver';
import { nameAt, usesOf } from '../../ide/uses.ts';
import type { Feature } from '../feature.ts';
import type { Session } from '../session.ts';
import { sourceIn } from '../workspace.ts';

/** Every place in the workspace that means the same. */
export const references: Feature = {
  announced: () => ({ referencesProvider: true }),
  connect(connection, session, boundary) {
    connection.onReferences(
      boundary.request<ReferenceParams, Location[]>('textDocument/references', [], (params) => answer(session, params)),
    );
  },
};

async function answer(
  { known, translation }: Session,
  { textDocument, position, context }: ReferenceParams,
): Promise<Location[]> {
  const all = await known();
  const source = sourceIn(all, textDocument.uri);
  const meaning = source && nameAt(all.model, source, translation.linesOf(source).offsetAt(position))?.meaning;
  const uses = meaning ? usesOf(all.model, all.sources, meaning) : [];
  return uses.filter(({ declares }) => context.includeDeclaration || !declares).map(translation.locationOf);
}
