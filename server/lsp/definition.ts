import type { Definition, DefinitionLink, DefinitionParams } from 'vscode-languageserver';
import { type Destination, definitionAt, typeDefinitionAt } from '../ide/definition.ts';
import type { Feature } from './feature.ts';
import type { Session } from './session.ts';

/** Where what a name means is declared. */
export const definition: Feature = {
  announced: () => ({ definitionProvider: true }),
  connect(connection, session, boundary) {
    connection.onDefinition(
      boundary.request<DefinitionParams, Answer>('textDocument/definition', null, (params) =>
        answer(session, params, definitionAt),
      ),
    );
  },
};

/** Where the type of what a name means is declared. */
export const typeDefinition: Feature = {
  announced: () => ({ typeDefinitionProvider: true }),
  connect(connection, session, boundary) {
    connection.onTypeDefinition(
      boundary.request<DefinitionParams, Answer>('textDocument/typeDefinition', null, (params) =>
        answer(session, params, typeDefinitionAt),
      ),
    );
  },
};

type Answer = Definition | DefinitionLink[] | null;

function answer(
  { analysed, support, translation }: Session,
  { textDocument, position }: DefinitionParams,
  find: typeof definitionAt,
): Answer {
  const open = analysed(textDocument.uri);
  const found = open && find(open.analysis.model, open.analysis.source, open.lines.offsetAt(position));
  if (!found) return null;
  const link = ({ from, at, whole }: Destination): DefinitionLink => {
    const selected = translation.locationOf(at);
    return {
      originSelectionRange: open.lines.rangeOf(from),
      targetUri: selected.uri,
      targetRange: translation.locationOf(whole).range,
      targetSelectionRange: selected.range,
    };
  };
  return support.linkedLocations ? [link(found)] : translation.locationOf(found.at);
}
