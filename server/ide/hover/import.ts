import type { Import } from '../../../grammar/ast.ts';
import type { Analysis } from '../../checks/analyse.ts';
import { code, page, table } from './markdown.ts';

/** Types of a module that are listed. */
const MOST_TYPES = 40;

/** An import: what it leads to, and the types that it makes usable. */
export function importHover({ model, source }: Analysis, node: Import): string | undefined {
  const { program } = model;
  const location = program.target(source, node);
  const name = program.importName(node);
  const imported = location === undefined ? undefined : program.source(location);
  if (location === undefined || name === undefined) return undefined;
  const head = ['**import**', code(name)] as const;
  if (!imported) return table(head, [['leads to', `${code(location)}, which is not there`]]);
  const types = [...imported.types.keys()];
  const more = types.length > MOST_TYPES ? ` and ${types.length - MOST_TYPES} more` : '';
  const shown = types.slice(0, MOST_TYPES).map(code).join(' ');
  const rows = [['leads to', code(location)] as const, ['types', shown + more] as const];
  return page(table(head, rows), node.doc);
}
