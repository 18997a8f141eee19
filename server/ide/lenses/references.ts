import type { Known } from '../known.ts';
import { nameAt, usesOf } from '../uses.ts';
import type { DeclarationPath, LensKind, LensText } from './lens.ts';

/** Kinds that nothing refers to. */
const unnamed: ReadonlySet<string> = new Set(['roadmap', 'workload', 'policy']);

/** Over what is declared at the top of a file: in how many places it is used, and the places. */
export const referencesLens: LensKind = {
  kind: 'references',
  standsOver: (_analysis, path) => path.length === 1 && !unnamed.has(path[0].keyword.text),
  text: ({ source }, path, known) => text(known, source.location, path),
};

function text({ model, sources }: Known, location: string, [{ name }]: DeclarationPath): LensText | undefined {
  const source = sources.find((each) => each.location === location);
  const meaning = source && name && nameAt(model, source, name.start)?.meaning;
  if (!meaning) return undefined;
  const places = usesOf(model, sources, meaning).filter(({ declares }) => !declares);
  const title = `${places.length} ${places.length === 1 ? 'reference' : 'references'}`;
  return { title, page: undefined, places };
}
