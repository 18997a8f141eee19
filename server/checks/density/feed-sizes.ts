import { type Power, watts } from '../../units/dimension.ts';

/** A usual size of a feed. */
export interface FeedSize {
  /** Line to line, three phases. */
  readonly volts: number;
  readonly amperes: number;
  /** As it is written in a file. */
  readonly text: string;
  /** Nameplate: √3 × V × A. */
  readonly rating: Power;
}

/** Usual feeds, three phases, by their nameplate, the smallest first. */
export const feedSizes: readonly FeedSize[] = [
  feed(208, 30, 10.8),
  feed(208, 60, 21.6),
  feed(415, 32, 23),
  feed(415, 60, 43.1),
  feed(415, 100, 71.9),
  feed(415, 125, 89.9),
];

function feed(volts: number, amperes: number, kilowatts: number): FeedSize {
  return { volts, amperes, text: `${kilowatts}kW`, rating: watts(kilowatts * 1e3) };
}
