import type { Model } from '../../model/model.ts';
import { type LinkSite, rootOfSite, type Site } from '../../model/site.ts';
import type { Power } from '../../units/dimension.ts';
import { rackHeat } from '../cooling/rack-heat.ts';
import { fact } from '../fact.ts';
import { type FinePower, fine } from '../fine-power.ts';
import { rackLoad, usablePower } from './load.ts';
import { modulePower } from './module-power.ts';
import { racksUnder } from './rows.ts';

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
const headroomOf = fact((model: Model, link: LinkSite): readonly Headroom[] => {
  return racksUnder(model, rootOfSite(link.site)).flatMap((rack): readonly Headroom[] => {
    const terms = modulePower(model, rack).terms.filter(({ landing }) => landing.link.slot === link.slot);
    const ends = terms.reduce((sum, term) => sum + term.ends, 0);
    if (ends === 0) return [];
    return [{ ends, each: terms[0]?.each ?? 0, power: powerLeft(model, rack), cooling: coolingLeft(model, rack) }];
  });
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
