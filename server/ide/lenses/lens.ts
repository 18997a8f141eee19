import type { Declaration } from '../../../grammar/ast.ts';
import type { Analysis } from '../../checks/analyse.ts';
import type { Place } from '../../model/source.ts';
import type { Known } from '../known.ts';

/** What a lens says, and the page to which it leads. */
export interface LensText {
  readonly title: string;
  /** The kind of the page on the declaration; undefined where the lens says all. */
  readonly page: string | undefined;
  /** Places to which it leads; left out where it leads to none. */
  readonly places?: readonly Place[];
}

/** A declaration behind those around it, the outermost first. */
export type DeclarationPath = readonly [Declaration, ...Declaration[]];

/** One kind of lens: over which declarations it stands, and what it says. `lensKinds` lists them. */
export interface LensKind {
  readonly kind: string;
  readonly standsOver: (analysis: Analysis, path: DeclarationPath) => boolean;
  readonly text: (analysis: Analysis, path: DeclarationPath, known: Known) => LensText | undefined;
}
