import type { Declaration } from '../../grammar/ast.ts';
import type { Layer } from '../model/part.ts';
import { outwards, type Site } from '../model/site.ts';
import { contains, type Place, placeOf, type Source } from '../model/source.ts';
import type { Found } from './check.ts';

/** Names whose override cannot make a check fail. */
const harmless = new Set(['label', 'source', 'year', 'part_number', 'price']);

/** Whether a rule finds something at a place when a top-level declaration of a file is judged by itself. */
export type FailsAlone = (home: Source, declaration: Declaration, at: Place) => boolean;

/**
 * The place in the file where the user can act: the text itself; where a base alone passes, the `let` or override that
 * makes it fail; where the text is in another file, the member or `: Base` of this file that leads there.
 */
export function locate(source: Source, found: Found, failsAlone: FailsAlone): Place | undefined {
  if (!found.site) return found.at.source === source ? found.at : undefined;
  const owner = ownerOf(found.site, found.at);
  if (found.at.source !== source) return owner && wayOut(source, owner, found.at, failsAlone);
  return (owner && culprit(source, owner, found.at, failsAlone)) ?? found.at;
}

/** The site, at or around the one given, in one of whose bodies a place lies. */
function ownerOf(site: Site, at: Place): Site | undefined {
  for (const each of outwards(site)) if (layerWith(each, at)) return each;
  return undefined;
}

function layerWith(site: Site, at: Place): Layer | undefined {
  return site.part.layers.findLast((layer) => contains(statementOf(layer), at));
}

function statementOf(layer: Layer): Place {
  return placeOf(layer.around.source, layer.origin);
}

/** Follows a place in another file outwards to the first text of this file that leads to it. */
function wayOut(source: Source, owner: Site, at: Place, failsAlone: FailsAlone): Place | undefined {
  let place = at;
  for (const site of outwards(owner)) {
    if (place.source === source) return place;
    const from = site.part.layers.findIndex((layer) => contains(statementOf(layer), place));
    const derived = site.part.layers.slice(from + 1).find((layer) => layer.around.source === source);
    if (derived) return overrideAtFault(derived, at, failsAlone) ?? typeOf(source, derived);
    if (!site.member) return undefined;
    const { node, layer } = site.member;
    place = placeOf(layer.scope.source, node.type ?? node.name);
  }
  return place.source === source ? place : undefined;
}

/** The override that makes a text of another file fail, where that text passes by itself. */
function overrideAtFault(layer: Layer, at: Place, failsAlone: FailsAlone): Place | undefined {
  const home = topLevelAround(at.source, at);
  const statement = overridingStatement(layer);
  return home && statement && !failsAlone(at.source, home, at) ? placeOf(layer.around.source, statement) : undefined;
}

function typeOf(source: Source, layer: Layer): Place {
  const { origin } = layer;
  if (origin.node === 'declaration') return placeOf(source, origin.base ?? origin.name ?? origin);
  if (origin.node === 'member') return placeOf(source, origin.type ?? origin.name);
  return placeOf(source, origin);
}

/** The override of this file that makes a finding, when the text in which it stands passes by itself. */
function culprit(source: Source, owner: Site, at: Place, failsAlone: FailsAlone): Place | undefined {
  const overrides = overridesAround(owner, at).filter((layer) => layer.around.source === source);
  const home = topLevelAround(source, at);
  if (overrides.length === 0 || !home || failsAlone(source, home, at)) return undefined;
  for (const layer of overrides) {
    const place = statementOf(layer);
    const around = topLevelAround(source, place);
    const statement = overridingStatement(layer);
    if (around && statement && failsAlone(source, around, at)) return placeOf(source, statement);
  }
  return undefined;
}

/** Override bodies that apply on the way down to a place, innermost first. */
function overridesAround(owner: Site, at: Place): readonly Layer[] {
  const overrides: Layer[] = [];
  let place = at;
  for (const site of outwards(owner)) {
    const from = site.part.layers.findIndex((layer) => contains(statementOf(layer), place));
    overrides.push(...site.part.layers.slice(from + 1));
    if (site.member) place = placeOf(site.member.layer.scope.source, site.member.node);
  }
  return overrides;
}

function topLevelAround(source: Source, at: Place): Declaration | undefined {
  return source.parsed.file.statements.find(
    (node): node is Declaration => node.node === 'declaration' && node.start <= at.start && at.end <= node.end,
  );
}

/** The statement of an override that most likely decides: a parameter first, then whatever else may matter. */
function overridingStatement(layer: Layer): { readonly start: number; readonly end: number } | undefined {
  const { statements } = layer.body;
  const relevant = statements.filter(
    (node) => node.node !== 'allow' && !('name' in node && node.name && harmless.has(node.name.text)),
  );
  return relevant.find((node) => node.node === 'constant') ?? relevant[0];
}
