import type { Model } from '../../model/model.ts';
import type { Site } from '../../model/site.ts';
import { type Power, quantity, type Ratio } from '../../units/dimension.ts';
import { fact } from '../fact.ts';
import { type FinePower, fine, shareOf, shown } from '../fine-power.ts';
import { policyQuantity } from '../policy.ts';
import { integerOr } from '../stated.ts';
import { addUp, type Bound, type Term, totalOf } from '../totals.ts';
import { type ModulePower, meanModulePower, modulePower } from './module-power.ts';

/** What a part of a site draws in the worst case, in mW. */
export interface Load extends Bound {
  /** The members, without modules. */
  readonly terms: readonly Term[];
  /** Power of the modules that no node has counted. */
  readonly modules: Bound;
}

/** What one rack draws: that of the site’s racks which has the most modules. */
export interface RackLoad extends Load {
  readonly modules: ModulePower;
}

/** Σ count × power of nodes, switches and distribution units, losses of shelves, and the modules that no node has counted. */
export const rackLoad = fact((model: Model, rack: Site): RackLoad => {
  const { terms, known, unknown } = totalOf(model, rack.part, 'power');
  const modules = modulePower(model, rack);
  return { ...addUp([{ known, unknown }, modules]), terms, modules };
});

/** What one instance of a rack draws, or of what encloses racks: a row, a pod, a hall, a cluster. */
export function siteLoad(model: Model, site: Site): Load {
  if (site.part.kind === 'rack') return rackLoad(model, site);
  const { terms, known, unknown } = totalOf(model, site.part, 'power');
  const modules = meanModulePower(model, site);
  return { ...addUp([{ known, unknown }, modules]), terms, modules };
}

/** Power that the feeds give while the spare ones are out. */
export interface UsablePower {
  /** Nameplate of one feed. */
  readonly feed: Power;
  readonly feeds: number;
  readonly spare: number;
  readonly derating: Ratio;
  readonly exact: FinePower;
  /** Rounded to a milliwatt, to be shown. */
  readonly power: Power;
}

/** (feeds − spare) × feed × `policy.derating`; undefined where a rack (or a row, a hall …) states no feed, or one of the terms is not known. */
export const usablePower = fact((model: Model, rack: Site): UsablePower | undefined => {
  const block = rack.part.blocks.get('power');
  const feed = model.values.quantity(block, 'feed', 'power');
  const feeds = integerOr(model, block, 'feeds', 1);
  const spare = integerOr(model, block, 'spare', 0);
  const derating = policyQuantity(model, rack, 'derating', 'ratio');
  if (feed === undefined || feeds === undefined || spare === undefined || derating === undefined) return undefined;
  const live = Math.max(0, feeds - spare);
  const exact = shareOf(feed, derating) * BigInt(live);
  return { feed, feeds, spare, derating, exact, power: shown(exact) };
});

/**
 * Racks of a site over a limit, where `most` is the load (or heat) of the one with the most modules: racks of one type
 * differ in their modules only. Undefined where it is not known how many racks there are.
 */
export function racksAbove(model: Model, rack: Site, most: FinePower, limit: FinePower): number | undefined {
  if (rack.count === undefined) return undefined;
  const modules = modulePower(model, rack);
  const rest = most - fine(modules.known);
  const above = modules.levels.filter(({ weight }) => rest + fine(weight) > limit);
  const racks = above.reduce((sum, { points }) => sum + points, 0);
  return Math.min(rack.count, racks);
}

/** A share of a rack’s load. */
export interface Contribution {
  /** The member; undefined for the modules. */
  readonly term: Term | undefined;
  /** Over all its instances. */
  readonly power: Power;
}

/** Who draws the known load of a rack, or of what encloses racks, the most first. */
export function contributions(load: Load): readonly Contribution[] {
  const members = load.terms.map((term) => ({
    term,
    power: quantity<'power'>((term.each?.known ?? 0) * (term.count ?? 0)),
  }));
  const modules = { term: undefined, power: quantity<'power'>(load.modules.known) };
  return [...members, modules].filter(({ power }) => power > 0).sort((a, b) => b.power - a.power);
}
