import type { Model } from '../../model/model.ts';
import { enclosing, type Site } from '../../model/site.ts';
import { type Length, type Quantity, quantity } from '../../units/dimension.ts';
import { quotientUp } from '../../units/exact.ts';
import { fact } from '../fact.ts';
import { DEFAULT_RACK_WIDTH } from '../placement.ts';
import { policyQuantity } from '../policy.ts';
import { rackMass } from './mass.ts';

type Pressure = Quantity<'pressure'>;

/** What a rack loads the floor of its hall with. */
export interface FloorLoad {
  /** The hall that states what its floor bears. */
  readonly hall: Site;
  readonly limit: Pressure;
  readonly width: Length;
  /** Depth of the strip of floor that bears the rack, twice, so that it is whole: the rack and half of its two aisles. */
  readonly strip: Strip;
  /** Most that a rack may weigh there, in µg, rounded down. */
  readonly allowed: bigint;
  /** Rounded up to a pascal, to be shown. */
  readonly pressure: Pressure;
}

/** The floor from the middle of one aisle to the middle of the next. */
interface Strip {
  readonly twice: bigint;
  /** The stated distance from row to row, which says how much floor there is; else rack and aisles. */
  readonly pitch: Length | undefined;
  readonly depth: Length | undefined;
  readonly cold: Length;
  readonly hot: Length;
}

/** Standard gravity in 10^-5 m/s² (General Conference on Weights and Measures, 1901). */
const GRAVITY = 980_665n;

/** µg × 10^-5 m/s² over µm² are this many pascals’ parts: 10^-14 N over 10^-12 m². */
const PARTS_OF_A_PASCAL = 100n;

/**
 * Known mass × g over the floor that bears it. Undefined where the hall does not say what its floor bears, or where it is
 * not known how much floor there is.
 */
export const floorLoad = fact((model: Model, rack: Site): FloorLoad | undefined => {
  const hall = enclosing(rack, 'hall');
  const limit = model.values.quantity(hall?.part.blocks.get('floor'), 'load', 'pressure');
  const width = model.values.quantity(rack.part.blocks.get('frame'), 'width', 'length') ?? DEFAULT_RACK_WIDTH;
  const strip = stripOf(model, rack);
  if (!hall || limit === undefined || !strip) return undefined;
  const twiceArea = BigInt(width) * strip.twice;
  const force = 2n * GRAVITY * BigInt(rackMass(model, rack).known);
  const parts = PARTS_OF_A_PASCAL * twiceArea;
  return {
    hall,
    limit,
    width,
    strip,
    allowed: (BigInt(limit) * parts) / (2n * GRAVITY),
    pressure: quantity(Number(quotientUp(force, parts))),
  };
});

/** Rows that state their pitch say how much floor there is; others stand with the aisles of the policy between them. */
function stripOf(model: Model, rack: Site): Strip | undefined {
  const depth = model.values.quantity(rack.part.blocks.get('frame'), 'depth', 'length');
  const around = enclosing(rack, 'row')?.parent?.part;
  const pitch = model.values.quantity(around, 'pitch', 'length');
  const cold = policyQuantity(model, rack, 'cold_aisle', 'length');
  const hot = policyQuantity(model, rack, 'hot_aisle', 'length');
  if (cold === undefined || hot === undefined) return undefined;
  if (pitch !== undefined) return { twice: 2n * BigInt(Math.max(pitch, depth ?? 0)), pitch, depth, cold, hot };
  if (depth === undefined) return undefined;
  return { twice: 2n * BigInt(depth) + BigInt(cold) + BigInt(hot), pitch, depth, cold, hot };
}
