import type { Declaration } from '../../grammar/ast.ts';
import { factOfFrame } from '../facts/fact.ts';
import { rootOfPart } from '../facts/root.ts';
import type { Model } from '../model/model.ts';
import type { Part } from '../model/part.ts';
import { type Site, sitesUnder } from '../model/site.ts';
import type { Source } from '../model/source.ts';

/** Kinds that are judged by themselves where no cluster of the file reaches them. */
const judgedAlone: readonly Part['kind'][] = ['node', 'rack', 'row', 'pod', 'hall'];

/**
 * What a file is judged by: its clusters, then every top-level declaration that none of them reaches, each once and with
 * count 1.
 */
export const rootsOf = factOfFrame((model: Model, source: Source): readonly Site[] => {
  const declarations = [...source.types.values()];
  const clusters = declarations
    .filter((each) => each.keyword.text === 'cluster')
    .flatMap((each) => rootOf(model, source, each) ?? []);
  const reached = new Set(
    clusters.flatMap((root) => [...sitesUnder(root)].flatMap((site) => site.part.layers.map((layer) => layer.origin))),
  );
  const others = declarations.filter((each) => each.keyword.text !== 'cluster' && !reached.has(each));
  const alone = others
    .flatMap((each) => rootOf(model, source, each) ?? [])
    .filter((root) => judgedAlone.includes(root.part.kind));
  return [...clusters, ...alone];
});

/** A top-level declaration as the root of a tree of its own, one object for each. */
export function rootOf(model: Model, source: Source, declaration: Declaration): Site | undefined {
  const part = model.partOf({ declaration, scope: model.scopeOf(source) });
  return part && rootOfPart(model, part);
}
