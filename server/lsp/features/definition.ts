import type { Definition, DefinitionLink, DefinitionParams } from 'vscode-languageserver';
import { type Destination, definitionAt, typeDefinitionAt } from '../../ide/definition.ts';
import { type ManualPlace, manualPlaceAt } from '../../ide/manual.ts';
import type { ClientSupport } from '../client-support.ts';
import type { Feature } from '../feature.ts';
import { manualUri } from '../pages.ts';
import type { Session } from '../session.ts';
import { createLines, type Lines } from '../text.ts';

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
  if (!open) return null;
  const { model, source } = open.analysis;
  const offset = open.lines.offsetAt(position);
  const found = find(model, source, offset);
  if (!found)
    return support.documentContent && find === definitionAt
      ? manualAnswer(support, open.lines, manualPlaceAt(model, source, offset))
      : null;
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

/** What the language declares is told in its manual. */
function manualAnswer(support: ClientSupport, lines: Lines, found: ManualPlace | undefined): Answer {
  if (!found) return null;
  const range = createLines(found.text, support.encoding).rangeOf(found.at);
  const uri = manualUri(found.page);
  if (!support.linkedLocations) return { uri, range };
  const originSelectionRange = lines.rangeOf(found.from);
  return [{ originSelectionRange, targetUri: uri, targetRange: range, targetSelectionRange: range }];
}
