import type { Declaration, Span } from '../../grammar/ast.ts';
import type { Analysis } from '../checks/analyse.ts';
import { nextDoublingLens } from './lenses/next-doubling.ts';

/** A line above a declaration that says something of it. What it says is computed when the editor is about to show it. */
export interface Lens {
  /** The name under which the lens is resolved. */
  readonly kind: string;
  readonly declaration: string;
  readonly span: Span;
}

/** What a lens says, and the page to which it leads. */
export interface LensText {
  readonly title: string;
  /** The kind of the page on the declaration; undefined where the lens says all. */
  readonly page: string | undefined;
}

/** One kind of lens: over which declarations it stands, and what it says. `lensKinds` lists them. */
export interface LensKind {
  readonly kind: string;
  readonly standsOver: (analysis: Analysis, node: Declaration) => boolean;
  readonly text: (analysis: Analysis, node: Declaration) => LensText | undefined;
}

const lensKinds: readonly LensKind[] = [nextDoublingLens];

/** The lenses of a file, in the order of the text. */
export function lensesIn(analysis: Analysis): readonly Lens[] {
  return [...analysis.source.types].flatMap(([declaration, node]) =>
    lensKinds.flatMap(({ kind, standsOver }) =>
      node.name && standsOver(analysis, node) ? [{ kind, declaration, span: node.name }] : [],
    ),
  );
}

/** What a lens says now; undefined where its declaration is gone, or where there is nothing to say. */
export function lensText(analysis: Analysis, { kind, declaration }: Omit<Lens, 'span'>): LensText | undefined {
  const node = analysis.source.types.get(declaration);
  return node && lensKinds.find((each) => each.kind === kind)?.text(analysis, node);
}
