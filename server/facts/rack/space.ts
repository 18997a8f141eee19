import type { Model } from '../../model/model.ts';
import type { MemberSlot } from '../../model/part.ts';
import type { Site } from '../../model/site.ts';
import { type Length, quantity } from '../../units/dimension.ts';
import { units } from '../../units/units.ts';
import { fact } from '../fact.ts';
import { devicesInRack, type Placed, standsInRack } from '../placement.ts';
import type { Bound } from '../totals.ts';

/** The unit in which the heights of a rack are told. */
export type HeightUnit = 'U' | 'OU';

/** Two arrays of devices that stand in one place. */
export interface Clash {
  readonly lower: Placed;
  readonly upper: Placed;
  /** Height that both take. */
  readonly shared: Length;
}

/** What stands where in a rack. Heights are in µm from the bottom of the frame. */
export interface RackSpace {
  /** Height of the frame; undefined where none is stated. */
  readonly frame: Length | undefined;
  /** Height that the devices take, wherever they stand. */
  readonly used: Bound;
  /** Frame less `used`, below zero where they are too many; undefined where one of the two is not known. */
  readonly free: Length | undefined;
  /** Arrays whose place is known, in the order written. */
  readonly placed: readonly Placed[];
  readonly clashes: readonly Clash[];
  /** Arrays that end above the frame. */
  readonly above: readonly Placed[];
  readonly unit: HeightUnit;
}

/** The heights of a rack’s devices, and where they stand. */
export const rackSpace = fact((model: Model, rack: Site): RackSpace => {
  const frame = model.values.quantity(rack.part.blocks.get('frame'), 'height', 'length');
  const placed = devicesInRack(model.values, rack.part).filter(({ count, extent }) => count > 0 && extent > 0);
  const used = usedHeight(model, rack.part.members);
  const above = frame === undefined ? [] : placed.filter((each) => topOf(each) > frame);
  const free = frame === undefined || used.unknown > 0 ? undefined : quantity<'length'>(frame - used.known);
  return { frame, used, free, placed, clashes: clashesOf(placed), above, unit: unitOf(frame) };
});

/** Where an array ends. */
export function topOf({ start, extent, count }: Placed): Length {
  return quantity(start + extent * count);
}

function usedHeight(model: Model, members: readonly MemberSlot[]): Bound {
  let known = 0;
  let unknown = 0;
  for (const { part, count } of members) {
    if (count === 0 || (part && !standsInRack(model.values, part))) continue;
    const height = model.values.quantity(part, 'height', 'length');
    if (height === undefined || count === undefined) unknown += 1;
    else known += height * count;
  }
  return { known, unknown };
}

/** Pairs that share some height, from the bottom up; each array is held against those that reach up to where it starts. */
function clashesOf(placed: readonly Placed[]): readonly Clash[] {
  const clashes: Clash[] = [];
  let under: readonly Placed[] = [];
  for (const upper of [...placed].sort((a, b) => a.start - b.start)) {
    under = under.filter((each) => topOf(each) > upper.start);
    for (const lower of under) {
      clashes.push({ lower, upper, shared: quantity(Math.min(topOf(lower), topOf(upper)) - upper.start) });
    }
    under = [...under, upper];
  }
  return clashes;
}

/** OpenU for a height that is a whole number of those and not of rack units. */
export function unitOf(height: Length | undefined): HeightUnit {
  return height !== undefined && height % heightOf('U') !== 0 && height % heightOf('OU') === 0 ? 'OU' : 'U';
}

/** Micrometres of a unit. */
export function heightOf(unit: HeightUnit): number {
  return units.get(unit)?.factor ?? Number.NaN;
}
