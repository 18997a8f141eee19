import type { Model } from '../../model/model.ts';
import type { LinkSlot } from '../../model/part.ts';
import { enclosing, type LinkSite, rootOfSite, type Site, sitesUnder } from '../../model/site.ts';
import type { Power } from '../../units/dimension.ts';
import { rackHeat } from '../cooling/rack-heat.ts';
import { fact } from '../fact.ts';
import { type FinePower, fine } from '../fine-power.ts';
import { groupBy } from '../group-by.ts';
import { endsOfLink } from './link-ends.ts';
import { rackLoad, usablePower } from './load.ts';
import { moduleTerms } from './module-power.ts';

/** What a rack that takes the modules of a link statement has left. */
interface Headroom {
  /** Ends of the statement in the rack that has the most modules. */
  readonly ends: number;
  /** Power of one such end now; 0 where the cable states none. */
  readonly each: number;
  /** What may be added before the feeds, or the cooling of air, are at their limit; undefined where that is not stated. */
  readonly power: FinePower | undefined;
  readonly cooling: FinePower | undefined;
}

/** The racks in which a link statement ends, with what each has left. */
const headroomOf = fact((model: Model, link: LinkSite): readonly Headroom[] =>
  racksOf(model, link).flatMap((rack): readonly Headroom[] => {
    const { ends, each } = modulesBySlot(model, rack).get(link.slot) ?? { ends: 0, each: 0 };
    return ends === 0 ? [] : [{ ends, each, power: powerLeft(model, rack), cooling: coolingLeft(model, rack) }];
  }),
);

/** The racks in which a link statement ends, wherever its block stands in the tree. */
function racksOf(model: Model, { slot, site, fabric }: LinkSite): readonly Site[] {
  const blocks = sitesByPart(model, rootOfSite(site)).get(site.part) ?? [];
  const ends = blocks.flatMap((block) => endsOfLink(model, { slot, site: block, fabric }));
  const racks = new Set(ends.map((end) => enclosing(end.site, 'rack')));
  return [...racks].flatMap((rack) => (rack && rack.count !== 0 ? [rack] : []));
}

const sitesByPart = fact((_model: Model, root: Site) => {
  const present = [...sitesUnder(root)].filter(({ count }) => count !== 0);
  return groupBy(present, ({ part }) => part);
});

/** The ends of each statement in the rack that has the most modules, and the power of one. */
const modulesBySlot = fact((model: Model, rack: Site) => {
  const bySlot = new Map<LinkSlot, { readonly ends: number; readonly each: number }>();
  for (const { landing, ends, each } of moduleTerms(model, rack)) {
    const known = bySlot.get(landing.link.slot) ?? { ends: 0, each: each ?? 0 };
    bySlot.set(landing.link.slot, { ...known, ends: known.ends + ends });
  }
  return bySlot;
});

/** Whether a medium would bring a rack over its usable power or its cooling that is not over it already. */
export function overloadsRack(model: Model, link: LinkSite, perEnd: Power): boolean {
  return headroomOf(model, link).some(({ ends, each, power, cooling }) => {
    const added = fine(ends * (perEnd - each));
    return [power, cooling].some((left) => left !== undefined && left >= 0n && added > left);
  });
}

export function powerLeft(model: Model, rack: Site): FinePower | undefined {
  const usable = usablePower(model, rack);
  return usable && usable.exact - fine(rackLoad(model, rack).known);
}

/** The heat of modules goes to air; in an immersed rack to the liquid. */
export function coolingLeft(model: Model, rack: Site): FinePower | undefined {
  const { type, air, liquid, capacity, airCapacity } = rackHeat(model, rack);
  if (type === undefined) return undefined;
  const limit = type === 'liquid' ? airCapacity : capacity;
  const taken = type === 'immersion' ? liquid : air;
  return limit === undefined ? undefined : fine(limit) - taken.exact;
}
