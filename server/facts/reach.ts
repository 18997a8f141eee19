import type { Model } from '../model/model.ts';
import type { Part } from '../model/part.ts';
import { type Place, placeOf } from '../model/source.ts';
import { gigabits, type Length, metres, type Rate } from '../units/dimension.ts';
import { factBy } from './fact.ts';
import { alike, cableOf, laneRate } from './links.ts';

/** How far a cable reaches, and who says so. */
export interface Reach {
  readonly length: Length;
  /** Where the limit is stated; undefined where the standard’s reach is taken. */
  readonly at: Place | undefined;
  /** The standard, where the part states no reach. */
  readonly standard: string | undefined;
}

/** Media in which the signal stays electrical from port to port. */
export const electricalMedia: readonly string[] = ['copper', 'acc', 'aec', 'backplane'];

/**
 * The fastest class of lanes that go electrically through a faceplate, CEI-224G: at twice that, packages, boards and
 * connectors leave nothing of the loss budget: see `reach.serdes`.
 */
export const FASTEST_ELECTRICAL: Rate = gigabits(224);

/** Media in which the signal travels as light. */
export const opticalMedia: readonly string[] = ['aoc', 'mmf', 'smf', 'cpo'];

/**
 * Reach of passive copper by lane rate, and the standard that sets it: see `reach.copper`. None is taken at 10 Gbps
 * and less, where copper may be twisted pair as well, which 10GBASE-T carries over 100 m.
 */
const passiveReach: readonly { readonly lane: Rate; readonly reach: Length; readonly standard: string }[] = [
  { lane: gigabits(25), reach: metres(5), standard: 'IEEE 802.3by, 25GBASE-CR' },
  { lane: gigabits(50), reach: metres(3), standard: 'IEEE 802.3cd, 50GBASE-CR' },
  { lane: gigabits(100), reach: metres(2), standard: 'IEEE 802.3ck, 100GBASE-CR1' },
  { lane: gigabits(200), reach: metres(1), standard: 'IEEE P802.3dj objective, 200GBASE-CR1 (draft)' },
];

/** Reach of passive copper at a lane rate by the standard; undefined at a rate that no standard names. */
export function standardReach(medium: string | undefined, lane: Rate | undefined): Reach | undefined {
  if (medium !== 'copper' || lane === undefined) return undefined;
  const row = passiveReach.find((each) => each.lane === lane);
  return row && { length: row.reach, at: undefined, standard: row.standard };
}

/** The reach of a cable: the part’s own, else the standard’s for its medium and lane rate. */
export function reachOfCable(model: Model, cable: Part | undefined, lane: Rate | undefined): Reach | undefined {
  const stated = model.values.quantity(cable, 'reach', 'length');
  const slot = cable?.properties.get('reach');
  if (stated !== undefined && slot) {
    return { length: stated, at: placeOf(slot.layer.scope.source, slot.node), standard: undefined };
  }
  return slot ? undefined : standardReach(model.values.word(cable, 'medium'), lane);
}

/** The reach of a link’s cable; undefined where neither the part nor a standard states one. */
export const reachOf = factBy(alike, (model, link): Reach | undefined =>
  reachOfCable(model, cableOf(model, link), laneRate(model, link)),
);
