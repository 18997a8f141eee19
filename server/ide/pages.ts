import type { Declaration } from '../../grammar/ast.ts';
import type { Analysis } from '../checks/analyse.ts';
import { nextDoublingPage } from './pages/next-doubling.ts';

/** The pages on a declaration, by their kind. */
const pages: ReadonlyMap<string, (analysis: Analysis, node: Declaration) => string | undefined> = new Map([
  ['next-doubling', nextDoublingPage],
]);

/** A page on a declaration as Markdown; undefined where there is none. */
export function pageOn(analysis: Analysis, kind: string, declaration: string): string | undefined {
  const node = analysis.source.types.get(declaration);
  return node && pages.get(kind)?.(analysis, node);
}
