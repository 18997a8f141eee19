import type { Declaration, Span, Statement } from '../../grammar/ast.ts';
import type { Analysis } from '../checks/analyse.ts';
import type { Known } from './known.ts';
import { clusterLens } from './lenses/cluster.ts';
import { fabricLens } from './lenses/fabric.ts';
import type { DeclarationPath, LensKind, LensText } from './lenses/lens.ts';
import { nextDoublingLens } from './lenses/next-doubling.ts';
import { rackLens } from './lenses/rack.ts';
import { referencesLens } from './lenses/references.ts';

/** A line above a declaration that says something of it. What it says is computed when the editor is about to show it. */
export interface Lens {
  /** The name under which the lens is resolved. */
  readonly kind: string;
  /** The names that lead to the declaration, `Row/Rails`. */
  readonly declaration: string;
  readonly span: Span;
}

const lensKinds: readonly LensKind[] = [clusterLens, nextDoublingLens, rackLens, fabricLens, referencesLens];

/** The lenses of a file, in the order of the text, of the kinds that are on. */
export function lensesIn(analysis: Analysis, isOn: (kind: string) => boolean = () => true): readonly Lens[] {
  const asked = lensKinds.filter(({ kind }) => isOn(kind));
  return [...declarationsIn(analysis.source.parsed.file.statements, [])].flatMap((path) => {
    const name = path.at(-1)?.name;
    const declaration = path.map((each) => each.name?.text ?? '').join('/');
    return asked.flatMap(({ kind, standsOver }) =>
      name && standsOver(analysis, path) ? [{ kind, declaration, span: name }] : [],
    );
  });
}

/** What a lens says now, as far as the given files know; undefined where its declaration is gone, or there is nothing to say. */
export function lensText(
  analysis: Analysis,
  { kind, declaration }: Omit<Lens, 'span'>,
  known: Known = { model: analysis.model, sources: [analysis.source] },
): LensText | undefined {
  const lens = lensKinds.find((each) => each.kind === kind);
  const path = declarationAt(analysis, declaration);
  return path && lens?.standsOver(analysis, path) ? lens.text(analysis, path, known) : undefined;
}

function* declarationsIn(statements: readonly Statement[], around: readonly Declaration[]): Generator<DeclarationPath> {
  for (const node of statements) {
    if (node.node !== 'declaration' || !node.name || node.broken) continue;
    const [outermost = node, ...inner] = [...around, node];
    yield [outermost, ...inner];
    yield* declarationsIn(node.body?.statements ?? [], [...around, node]);
  }
}

/** The declaration to which names lead. */
function declarationAt({ source }: Analysis, names: string): DeclarationPath | undefined {
  const path: Declaration[] = [];
  let statements: readonly Statement[] = source.parsed.file.statements;
  for (const name of names.split('/')) {
    const found: Declaration | undefined = statements.find(
      (each): each is Declaration => each.node === 'declaration' && each.name?.text === name,
    );
    if (!found) return undefined;
    path.push(found);
    statements = found.body?.statements ?? [];
  }
  const [outermost, ...inner] = path;
  return outermost && [outermost, ...inner];
}
