import type { Declaration } from '../../grammar/ast.ts';
import { bodiesOf, declarationOf } from '../checks/language/bodies.ts';
import type { TypeBinding } from '../model/scope.ts';
import { type Place, placeOf, type Source } from '../model/source.ts';
import { typeDefinitionAt } from './definition.ts';
import type { Known } from './known.ts';
import { nameAt } from './uses.ts';

/** A declared type. */
export interface FamilyType {
  readonly name: string;
  readonly kind: string;
  /** The name where it is declared. */
  readonly at: Place;
  readonly whole: Place;
}

/** The type that a name means, or the type of the member that it means. */
export function familyTypeAt({ model, sources }: Known, source: Source, offset: number): FamilyType | undefined {
  const meaning = nameAt(model, source, offset)?.meaning;
  const at = meaning?.sort === 'type' ? (meaning.bound ?? meaning.declared) : undefined;
  const place = at ?? typeDefinitionAt(model, source, offset)?.at;
  for (const { declaration, scope } of place ? typesIn({ model, sources }, place.source) : []) {
    if (declaration.name?.start === place?.start) return familyType({ declaration, scope });
  }
  return undefined;
}

/** The type from which a type derives, if it derives from one. */
export function supertypesOf(known: Known, type: FamilyType): readonly FamilyType[] {
  const own = bindingOf(known, type);
  const base = own && declarationOf(known.model, own.declaration.base, own.scope);
  return base ? [familyType(base)].flatMap((each) => each ?? []) : [];
}

/** The types that derive from a type, in the order of the files and their text. */
export function subtypesOf(known: Known, type: FamilyType): readonly FamilyType[] {
  const own = bindingOf(known, type)?.declaration;
  if (!own) return [];
  return known.sources.flatMap((source) =>
    // The text is searched only to leave out files that cannot have it.
    source.text.indexOf(type.name) >= 0
      ? typesIn(known, source).flatMap((each) => {
          const base = declarationOf(known.model, each.declaration.base, each.scope)?.declaration;
          return base === own ? (familyType(each) ?? []) : [];
        })
      : [],
  );
}

function bindingOf(known: Known, { at }: FamilyType): TypeBinding | undefined {
  return typesIn(known, at.source).find(({ declaration }) => declaration.name?.start === at.start);
}

/** The named declarations of a file, those inside of bodies included. */
function typesIn({ model }: Pick<Known, 'model' | 'sources'>, source: Source): readonly TypeBinding[] {
  return bodiesOf(model, source).flatMap(({ statements, scope }) =>
    statements
      .filter((node): node is Declaration => node.node === 'declaration' && node.name !== undefined)
      .map((declaration) => ({ declaration, scope })),
  );
}

function familyType({ declaration, scope }: TypeBinding): FamilyType | undefined {
  const { name, keyword } = declaration;
  if (!name) return undefined;
  const { source } = scope;
  return { name: name.text, kind: keyword.text, at: placeOf(source, name), whole: placeOf(source, declaration) };
}
