import type { Declaration } from '../../grammar/ast.ts';
import { fact } from '../facts/fact.ts';
import { networksOf } from '../facts/network.ts';
import type { Model } from '../model/model.ts';
import { isPutOff } from '../model/reading.ts';
import { type Site, sitesUnder } from '../model/site.ts';
import { type Place, type Source, samePlace } from '../model/source.ts';
import type { AnyCheck, Check, Found, Subjects } from './check.ts';
import { rootOf } from './roots.ts';

/** Told of a check that throws: a bug of ours. The other checks go on. */
export type OnCheckError = (rule: string, error: unknown) => void;

/** What a check is run on under one root, the file’s own checks apart. */
export function subjectsUnder(model: Model, check: AnyCheck, root: Site): readonly Subjects[keyof Subjects][] {
  switch (check.each) {
    case 'file':
      return [];
    case 'root':
      return [root];
    case 'network':
      return networksOf(model, root);
    case 'site':
      return present(model, root);
    case 'link':
      return present(model, root).flatMap((site) => site.eachLink);
  }
}

/** A check that has found so much in one subject is asked for no more of it: a file lists far less. */
export const MOST_FOUND = 10_000;

/** Runs a check on one subject. What it throws is told, apart from what puts it off. */
export function runOn(
  model: Model,
  check: AnyCheck,
  subject: Subjects[keyof Subjects],
  onError: OnCheckError,
): readonly Found[] {
  try {
    const all: Found[] = [];
    // The subject is of the kind that the check asks for: `subjectsUnder` gives no other.
    for (const found of (check as Check).run(model, subject as never)) {
      all.push(found);
      if (all.length === MOST_FOUND) break;
    }
    return all;
  } catch (error) {
    if (isPutOff(error)) throw error;
    onError(check.id, error);
    return [];
  }
}

/** Whether a check finds something at a place when one top-level declaration of a file is judged by itself. */
export function failsAlone(model: Model, check: AnyCheck, home: Source, declaration: Declaration, at: Place): boolean {
  const known = placesAlone(model, home);
  const ofCheck = known.get(check) ?? new Map<Declaration, readonly Place[]>();
  known.set(check, ofCheck);
  const places = ofCheck.get(declaration) ?? judgedAlone(model, check, home, declaration);
  ofCheck.set(declaration, places);
  return places.some((place) => samePlace(place, at));
}

/** Where checks find something in declarations by themselves, as long as no link changes: of many findings each asks. */
const placesAlone = fact((_model: Model, _home: Source) => new Map<AnyCheck, Map<Declaration, readonly Place[]>>());

function judgedAlone(model: Model, check: AnyCheck, home: Source, declaration: Declaration): readonly Place[] {
  const root = rootOf(model, home, declaration);
  const subjects = root ? subjectsUnder(model, check, root) : [];
  return subjects.flatMap((subject) => runOn(model, check, subject, () => {}).map(({ at }) => at));
}

/** The sites of a tree that stand for at least one instance; a count of zero means that there is none. */
export const present = fact((_model: Model, root: Site): readonly Site[] =>
  [...sitesUnder(root)].filter((site) => site.count !== 0),
);
