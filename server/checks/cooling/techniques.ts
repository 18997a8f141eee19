import { cduCooling, hasUnits, isAllAir, isWet } from '../../facts/cooling/cdu.ts';
import { coolantLoop } from '../../facts/cooling/coolant-flow.ts';
import type { RackHeat } from '../../facts/cooling/rack-heat.ts';
import { covering, type FinePower, fine } from '../../facts/fine-power.ts';
import { policyQuantity } from '../../facts/policy.ts';
import type { Model } from '../../model/model.ts';
import { outwards, type Site } from '../../model/site.ts';
import { type Power, quantity } from '../../units/dimension.ts';
import { formatPower } from '../../units/format.ts';
import type { Fix } from '../check.ts';
import { setAllInBlock, wholeKilowatts } from '../rack-edits.ts';

/** Heat from which rear doors are worth their water: their usual range is 30 to 60 kW (estimate, vendors’ statements). */
const LEAST_REAR_DOOR: Power = quantity(30_000_000);

/** A rear door instead of air alone, with as much capacity as it needs where one is stated. */
export function useRearDoor(model: Model, rack: Site, { type, air, capacity }: RackHeat): Fix | undefined {
  const limit = policyQuantity(model, rack, 'rear_door_limit', 'power');
  if (type !== 'air' || limit === undefined || air.exact > fine(limit)) return undefined;
  if (air.exact < fine(LEAST_REAR_DOOR) || !mayCarry(model, rack, air.exact)) return undefined;
  const { text, power } = wholeKilowatts(air.exact);
  const isShort = capacity !== undefined && air.exact > fine(capacity);
  const edits = setAllInBlock(rack, 'cooling', [
    ['type', 'rear_door'],
    ...(isShort ? [['capacity', text] as const] : []),
  ]);
  const what = isShort ? `of ${formatPower(power)} (` : `(up to ${formatPower(limit)}; `;
  return edits && { title: `Use a rear-door heat exchanger ${what}needs water at each rack)`, edits };
}

/**
 * Cold plates instead of air. Offered where parts have them, what is left to air is not too much, and nothing around the
 * rack says that air takes all heat. A stated capacity is for air until then: it becomes that for the heat that is left.
 */
export function useLiquid(model: Model, rack: Site, heat: RackHeat): Fix | undefined {
  const { type, air, toPlates, capacity, airCapacity } = heat;
  if ((type !== 'air' && type !== 'rear_door') || toPlates.exact === 0n) return undefined;
  const rest = air.exact - toPlates.exact;
  const ofAir = airCapacity ?? (type === 'air' ? capacity : undefined);
  const limit = ofAir ?? policyQuantity(model, rack, 'air_limit', 'power');
  if (limit === undefined || rest > fine(limit)) return undefined;
  if (!mayCarry(model, rack, toPlates.exact) || isInAir(model, rack)) return undefined;
  const { text } = wholeKilowatts(toPlates.exact);
  const capacities: readonly (readonly [string, string])[] =
    capacity === undefined
      ? []
      : [['capacity', text], ...(ofAir === undefined ? [] : [['air_capacity', `${ofAir}mW`] as const])];
  const edits = setAllInBlock(rack, 'cooling', [['type', 'liquid'], ...inKilowatts(capacities)]);
  const share = `${formatPower(toPlates.power)} into cold plates, ${formatPower(quantity(covering(rest)))} left to air`;
  return edits && { title: `Cool by liquid (${share}; needs a CDU and leak sensors)`, edits };
}

/** Milliwatts in the largest unit of which they are a whole number. */
function inKilowatts(values: readonly (readonly [string, string])[]): readonly (readonly [string, string])[] {
  return values.map(([name, text]) => [name, text.replace(/000000mW$/, 'kW').replace(/000mW$/, 'W')]);
}

/** Whether something around a rack says that air takes all heat, and nothing brings liquid. */
function isInAir(model: Model, rack: Site): boolean {
  const around = [...outwards(rack)].filter((site) => site !== rack);
  if (around.some((site) => isWet(model, site) || hasUnits(cduCooling(model, site)))) return false;
  return around.some((site) => isAllAir(model, site));
}

/** Whether the flow that a rack states, if it states one, carries a heat. */
function mayCarry(model: Model, rack: Site, heat: FinePower): boolean {
  const loop = coolantLoop(model, rack);
  return !loop || heat <= loop.carried;
}
