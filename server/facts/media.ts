import { catalogLocation } from '../catalog/modules.ts';
import type { Model } from '../model/model.ts';
import type { Part } from '../model/part.ts';
import { enclosing, type LinkSite, rootOfSite, type Site, sitesUnder } from '../model/site.ts';
import type { Source } from '../model/source.ts';
import { type Length, type Money, type Power, quantity } from '../units/dimension.ts';
import { fact } from './fact.ts';
import { cagePowerFault, isMadeFor, type Joint, jointOf, offerFault, splitterFits } from './link/fit.ts';
import { balanceOf, lossOfCable } from './link/loss.ts';
import { cableOf, cableRun, laneRate, linkShape, plainEndsOf, portsOf, totalLinks } from './links.ts';
import { overloadsRack } from './rack/medium-load.ts';
import { reachOfCable } from './reach.ts';

/** The built-in module that is offered even where it is not imported. */
const CABLE_MODULE = 'cables';

/** A cable type that would carry a link: it has the rate and fits both cages. */
export interface Medium {
  readonly cable: Part;
  /** The name to write after `via`, once `module` is imported. */
  readonly name: string;
  /** The built-in module to import first; undefined where the name can be written as it is. */
  readonly module: string | undefined;
  readonly medium: string;
  readonly reach: Length | undefined;
  /** Power per link and end. */
  readonly perEnd: Power | undefined;
  /** Power of all links, both ends; undefined where a figure is missing. */
  readonly power: Power | undefined;
  /** The same, more than that of the present cable; undefined where a figure is missing. */
  readonly addedPower: Power | undefined;
  /** Price of all links more than that of the present cables; undefined where a figure is missing. */
  readonly addedPrice: Money | undefined;
}

/**
 * Every medium of the file, its imports and the built-in cables that carries the rate of a link and fits both cages,
 * whatever its reach; those that add the least power come first.
 */
export function mediaFor(model: Model, link: LinkSite): readonly Medium[] {
  const ends = plainEndsOf(model, link);
  if (!ends) return mediaForOne(model, link);
  const known = mediaByKind(model, link.site);
  const found = known.get(ends.kind) ?? mediaForOne(model, link);
  known.set(ends.kind, found);
  return found;
}

/** Those of plain links, found once for all that are alike. */
const mediaByKind = fact((_model: Model, _site: Site) => new Map<object, readonly Medium[]>());

const mediaForOne = fact((model: Model, link: LinkSite): readonly Medium[] => {
  const shape = linkShape(model, link);
  if (!shape) return [];
  const joint = jointOf(shape, portsOf(model, link));
  const rate = model.values.quantity(joint.left ?? joint.right, 'rate', 'rate');
  if (rate === undefined) return [];
  const present = cableOf(model, link);
  const suiting = suitingCables(model, link.slot.layer.scope.source, joint);
  const others = suiting.filter(
    ({ cable }) => cable.declaration !== present?.declaration && mayStand(model, link, cable),
  );
  return others.map((candidate) => priced(model, link, present, candidate)).sort(byPower);
});

/** Whether a link stands where a medium can go: a board’s traces stay in their node, a backplane with a reach in its rack. */
function mayStand(model: Model, { site }: LinkSite, cable: Part): boolean {
  if (model.values.word(cable, 'medium') !== 'backplane') return true;
  const around = cable.properties.has('reach') ? enclosing(site, 'node', 'rack') : enclosing(site, 'node');
  return around !== undefined;
}

/** The cables that a file can name for two ports: found once for all links between ports of these kinds. */
function suitingCables(model: Model, source: Source, joint: Joint): readonly Candidate[] {
  const byPorts = suitingByPorts(model, source);
  const byRight = byPorts.get(joint.left) ?? new Map<Part | undefined, readonly Candidate[]>();
  byPorts.set(joint.left, byRight);
  const known = byRight.get(joint.right);
  if (known) return known;
  const found = cablesInReach(model, source).filter(({ cable }) => suits(model, joint, cable));
  byRight.set(joint.right, found);
  return found;
}

const suitingByPorts = fact(
  (_model: Model, _source: Source) => new Map<Part | undefined, Map<Part | undefined, readonly Candidate[]>>(),
);

/** The media for a link that bring no rack over its power or cooling. */
export const mediaThatFit = fact((model: Model, link: LinkSite): readonly Medium[] =>
  mediaFor(model, link).filter(({ perEnd }) => perEnd === undefined || !overloadsRack(model, link, perEnd)),
);

/** Of these the media that cover its longest instance in every context under the same root, as far as their losses are known. */
export const mediaThatReach = fact((model: Model, link: LinkSite): readonly Medium[] => {
  const longest = longestRun(model, link);
  if (longest === undefined) return [];
  return mediaThatFit(model, link).filter(
    ({ cable, reach }) => reach !== undefined && reach >= longest && !losesTooMuch(model, link, cable, longest),
  );
});

/** Whether a link with a cable of some length loses more than its budget, as far as its parts state their losses. */
export function losesTooMuch(model: Model, link: LinkSite, cable: Part, length: Length): boolean {
  const loss = lossOfCable(model, link, cable, length);
  return (loss && balanceOf(loss)?.isOver) ?? false;
}

/** The longest instance of a link statement wherever it stands under the same root; undefined where one is unknown. */
const longestRun = fact((model: Model, link: LinkSite): Length | undefined => {
  let longest: Length | undefined;
  for (const same of contextsOf(model, link)) {
    if (same.site.count === 0) continue;
    const run = cableRun(model, same);
    if (!run) return undefined;
    if (longest === undefined || run.longest > longest) longest = run.longest;
  }
  return longest;
});

/** The same statement wherever it stands under the same root. */
function contextsOf(model: Model, link: LinkSite): readonly LinkSite[] {
  const sites = sitesByPart(model, rootOfSite(link.site)).get(link.site.part) ?? [];
  if (sites.length === 1) return [link];
  return sites.flatMap((site) => site.eachLink.find(({ slot }) => slot === link.slot) ?? []);
}

const sitesByPart = fact(
  (_model: Model, root: Site): ReadonlyMap<Part, readonly Site[]> => Map.groupBy(sitesUnder(root), ({ part }) => part),
);

function suits(model: Model, joint: Joint, cable: Part): boolean {
  if (model.values.quantity(cable, 'rate', 'rate') === undefined) return false;
  if (model.values.word(cable, 'medium') === undefined) return false;
  const faults = [offerFault(model, joint, cable), cagePowerFault(model, joint, cable)];
  return (
    faults.every((fault) => fault === undefined) && isMadeFor(model, joint, cable) && splitterFits(model, joint, cable)
  );
}

export interface Candidate {
  readonly cable: Part;
  readonly name: string;
  readonly module: string | undefined;
}

/** Cable types that a file can name: its own, those of its imports, and the built-in cables. */
export const cablesInReach = fact((model: Model, source: Source): readonly Candidate[] => {
  const imported = source.imports.flatMap((node) => {
    const location = model.program.target(source, node);
    const alias = model.program.importName(node);
    return location !== undefined && alias !== undefined ? [{ location, alias }] : [];
  });
  const own = cablesOf(model, source).map((cable): Candidate => ({ cable, name: cable.name, module: undefined }));
  const others = imported.flatMap(({ location, alias }) => cablesAt(model, location, alias, undefined));
  const builtIn = catalogLocation(CABLE_MODULE);
  const missing = builtIn !== undefined && !imported.some(({ location }) => location === builtIn);
  const alias = freeAlias(
    source,
    imported.map((each) => each.alias),
  );
  return [...own, ...others, ...(missing ? cablesAt(model, builtIn, alias, alias) : [])];
});

function cablesAt(model: Model, location: string, alias: string, module: string | undefined): readonly Candidate[] {
  const source = model.program.source(location);
  return source ? cablesOf(model, source).map((cable) => ({ cable, name: `${alias}.${cable.name}`, module })) : [];
}

function cablesOf(model: Model, source: Source): readonly Part[] {
  const scope = model.scopeOf(source);
  const declarations = [...source.types.values()].filter((each) => each.keyword.text === 'cable' && !each.broken);
  return declarations.flatMap((declaration) => model.partOf({ declaration, scope }) ?? []);
}

/** A name under which the built-in cables can be imported without a clash. */
function freeAlias(source: Source, taken: readonly string[]): string {
  const isTaken = (name: string): boolean =>
    taken.includes(name) || source.types.has(name) || source.constants.has(name);
  let alias = CABLE_MODULE;
  for (let i = 2; isTaken(alias); i++) alias = `${CABLE_MODULE}${i}`;
  return alias;
}

function priced(model: Model, link: LinkSite, present: Part | undefined, candidate: Candidate): Medium {
  const { cable } = candidate;
  const count = totalLinks(model, link);
  const perEnd = model.values.quantity(cable, 'power', 'power');
  const before = present ? model.values.quantity(present, 'power', 'power') : quantity<'power'>(0);
  const price = pricePerLink(model, cable);
  const priceBefore = present ? pricePerLink(model, present) : 0;
  const power = count === undefined || perEnd === undefined ? undefined : quantity<'power'>(perEnd * 2 * count);
  const isPowerKnown = count !== undefined && perEnd !== undefined && before !== undefined;
  const isPriceKnown = count !== undefined && price !== undefined && priceBefore !== undefined;
  return {
    ...candidate,
    medium: model.values.word(cable, 'medium') ?? '',
    reach: reachOfCable(model, cable, laneRate(model, link))?.length,
    perEnd,
    power,
    addedPower: isPowerKnown ? quantity((perEnd - before) * 2 * count) : undefined,
    addedPrice: isPriceKnown ? quantity(Math.round((price - priceBefore) * count)) : undefined,
  };
}

function pricePerLink(model: Model, cable: Part): number | undefined {
  const price = model.values.quantity(cable, 'price', 'money');
  return price === undefined ? undefined : price / (model.values.integer(cable, 'carries') ?? 1);
}

/** Least power first, unknown last; then least added price, then the longer reach. */
function byPower(a: Medium, b: Medium): number {
  return (
    ascending(a.perEnd, b.perEnd) ||
    ascending(a.addedPrice, b.addedPrice) ||
    (b.reach ?? 0) - (a.reach ?? 0) ||
    a.name.localeCompare(b.name)
  );
}

function ascending(a: number | undefined, b: number | undefined): number {
  if (a === b) return 0;
  if (a === undefined) return 1;
  return b === undefined ? -1 : a - b;
}
