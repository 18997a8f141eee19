import { kindNames } from '../../../grammar/kinds.ts';
import { catalogLocation, modules } from '../../catalog/modules.ts';
import type { Edit } from '../../checks/check.ts';
import { kindSchemaOf } from '../../checks/language/bodies.ts';
import { addImport } from '../../checks/text-edits.ts';
import { type TypeBinding, visibleTypes } from '../../model/scope.ts';
import { isPartKind } from '../../schema/types.ts';
import { partHover } from '../hover/part.ts';
import type { CompletionItem } from './item.ts';
import type { Situation } from './situation.ts';

/** A type that can be written, with the import that it needs. */
export interface NamedType {
  readonly name: string;
  readonly binding: TypeBinding;
  readonly edits: readonly Edit[];
}

/** The types of some kinds: those in scope first, the nearest before the others, then the catalog’s with an import. */
export function typesOf(situation: Situation, allowed: readonly string[]): readonly NamedType[] {
  const { analysis, body, owners, statement } = situation;
  const { model } = analysis;
  const isAllowed = ({ declaration }: TypeBinding): boolean =>
    allowed.includes(declaration.keyword.text) &&
    declaration !== statement &&
    !owners.includes(declaration) &&
    (declaration.name?.text ?? '') !== '';
  const isIn = (binding: TypeBinding): boolean => isAllowed(binding) && !isPart(binding);
  const visible = visibleTypes(model.program, model.scopeOf, body.scope).filter(([, binding]) => isIn(binding));
  const named = visible.map(([name, binding]): NamedType => ({ name, binding, edits: [] }));
  return [...named, ...importable(situation).filter(({ binding }) => isIn(binding))];
}

/** Ports, fabrics and the like in a body are no types. */
function isPart({ declaration, scope }: TypeBinding): boolean {
  return scope.parent !== undefined && isPartKind(declaration.keyword.text);
}

/** The types of built-in modules that are not imported and whose name is free. */
function importable({ analysis: { model, source } }: Situation): readonly NamedType[] {
  const { program } = model;
  const names = new Set(source.imports.map((node) => program.importName(node)));
  const targets = new Set(source.imports.map((node) => program.target(source, node)));
  return [...modules.keys()].flatMap((module): readonly NamedType[] => {
    const location = catalogLocation(module);
    if (location === undefined || names.has(module) || targets.has(location) || location === source.location) return [];
    const from = program.source(location);
    const { edits } = addImport(source, module);
    return from
      ? [...model.scopeOf(from).types].map(([name, binding]) => ({ name: `${module}.${name}`, binding, edits }))
      : [];
  });
}

/** The types of some kinds, those of the first kind first: own ones, then imported ones, then those to import. */
export function typeItems(situation: Situation, allowed: readonly string[]): readonly CompletionItem[] {
  const rankOf = ({ name, binding, edits }: NamedType): number =>
    (edits.length > 0 ? 2 : name.includes('.') ? 1 : 0) * allowed.length +
    allowed.indexOf(binding.declaration.keyword.text);
  const ranked = [...typesOf(situation, allowed)].sort((a, b) => rankOf(a) - rankOf(b));
  return ranked.flatMap((type) => {
    const detail = type.binding.declaration.keyword.text;
    return typeItem(situation, type, type.edits.length === 0 ? detail : `${detail}, adds ${importOf(type)}`);
  });
}

function importOf({ name }: NamedType): string {
  return `import ${name.split('.')[0]}`;
}

/** A type as an item; none where the path that is written leads elsewhere. */
export function typeItem(
  { analysis, qualifier, word, path }: Situation,
  { name, binding, edits }: NamedType,
  detail: string,
): readonly CompletionItem[] {
  const prefix = qualifier.map((each) => `${each}.`).join('');
  if (!name.startsWith(prefix)) return [];
  const { model } = analysis;
  const rest = name.slice(prefix.length);
  // Behind a dot only the last name is replaced, before one the whole path is.
  const span = prefix === '' ? path : word;
  const doc = (): string | undefined => {
    const part = model.partOf(binding);
    return part && partHover(analysis, part, []);
  };
  return [{ label: rest, sort: 'type', detail, snippet: rest, span, edits, doc }];
}

/** Kinds of which a member of the body may be. */
export function memberKinds({ body }: Situation): readonly string[] {
  const schema = kindSchemaOf(body);
  return schema ? schema.members : kindNames;
}
