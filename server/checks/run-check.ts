import type { Declaration } from '../../grammar/ast.ts';
import { fact } from '../facts/fact.ts';
import { networksOf } from '../facts/network.ts';
import type { Model } from '../model/model.ts';
import { type Site, sitesUnder } from '../model/site.ts';
import { type Place, type Source, samePlace } from '../model/source.ts';
import type { AnyCheck, Check, Found, Subjects } from './check.ts';
import { rootOf } from './roots.ts';

/** Told of a check that throws: a bug of ours. The other checks go on. */
export type OnCheckError = (rule: string, error: unknown) => void;

/** Runs checks on what they ask for, once for each class. */
export interface Runner {
  /** What a check finds in the file and under its roots. */
  all(check: AnyCheck): readonly Found[];
  /** Whether a check finds something at a place when one top-level declaration of a file is judged by itself. */
  alone(check: AnyCheck, home: Source, declaration: Declaration, at: Place): boolean;
}

export function createRunner(model: Model, source: Source, roots: readonly Site[], onError: OnCheckError): Runner {
  const guarded = <K extends keyof Subjects>(check: Check<K>, subject: Subjects[K]): readonly Found[] => {
    try {
      return [...check.run(model, subject)];
    } catch (error) {
      onError(check.id, error);
      return [];
    }
  };
  const under = (check: AnyCheck, root: Site): readonly Found[] => {
    switch (check.each) {
      case 'file':
        return [];
      case 'root':
        return guarded(check, root);
      case 'network':
        return networksOf(model, root).flatMap((network) => guarded(check, network));
      case 'site':
        return present(model, root).flatMap((site) => guarded(check, site));
      case 'link':
        return present(model, root).flatMap((site) => site.links.flatMap((link) => guarded(check, link)));
    }
  };
  return {
    all: (check) => (check.each === 'file' ? guarded(check, source) : roots.flatMap((root) => under(check, root))),
    alone: (check, home, declaration, at) => {
      const root = rootOf(model, home, declaration);
      return root !== undefined && under(check, root).some((found) => samePlace(found.at, at));
    },
  };
}

/** The sites of a tree that stand for at least one instance; a count of zero means that there is none. */
const present = fact((_model: Model, root: Site): readonly Site[] =>
  [...sitesUnder(root)].filter((site) => site.count !== 0),
);
