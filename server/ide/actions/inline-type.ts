import type { Member, Statement } from '../../../grammar/ast.ts';
import type { Analysis } from '../../checks/analyse.ts';
import type { Edit } from '../../checks/check.ts';
import { declarationOf } from '../../checks/language/bodies.ts';
import { remove } from '../../checks/text-edits.ts';
import { placeOf } from '../../model/source.ts';
import { contextOf } from '../context.ts';
import { nameAt, usesOf } from '../uses.ts';
import type { Action } from './action.ts';
import type { Move } from './moved-names.ts';

/** Writes what a type of this file changes of its base into the body of a member; a local type without another use goes. */
export function typeInlinings(
  analysis: Analysis,
  path: readonly Statement[],
  node: Member,
): readonly (Action & { readonly moves: Move })[] {
  const { model, source } = analysis;
  const binding =
    node.body || node.broken ? undefined : declarationOf(model, node.type, contextOf(analysis, path).scope);
  const declaration = binding?.declaration;
  if (!declaration?.base || !declaration.body || !declaration.name || !node.type) return [];
  if (declaration.broken || binding?.scope.source !== source) return [];
  const { base, body, name } = declaration;
  const { text } = source;
  const use: Edit = {
    at: placeOf(source, node.type),
    text: `${text.slice(base.start, base.end)} ${text.slice(body.start, body.end)}`,
  };
  const edits = (): readonly Edit[] => {
    const meaning = nameAt(model, source, name.start)?.meaning;
    const isLocal = binding.scope !== model.scopeOf(source);
    const isLast = meaning && usesOf(model, [source], meaning).length === 2;
    return isLocal && isLast ? [use, ...remove(source, declaration, '').edits] : [use];
  };
  const moves: Move = { from: body, into: 0, at: base.end - base.start + 1, length: body.end - body.start };
  return [{ title: `Inline ${name.text}`, kind: 'refactor.inline', edits, moves }];
}
