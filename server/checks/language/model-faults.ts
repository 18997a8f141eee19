import { fact } from '../../facts/fact.ts';
import type { Fault, ModelRule } from '../../model/fault.ts';
import { createModel, type Model } from '../../model/model.ts';
import { outwards, type Site } from '../../model/site.ts';
import { contains, type Place, placeOf, type Source, samePlace } from '../../model/source.ts';
import type { Fix, Found } from '../check.ts';
import { forceAll } from '../force.ts';
import { locate } from '../locate.ts';

/** What the model has found of one rule in one file while it bound names and evaluated values. */
export function* modelFaults(model: Model, source: Source, rule: ModelRule): Generator<Found> {
  const origins = forceAll(model, source);
  for (const fault of faultsOf(model, rule)) {
    const found = foundOf(fault);
    const related = [{ at: fault.at, message: 'what fails with it' }, ...(found.related ?? [])];
    for (const at of placesOf(model, source, fault, origins.get(fault) ?? [])) {
      if (samePlace(at, fault.at)) yield found;
      else yield { at, message: fault.message, related };
    }
  }
}

/** The faults of a rule in the order of the text, whatever the order in which they were met. */
export function faultsOf({ sink }: Model, rule: ModelRule): readonly Fault[] {
  return [...sink.faults]
    .filter((fault) => fault.rule === rule)
    .sort((a, b) => a.at.start - b.at.start || a.at.end - b.at.end);
}

/** Where the user can act on a fault: its text, or else each place that sets anew what makes it fail. */
function placesOf(model: Model, source: Source, fault: Fault, [first, ...others]: readonly Site[]): readonly Place[] {
  if (!first) return fault.at.source === source ? [fault.at] : [];
  const place = actionable(model, source, fault, first);
  if (!place || samePlace(place, fault.at)) return place ? [place] : [];
  const more = others.flatMap((site) => actionable(model, source, fault, site) ?? []);
  return [place, ...more.filter((at) => !samePlace(at, fault.at))];
}

/** A fault of the model as a finding: each of its replacements is a fix. */
export function foundOf(fault: Fault): Found {
  const { at, message, related = [], replacements = [] } = fault;
  const fixes = replacements.map(({ at: place, text, title }): Fix => ({ title, edits: [{ at: place, text }] }));
  return { at, message, related, fixes: () => fixes };
}

/**
 * Where the user can act on a fault: its text; where that alone passes, the parameter or override that makes it fail.
 * A fault of an imported file is told here only when it comes of what this file sets anew.
 */
function actionable(model: Model, source: Source, fault: Fault, site: Site): Place | undefined {
  if (fault.at.source !== source && (!isSetAnew(source, site) || failsInItsFile(model, fault))) return undefined;
  // A declaration is judged after those that it uses, so the one in which the fault stands passes unless it is met there.
  return locate(
    source,
    { at: fault.at, message: fault.message, site },
    (home, declaration) => !contains(placeOf(home, declaration), fault.at),
  );
}

function isSetAnew(source: Source, site: Site): boolean {
  return [...outwards(site)].some(
    ({ part }) => part.layers.length > 1 && part.layers.slice(1).some((layer) => layer.around.source === source),
  );
}

function failsInItsFile(model: Model, fault: Fault): boolean {
  return faultsAlone(model, fault.at.source).some((each) => each.rule === fault.rule && samePlace(each.at, fault.at));
}

/** The faults of an imported file by itself. */
const faultsAlone = fact((model: Model, source: Source): readonly Fault[] => {
  const own = createModel(model.program);
  forceAll(own, source);
  return [...own.sink.faults];
});
