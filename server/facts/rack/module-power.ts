import type { Model } from '../../model/model.ts';
import { outwards, rootOfSite, type Site } from '../../model/site.ts';
import type { Power } from '../../units/dimension.ts';
import { fact } from '../fact.ts';
import { cableOf, linkCount } from '../links.ts';
import { linksUnder } from '../network/landings.ts';
import type { Bound } from '../totals.ts';
import type { Level } from './box-overlap.ts';
import { endsAt, partsBelow, type RackEnds, rackEnds, rackLevels } from './ends.ts';
import { endsOfLink, type LinkEnd, linkEndsIn } from './link-ends.ts';

/** What the modules of one end of a link statement draw in the rack that has the most. */
export interface ModuleTerm {
  readonly landing: LinkEnd;
  /** Of one link’s end, as the cable states it; undefined without a figure. */
  readonly each: Power | undefined;
  /** Ends in that rack. */
  readonly ends: number;
}

/** Power of the modules in a rack. Racks of one type may be linked differently: `known` is that of the one with the most. */
export interface ModulePower extends Bound {
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
  const shares = moduleShares(model, rack);
  const { levels, complete, worst } = rackLevels(
    rack,
    shares.map(({ boxes, each }) => ({ boxes, each: each ?? 0 })),
  );
  const unknown = new Set(shares.filter(isUnknown).map(({ landing }) => landing.link)).size;
  return { known: levels[0]?.weight ?? 0, unknown: unknown + (complete ? 0 : 1), levels, worst };
});

/** Whose modules these are. */
export function moduleTerms(model: Model, rack: Site): readonly ModuleTerm[] {
  const { worst } = modulePower(model, rack);
  return moduleShares(model, rack).map(({ landing, each, boxes }) => ({ landing, each, ends: endsAt(boxes, worst) }));
}

function moduleShares(model: Model, rack: Site): readonly ModuleShare[] {
  const landings = linkEndsIn(model, rack).filter((landing) => !isCounted(landing, rack));
  return rackEnds(model, rack, landings).map((ends) => ({ ...ends, each: moduleOf(model, ends.landing) }));
}

/** Whether a node between the port and the rack states its power: then its modules are in it. */
function isCounted(landing: LinkEnd, rack: Site | undefined): boolean {
  for (const site of outwards(landing.site)) {
    if (site === rack) return false;
    if (site.part.kind === 'node' && site.part.properties.has('power')) return true;
  }
  return false;
}

/** The ends of a statement in the racks of a site, and the power of each. */
interface ModuleShare extends RackEnds {
  readonly each: Power | undefined;
}

function isUnknown({ each, boxes }: ModuleShare): boolean {
  return boxes.length === 0 || (each === undefined && boxes.some(({ weight }) => weight > 0));
}

function moduleOf(model: Model, { link }: LinkEnd): Power | undefined {
  return model.values.quantity(cableOf(model, link), 'power', 'power');
}

/** Power in mW of all modules under a root, apart from those that nodes have counted in their own `power`. */
export function modulePowerUnder(model: Model, root: Site): Bound {
  return modulePowerBySite(model, root).get(root) ?? { known: 0, unknown: 0 };
}

/** Power in mW of the modules in all instances of each site under a root, as far as nodes have not counted them. */
const modulePowerBySite = fact((model: Model, root: Site): ReadonlyMap<Site, Bound> => {
  const bySite = new Map<Site, { known: number; unknown: number }>();
  for (const link of linksUnder(model, root)) {
    for (const landing of endsOfLink(model, link)) {
      if (isCounted(landing, undefined)) continue;
      const { known, unknown } = allOf(model, landing);
      for (const site of outwards(landing.site)) {
        const sum = bySite.get(site) ?? { known: 0, unknown: 0 };
        bySite.set(site, sum);
        sum.known += known;
        sum.unknown += unknown;
      }
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

function allOf(model: Model, landing: LinkEnd): Bound {
  const { link, side } = landing;
  const count = linkCount(model, link);
  const each = moduleOf(model, landing);
  if (!count || link.site.count === undefined) return { known: 0, unknown: 1 };
  const perBlock = count[side].reduce((sum, piece) => sum + piece.degree * partsBelow(count, landing, piece, 0), 0);
  const ends = perBlock * link.site.count;
  return each === undefined ? { known: 0, unknown: ends > 0 ? 1 : 0 } : { known: ends * each, unknown: 0 };
}
