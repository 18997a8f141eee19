import { rootOf } from '../../server/checks/roots.ts';
import { createModel, type Model } from '../../server/model/model.ts';
import { createProgram } from '../../server/model/program.ts';
import type { Site } from '../../server/model/site.ts';
import type { Source } from '../../server/model/source.ts';

/** A text as the only file beside the built-in catalog. */
export interface Loaded {
  readonly model: Model;
  readonly source: Source;
  /** The tree of a top-level declaration. */
  root(name: string): Site;
}

export function load(text: string): Loaded {
  const location = '/test.topo';
  const program = createProgram({ read: (each) => (each === location ? text : undefined) });
  const source = program.source(location);
  if (!source) throw new Error('the file is not read');
  const model = createModel(program);
  const root = (name: string): Site => {
    const declaration = source.types.get(name);
    const found = declaration && rootOf(model, source, declaration);
    if (!found) throw new Error(`there is no ${name}`);
    return found;
  };
  return { model, source, root };
}
