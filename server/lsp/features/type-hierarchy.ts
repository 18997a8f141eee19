import {
  SymbolKind,
  type TypeHierarchyItem,
  type TypeHierarchyPrepareParams,
  type TypeHierarchySubtypesParams,
  type TypeHierarchySupertypesParams,
} from 'vscode-languageserver';
import { type FamilyType, familyTypeAt, subtypesOf, supertypesOf } from '../../ide/type-family.ts';
import type { Feature } from '../feature.ts';
import type { Session } from '../session.ts';
import { sourceIn } from '../workspace.ts';

/** Types along `: Base`. */
export const typeHierarchy: Feature = {
  announced: () => ({ typeHierarchyProvider: true }),
  connect(connection, session, boundary) {
    const { typeHierarchy: requests } = connection.languages;
    requests.onPrepare(
      boundary.request<TypeHierarchyPrepareParams, TypeHierarchyItem[] | null>(
        'textDocument/prepareTypeHierarchy',
        null,
        async ({ textDocument, position }) => {
          const found = await typeAt(session, textDocument.uri, position);
          return found ? [itemOf(session, found)] : null;
        },
      ),
    );
    requests.onSupertypes(
      boundary.request<TypeHierarchySupertypesParams, TypeHierarchyItem[]>('typeHierarchy/supertypes', [], ({ item }) =>
        relatives(session, item, supertypesOf),
      ),
    );
    requests.onSubtypes(
      boundary.request<TypeHierarchySubtypesParams, TypeHierarchyItem[]>('typeHierarchy/subtypes', [], ({ item }) =>
        relatives(session, item, subtypesOf),
      ),
    );
  },
};

async function relatives(
  session: Session,
  item: TypeHierarchyItem,
  find: typeof subtypesOf,
): Promise<TypeHierarchyItem[]> {
  const type = await typeAt(session, item.uri, item.selectionRange.start);
  return type ? find(await session.known(), type).map((each) => itemOf(session, each)) : [];
}

async function typeAt(
  { known, translation }: Session,
  uri: string,
  position: TypeHierarchyPrepareParams['position'],
): Promise<FamilyType | undefined> {
  const all = await known();
  const source = sourceIn(all, uri);
  return source && familyTypeAt(all, source, translation.linesOf(source).offsetAt(position));
}

function itemOf({ translation }: Session, { name, kind, at, whole }: FamilyType): TypeHierarchyItem {
  const { uri, range } = translation.locationOf(whole);
  return {
    name,
    kind: SymbolKind.Class,
    detail: kind,
    uri,
    range,
    selectionRange: translation.locationOf(at).range,
  };
}
