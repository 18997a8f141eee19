import type { Model } from '../../model/model.ts';
import type { Part } from '../../model/part.ts';
import type { LinkSite } from '../../model/site.ts';
import { gigabits, type Length, type Quantity, quantity, type Rate } from '../../units/dimension.ts';
import { fact } from '../fact.ts';
import { cableOf, cableRun, laneRate, portsOf } from '../links.ts';

/** What a lane may lose from chip to chip, and what is known of the way. */
interface LaneBudget {
  readonly lane: Rate;
  readonly signalling: 'NRZ' | 'PAM4';
  /** Half the symbol rate, in GHz: the frequency at which losses are stated. */
  readonly nyquist: number;
  readonly budget: Quantity<'loss'>;
  /** Both mated connectors with their board transitions; taken where the cable states no `loss` of its ends. */
  readonly connectors: Quantity<'loss'>;
  readonly standard: string;
}

const decibels = (value: number): Quantity<'loss'> => quantity(Math.round(value * 1e3));

/** Loss budgets of passive copper by lane rate: sources in `reach.loss`. The losses of connectors are chosen by hand. */
export const laneBudgets: readonly LaneBudget[] = [
  {
    lane: gigabits(25),
    signalling: 'NRZ',
    nyquist: 12.890625,
    budget: decibels(35),
    connectors: decibels(4.5),
    standard: 'IEEE 802.3bj with RS-FEC, ball to ball',
  },
  {
    lane: gigabits(50),
    signalling: 'PAM4',
    nyquist: 13.28125,
    budget: decibels(30),
    connectors: decibels(4.5),
    standard: 'IEEE 802.3cd, ball to ball',
  },
  {
    lane: gigabits(100),
    signalling: 'PAM4',
    nyquist: 26.5625,
    budget: decibels(28.5),
    connectors: decibels(6.6),
    standard: 'IEEE 802.3ck, ball to ball',
  },
  {
    lane: gigabits(200),
    signalling: 'PAM4',
    nyquist: 53.125,
    budget: decibels(40),
    connectors: decibels(7.6),
    standard: 'IEEE P802.3dj draft, die to die',
  },
];

/** The loss of a passive copper link, term by term. Terms that the parts do not give are undefined. */
export interface LossSum {
  readonly lane: LaneBudget;
  readonly left: Quantity<'loss'> | undefined;
  readonly right: Quantity<'loss'> | undefined;
  readonly connectors: Quantity<'loss'>;
  /** Whether the cable states the loss of its ends. */
  readonly areConnectorsStated: boolean;
  readonly gauge: number;
  readonly perMetre: Quantity<'attenuation'>;
  /** Of the longest instance; undefined where it is not known. */
  readonly length: Length | undefined;
}

/** The loss of a link; undefined where it is no passive copper of a known gauge at a lane rate with a budget. */
export const lossOf = fact((model: Model, link: LinkSite): LossSum | undefined =>
  lossOfCable(model, link, cableOf(model, link), cableRun(model, link)?.longest),
);

/** The loss of a link with a cable in place of its own, at a length. */
export function lossOfCable(
  model: Model,
  link: LinkSite,
  cable: Part | undefined,
  length: Length | undefined,
): LossSum | undefined {
  const lane = laneBudgets.find((each) => each.lane === laneRate(model, link));
  const gauge = model.values.integer(cable, 'awg');
  if (!lane || gauge === undefined || model.values.word(cable, 'medium') !== 'copper') return undefined;
  const { left, right } = portsOf(model, link);
  const codes = [left?.part, right?.part, cable].map((part) => model.values.word(part, 'signalling'));
  if (codes.some((code) => code !== undefined && code !== lane.signalling)) return undefined;
  const perEnd = model.values.quantity(cable, 'loss', 'loss');
  return {
    lane,
    left: model.values.quantity(left?.part, 'loss', 'loss'),
    right: model.values.quantity(right?.part, 'loss', 'loss'),
    connectors: perEnd === undefined ? lane.connectors : quantity(perEnd * 2),
    areConnectorsStated: perEnd !== undefined,
    gauge,
    perMetre: twinaxLoss(gauge, lane.nyquist),
    length,
  };
}

/** Base units of length in a metre. */
const PER_METRE = 1e6;
/** Figures of the model are taken to 0.01 dB/m: it claims no more. */
const MODEL_STEP = 10;

/** The terms added up, and whether they are more than the budget, which is judged in parts of a base unit. */
export interface LossBalance {
  readonly hosts: Quantity<'loss'>;
  readonly cable: Quantity<'loss'>;
  readonly total: Quantity<'loss'>;
  readonly isOver: boolean;
}

/** Whether the terms add up to more than the budget; undefined where one of them is not known. */
export function balanceOf(sum: LossSum): LossBalance | undefined {
  const { lane, left, right, connectors, perMetre, length } = sum;
  if (left === undefined || right === undefined || length === undefined) return undefined;
  const fixed = left + right + connectors;
  const cable = cableLoss(sum, length);
  return {
    hosts: quantity(left + right),
    cable,
    total: quantity(fixed + cable),
    isOver: fixed * PER_METRE + perMetre * length > lane.budget * PER_METRE,
  };
}

/** Loss of the cable at a length, rounded up to a base unit for show. */
export function cableLoss({ perMetre }: LossSum, length: Length): Quantity<'loss'> {
  return quantity(Math.ceil((perMetre * length) / PER_METRE));
}

/** Skin effect of two smooth copper wires at 100 Ω (0.564) times 1.40 for proximity, shield and surface: dB/m per √GHz. */
const SKIN = 0.79;
/** Dielectric of permittivity 1.8 and loss tangent 3 × 10^-4: dB/m per GHz. */
const DIELECTRIC = 0.037;
/** The gauge for which the skin effect was taken. */
const GAUGE = 26;
/** AWG: the diameter falls by 92 in 39 steps. */
const AWG_RATIO = 92;
const AWG_STEPS = 39;

/**
 * Attenuation of twinax at a frequency in GHz. An estimate: skin effect with the square root of the frequency and inversely
 * with the diameter, dielectric loss with the frequency: see `reach.loss`.
 */
export function twinaxLoss(gauge: number, frequency: number): Quantity<'attenuation'> {
  const thinner = AWG_RATIO ** ((gauge - GAUGE) / AWG_STEPS);
  const loss = SKIN * thinner * Math.sqrt(frequency) + DIELECTRIC * frequency;
  return quantity(Math.round((loss * 1e3) / MODEL_STEP) * MODEL_STEP);
}
