import { createModel, type Model } from '../model/model.ts';
import type { Program } from '../model/program.ts';
import type { Source } from '../model/source.ts';

/** Files looked at together, with all that they import, and what all of it means. */
export interface Known {
  readonly model: Model;
  readonly sources: readonly Source[];
}

/** The files at these locations and all that they import. */
export function knownFrom(program: Program, locations: Iterable<string>): Known {
  const sources = new Map<string, Source>();
  // What an import adds to it is looked at after what is there.
  const pending = [...locations];
  for (const next of pending) {
    const source = sources.has(next) ? undefined : program.source(next);
    if (!source) continue;
    sources.set(next, source);
    for (const node of source.imports) {
      const target = program.target(source, node);
      if (target !== undefined) pending.push(target);
    }
  }
  return { model: createModel(program), sources: [...sources.values()] };
}
