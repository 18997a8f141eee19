import type { Model } from '../../model/model.ts';
import type { MemberSlot } from '../../model/part.ts';
import type { Site } from '../../model/site.ts';
import { type Power, type Quantity, quantity } from '../../units/dimension.ts';
import { quotientUp } from '../../units/exact.ts';
import { fact } from '../fact.ts';
import { type FinePower, fine } from '../fine-power.ts';
import { integerOr } from '../stated.ts';
import { addUp, boundOf } from '../totals.ts';
import { type RackLoad, rackLoad } from './load.ts';

/** An array of power shelves that feed a rack. */
export interface ShelfArray {
  readonly member: MemberSlot;
  /** Of one shelf; undefined without a figure. */
  readonly rating: Power | undefined;
  /** Shelves for one rack; undefined where a size is not known. */
  readonly count: number | undefined;
  /** False for shelves in a sidecar. */
  readonly inRack: boolean;
}

/** The power shelves of a rack, and what they deliver. */
export interface ShelfSupply {
  readonly arrays: readonly ShelfArray[];
  readonly count: number;
  /** `shelf_spare`. */
  readonly spare: number;
  /** What is left while the largest `spare` of them are out. */
  readonly capacity: Power;
}

/** Undefined where a rack has no shelves, or where a rating, a number or `shelf_spare` is not known. */
export const shelfSupply = fact((model: Model, rack: Site): ShelfSupply | undefined => {
  const arrays = shelvesOf(model, rack);
  const spare = integerOr(model, rack.part.blocks.get('power'), 'shelf_spare', 0);
  const ratings = arrays.flatMap(({ rating, count }) => (rating === undefined ? [] : [{ rating, count: count ?? 0 }]));
  const isKnown = arrays.every(({ rating, count }) => rating !== undefined && count !== undefined);
  const count = ratings.reduce((sum, each) => sum + each.count, 0);
  if (!isKnown || count === 0 || spare === undefined) return undefined;
  return { arrays, count, spare, capacity: capacityWithout(ratings, spare) };
});

/** The shelves of a rack, those inside of its nodes too; arrays of none are left out. */
export const shelvesOf = fact((model: Model, rack: Site): readonly ShelfArray[] => shelvesIn(model, rack, 1));

function shelvesIn(model: Model, site: Site, times: number | undefined): readonly ShelfArray[] {
  return site.children.flatMap((child): readonly ShelfArray[] => {
    const { part, member } = child;
    if (!member || member.count === 0) return [];
    const count = times === undefined || member.count === undefined ? undefined : times * member.count;
    if (part.kind === 'node') return shelvesIn(model, child, count);
    if (part.kind !== 'shelf') return [];
    const rating = model.values.quantity(part, 'rating', 'power');
    return [{ member, rating, count, inRack: model.values.flag(part, 'in_rack') !== false }];
  });
}

/** The sum without the largest `spare` ones: which of them fails is not ours to choose. */
function capacityWithout(ratings: readonly { readonly rating: Power; readonly count: number }[], spare: number): Power {
  let out = spare;
  let left = 0;
  for (const { rating, count } of [...ratings].sort((a, b) => b.rating - a.rating)) {
    const failed = Math.min(out, count);
    out -= failed;
    left += rating * (count - failed);
  }
  return quantity(left);
}

/**
 * What shelves and busbar deliver in mW: the load of the rack without the losses of its shelves, which come before the
 * busbar.
 */
export const deliveredLoad = fact((model: Model, rack: Site): RackLoad => {
  const { terms, modules } = rackLoad(model, rack);
  const delivered = terms.filter(({ member }) => member.part?.kind !== 'shelf');
  return { ...addUp([...delivered.map(boundOf), modules]), terms: delivered, modules };
});

/** The voltage at which a rack’s devices are fed: `power.voltage`, else that of its shelves where all have the same. */
export const busVoltage = fact((model: Model, rack: Site): Quantity<'voltage'> | undefined => {
  const block = rack.part.blocks.get('power');
  if (block?.properties.has('voltage')) return model.values.quantity(block, 'voltage', 'voltage');
  const voltages = shelvesOf(model, rack).map(({ member }) => model.values.quantity(member.part, 'voltage', 'voltage'));
  const [first] = voltages;
  return voltages.every((each) => each === first) ? first : undefined;
});

/** Whether the supplies of a rack stand beside it: it says so, or one of its shelves does. */
export function hasSidecar(model: Model, rack: Site): boolean {
  const isStated = model.values.flag(rack.part.blocks.get('power'), 'sidecar') === true;
  return isStated || shelvesOf(model, rack).some(({ inRack }) => !inRack);
}

/** Millivolts times milliamperes are microwatts, of which a milliwatt has a thousand. */
const MICROWATTS: FinePower = fine(1) / 1000n;

/** The power that a current carries at a voltage, exactly. */
export function carriedPower(voltage: Quantity<'voltage'>, current: Quantity<'current'>): FinePower {
  return BigInt(voltage) * BigInt(current) * MICROWATTS;
}

/** The current of a power at a voltage, rounded up to a milliampere: fit to be shown. */
export function currentOf(power: number, voltage: Quantity<'voltage'>): Quantity<'current'> {
  return quantity(Number(quotientUp(BigInt(power) * 1000n, BigInt(voltage))));
}
