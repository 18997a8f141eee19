import type { Model } from '../../model/model.ts';
import type { Part } from '../../model/part.ts';
import type { LinkSite, Site } from '../../model/site.ts';
import { type Failures, quantity, type Time } from '../../units/dimension.ts';
import { fact } from '../fact.ts';
import { cableOf, totalLinks } from '../links.ts';
import { linksOf, networksOf } from '../network.ts';

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

/** What one link statement adds to the interruptions of a job. */
export interface FailureTerm {
  readonly link: LinkSite;
  readonly links: number;
  /** Of one link, in 0.001 FIT; undefined where the cable does not state it. */
  readonly removals: Failures | undefined;
  readonly flaps: Failures | undefined;
}

/** Failures of the links that the jobs of a cluster depend on. */
export interface ClusterFailures {
  readonly terms: readonly FailureTerm[];
  /** Σ links × FIT, in 0.001 FIT, as far as it is known. */
  readonly removals: bigint;
  readonly flaps: bigint;
  /** Statements of which the number of links, or the rate of removals, is not known. */
  readonly unknown: number;
}

/** The links of the scale-up and scale-out networks of a root: a job waits for the slowest of them. */
export const clusterFailures = fact((model: Model, root: Site): ClusterFailures => {
  const networks = networksOf(model, root).filter(({ role }) => role === 'scale_up' || role === 'scale_out');
  const statements = networks.flatMap((network) => linksOf(network));
  const terms = statements.flatMap((link): readonly FailureTerm[] => {
    const links = totalLinks(model, link);
    const cable = cableOf(model, link);
    const [removals, flaps] = ratesOf(model, cable);
    return links === undefined || links === 0 ? [] : [{ link, links, removals, flaps }];
  });
  const unread = statements.filter((link) => totalLinks(model, link) === undefined).length;
  return {
    terms,
    removals: sumOf(terms, 'removals'),
    flaps: sumOf(terms, 'flaps'),
    unknown: unread + terms.filter(({ removals }) => removals === undefined).length,
  };
});

/** Removals and flaps of one link of a cable; undefined where it does not state them. */
export function ratesOf(model: Model, cable: Part | undefined): readonly [Failures | undefined, Failures | undefined] {
  return [model.values.quantity(cable, 'fit', 'failures'), model.values.quantity(cable, 'flap_fit', 'failures')];
}

function sumOf(terms: readonly FailureTerm[], kind: 'removals' | 'flaps'): bigint {
  return terms.reduce((sum, { links, [kind]: fit }) => sum + BigInt(links) * BigInt(fit ?? 0), 0n);
}

/** A rate of failures of all links of a cluster, and the part of its accelerators that a job uses. */
export interface JobRate {
  /** In 0.001 FIT. */
  readonly failures: bigint;
  readonly job: number;
  readonly inCluster: number;
}

/**
 * 0.001 FIT are 10^-12 an hour, an hour is 3.6 × 10^9 µs: the mean time between failures of a job is
 * 3.6 × 10^21 × accelerators of the cluster / (failures × accelerators of the job), in µs.
 */
const MICROSECONDS_PER_MILLIFIT = 3_600_000_000n * 1_000_000_000_000n;

/** Whether a job is interrupted more often than once in a time, exactly. */
export function isMoreOften({ failures, job, inCluster }: JobRate, time: Time): boolean {
  return BigInt(time) * failures * BigInt(job) > MICROSECONDS_PER_MILLIFIT * BigInt(inCluster);
}

/** The mean time between failures of a job, rounded down; undefined where nothing fails. */
export function timeBetween({ failures, job, inCluster }: JobRate): Time | undefined {
  const rate = failures * BigInt(job);
  return rate === 0n ? undefined : quantity(Number((MICROSECONDS_PER_MILLIFIT * BigInt(inCluster)) / rate));
}
