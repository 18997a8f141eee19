import type { Body } from '../../grammar/ast.ts';
import type { TypeBinding } from './scope.ts';

/** Types that derive from each other deeper than this are taken for a mistake. */
export const MOST_BASES = 100;

/**
 * Statements that the local types of a model may be made of, each counted in each of them. A local type that derives from
 * what it stands in is another one in each part that it makes, without end.
 */
const MOST_STATEMENTS = 300_000;

/** The texts of a type where there is room for another part made of them; undefined, and told, where there is none. */
export function createRoom(
  tell: (binding: TypeBinding) => void,
): <T extends { readonly body: Body }>(
  binding: TypeBinding,
  texts: readonly T[] | undefined,
) => readonly T[] | undefined {
  let left = MOST_STATEMENTS;
  return (binding, texts) => {
    const isLocal = binding.scope.parent !== undefined;
    if (!texts || !isLocal) return texts;
    for (const { body } of texts) left -= body.statements.length;
    if (left >= 0) return texts;
    tell(binding);
    return undefined;
  };
}
