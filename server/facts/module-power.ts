import type { LinkCount } from '../model/link/count.ts';
import { isKeyed } from '../model/link/domain.ts';
import type { Piece } from '../model/link/pieces.ts';
import { axesOf } from '../model/link/shape.ts';
import type { Model } from '../model/model.ts';
import { outwards, rootOfSite, type Site, sitesUnder } from '../model/site.ts';
import type { Power } from '../units/dimension.ts';
import { type Level, overlap, type WeightedBox } from './box-overlap.ts';
import { fact } from './fact.ts';
import { type Landing, landingsByRack, landingsOf } from './landings.ts';
import { cableOf, linkCount } from './links.ts';
import type { Box } from './network/boxes.ts';
import { addUp, type Bound } from './totals.ts';

/** What the modules of one end of a link statement draw in the rack that has the most. */
export interface ModuleTerm {
  readonly landing: Landing;
  /** Of one link’s end, as the cable states it; undefined without a figure. */
  readonly each: Power | undefined;
  /** Ends in that rack. */
  readonly ends: number;
}

/** Power of the modules in a rack. Racks of one type may be linked differently: `known` is that of the one with the most. */
export interface ModulePower extends Bound {
  readonly terms: readonly ModuleTerm[];
  /** The power of modules in the racks of the site, the highest first, and how many racks have it. */
  readonly levels: readonly Level[];
  /** Indexes of the rack with the most, one for each dimension of the arrays from the root down. */
  readonly worst: readonly number[];
}

/**
 * Power in mW of the modules, and of the ends of active cables, in the racks of a site, apart from those that a node has
 * counted in its own `power`.
 */
export const modulePower = fact((model: Model, rack: Site): ModulePower => {
  const landings = (landingsByRack(model, rootOfSite(rack)).get(rack) ?? []).filter(
    (landing) => !isCounted(landing, rack),
  );
  const around = surroundings(rack);
  const shares = landings.map((landing) => moduleShare(model, landing, rack, around(landing.link.site)));
  const weighted = shares.flatMap(({ boxes, each }) =>
    boxes.map(({ box, weight }) => ({ box, weight: weight * (each ?? 0) })),
  );
  const { levels, complete } = overlap(sizesOf(rack), merged(weighted));
  const heaviest = levels[0];
  const worst = heaviest?.at ?? [];
  const terms = shares.map(({ landing, each, boxes }) => ({ landing, each, ends: weightAt(boxes, worst) }));
  const unknown = new Set(shares.filter(isUnknown).map(({ landing }) => landing.link)).size;
  return { known: heaviest?.weight ?? 0, unknown: unknown + (complete ? 0 : 1), terms, levels, worst };
});

/** Whether a node between the port and the rack states its power: then its modules are in it. */
function isCounted(landing: Landing, rack: Site | undefined): boolean {
  for (const site of outwards(landing.site)) {
    if (site === rack) return false;
    if (site.part.kind === 'node' && site.part.properties.has('power')) return true;
  }
  return false;
}

/** The ends of a statement in the racks of a site: boxes of racks, and the ends in each rack of a box. */
interface ModuleShare {
  readonly landing: Landing;
  readonly each: Power | undefined;
  readonly boxes: readonly WeightedBox[];
}

function isUnknown({ each, boxes }: ModuleShare): boolean {
  return boxes.length === 0 || (each === undefined && boxes.some(({ weight }) => weight > 0));
}

function moduleShare(model: Model, landing: Landing, rack: Site, around: Surroundings): ModuleShare {
  const each = model.values.quantity(cableOf(model, landing.link), 'power', 'power');
  const count = linkCount(model, landing.link);
  return { landing, each, boxes: count ? boxesOf(count, landing, rack, around) : [] };
}

/** Where the block of a link stands relative to the rack. */
interface Surroundings {
  /** All instances of the arrays around both, as a box. */
  readonly above: Box;
  /** Instances of the block in one rack; 1 where the block is around the rack. */
  readonly inside: number;
}

/** The surroundings of blocks, each computed once: many statements stand in one block. */
function surroundings(rack: Site): (block: Site) => Surroundings {
  const known = new Map<Site, Surroundings>();
  return (block) => {
    const memo = known.get(block);
    if (memo) return memo;
    const above = sizesOf(block.depth < rack.depth ? block : rack).map((size) => ({ low: 0, high: size - 1 }));
    const found = { above, inside: instancesUnder(rack, block) };
    known.set(block, found);
    return found;
  };
}

/** The boxes of racks on which a statement’s end lands. Axes of the path behind the rack only multiply. */
function boxesOf(
  count: LinkCount,
  landing: Landing,
  rack: Site,
  { above, inside }: Surroundings,
): readonly WeightedBox[] {
  const { link, side, end } = landing;
  const steps = Math.max(0, rack.depth - link.site.depth);
  const cut = end.steps.reduce((axes, step, i) => (i < steps ? axes + step.axes.length : axes), 0);
  const pieces = count[side].map((piece) => ({
    box: [...above, ...piece.box.slice(0, cut)],
    weight: piece.degree * partsBelow(count, landing, piece, cut) * inside,
  }));
  if (pieces.length === 0) return [{ box: above, weight: 0 }];
  return pieces.length === 1 ? pieces : merged(pieces);
}

/** Sizes of the arrays from the root down to a site; an array of unknown size counts as one of one. */
function sizesOf(site: Site): readonly number[] {
  return [...outwards(site)].reverse().flatMap((at) => (at.member ? (at.member.dims ?? [1]) : []));
}

function instancesUnder(rack: Site, block: Site): number {
  let product = 1;
  for (const at of outwards(block)) {
    if (at === rack) return product;
    product *= at.member?.count ?? 1;
  }
  return 1;
}

/**
 * Parts of a piece behind the cut. A variable that comes again does not range again: the second axis follows the first.
 */
function partsBelow({ shape, domain }: LinkCount, { side }: Landing, piece: Piece, cut: number): number {
  const seen = new Set<number>();
  return axesOf(shape[side]).reduce((product, axis, i) => {
    const slot = axis.at.kind === 'variable' && !isKeyed(axis, domain) ? axis.at.slot : undefined;
    const repeated = slot !== undefined && seen.has(slot);
    if (slot !== undefined) seen.add(slot);
    const { low, high } = piece.box[i] ?? { low: 0, high: 0 };
    return i < cut || repeated ? product : product * (high - low + 1);
  }, 1);
}

/** Equal boxes as one, their weights added. */
function merged(boxes: readonly WeightedBox[]): readonly WeightedBox[] {
  const byBox = new Map<string, { readonly box: Box; weight: number }>();
  for (const { box, weight } of boxes) {
    const key = box.map(({ low, high }) => `${low}-${high}`).join(' ');
    const known = byBox.get(key);
    if (known) known.weight += weight;
    else byBox.set(key, { box, weight });
  }
  return [...byBox.values()];
}

function weightAt(boxes: readonly WeightedBox[], point: readonly number[]): number {
  const here = boxes.filter(({ box }) =>
    box.every(({ low, high }, i) => low <= (point[i] ?? 0) && (point[i] ?? 0) <= high),
  );
  return here.reduce((sum, { weight }) => sum + weight, 0);
}

/** Power in mW of all modules under a root, apart from those that nodes have counted in their own `power`. */
export function modulePowerUnder(model: Model, root: Site): Bound {
  return modulePowerBySite(model, root).get(root) ?? { known: 0, unknown: 0 };
}

/** Power in mW of the modules in all instances of each site under a root, as far as nodes have not counted them. */
const modulePowerBySite = fact((model: Model, root: Site): ReadonlyMap<Site, Bound> => {
  const bySite = new Map<Site, Bound>();
  const links = [...sitesUnder(root)].filter((site) => site.count !== 0).flatMap((site) => site.links);
  for (const landing of links.flatMap((link) => landingsOf(model, link))) {
    if (isCounted(landing, undefined)) continue;
    const power = allOf(model, landing);
    for (const site of outwards(landing.site)) {
      const known = bySite.get(site);
      bySite.set(site, known ? addUp([known, power]) : power);
    }
  }
  return bySite;
});

/**
 * Power in mW of the modules in one instance of a site, where all have the same; else the mean over them, which the one
 * with the most is not below.
 */
export function meanModulePower(model: Model, site: Site): Bound {
  const all = modulePowerBySite(model, rootOfSite(site)).get(site);
  if (!all) return { known: 0, unknown: 0 };
  if (!site.count) return { known: 0, unknown: 1 };
  return { known: Math.floor(all.known / site.count), unknown: all.unknown };
}

function allOf(model: Model, landing: Landing): Bound {
  const { link, side } = landing;
  const count = linkCount(model, link);
  const each = model.values.quantity(cableOf(model, link), 'power', 'power');
  if (!count || link.site.count === undefined) return { known: 0, unknown: 1 };
  const perBlock = count[side].reduce((sum, piece) => sum + piece.degree * partsBelow(count, landing, piece, 0), 0);
  const ends = perBlock * link.site.count;
  return each === undefined ? { known: 0, unknown: ends > 0 ? 1 : 0 } : { known: ends * each, unknown: 0 };
}
