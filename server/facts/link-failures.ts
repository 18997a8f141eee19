import type { Model } from '../model/model.ts';
import type { LinkSite } from '../model/site.ts';
import type { Failures } from '../units/dimension.ts';
import { fact } from './fact.ts';
import { cableOf, totalLinks } from './links.ts';

/** Hours of a year of 365.25 days. */
export const HOURS_PER_YEAR = 8766;

/** Hours over which failures in FIT are counted. */
const HOURS_OF_FIT = 1e9;

/** FIT is held in thousandths. */
const BASE_UNITS_PER_FIT = 1000;

/** Events of one kind on the links of a statement. */
export interface Events {
  /** Of one link in 10^9 hours, as the cable states it. */
  readonly fit: Failures;
  /** Expected in a year over all links. */
  readonly perYear: number;
}

/** Failures of the links of a statement: removals of a link and flaps apart; each undefined where no figure is stated. */
export interface LinkFailures {
  readonly removals: Events | undefined;
  readonly flaps: Events | undefined;
}

/** Expected failures a year of all links of a statement: links × FIT × 8,766 h × 10^-9. */
export const linkFailures = fact((model: Model, link: LinkSite): LinkFailures => {
  const cable = cableOf(model, link);
  const links = totalLinks(model, link);
  const events = (name: string): Events | undefined => {
    const fit = model.values.quantity(cable, name, 'failures');
    if (fit === undefined || links === undefined) return undefined;
    return { fit, perYear: eventsPerYear(links, fit) };
  };
  return { removals: events('fit'), flaps: events('flap_fit') };
});

/** Expected events a year on a number of links of one rate. */
export function eventsPerYear(links: number, fit: Failures): number {
  return (links * fit * HOURS_PER_YEAR) / (BASE_UNITS_PER_FIT * HOURS_OF_FIT);
}
