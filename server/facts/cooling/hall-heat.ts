import type { Model } from '../../model/model.ts';
import type { MemberSlot } from '../../model/part.ts';
import type { Site } from '../../model/site.ts';
import { type Power, quantity } from '../../units/dimension.ts';
import { fact } from '../fact.ts';
import { type FinePower, fine, shown } from '../fine-power.ts';
import { rackLoad } from '../rack/load.ts';
import { meanModulePower } from '../rack/module-power.ts';
import { heatOver, isDevice, liquidHeat, noHeat, rearDoorHeat } from './liquid-heat.ts';
import { coolingType, type Heat, rackHeat } from './rack-heat.ts';

/** Heat that the racks of a row, pod, hall or cluster leave to one of its means of cooling, and what that takes. */
export interface HallHeat {
  /** `capacity` or `air_capacity`. */
  readonly limit: 'capacity' | 'air_capacity';
  readonly medium: 'air' | 'rear doors' | 'liquid';
  readonly heat: Heat;
  readonly capacity: Power;
  /** What one of each member that holds racks gives. */
  readonly terms: readonly { readonly member: MemberSlot; readonly each: FinePower }[];
}

/**
 * What is stated of the cooling of a site that encloses racks, and the heat that it has to take: `capacity` what `type`
 * takes, `air_capacity` the heat that other types leave to the air of the room.
 */
export const hallHeats = fact((model: Model, site: Site): readonly HallHeat[] => {
  const cooling = site.part.blocks.get('cooling');
  const type = coolingType(model, site);
  const capacity = model.values.quantity(cooling, 'capacity', 'power');
  const airCapacity = model.values.quantity(cooling, 'air_capacity', 'power');
  const own = mediumOf(type);
  const heats: HallHeat[] = [];
  if (own && capacity !== undefined) heats.push({ limit: 'capacity', capacity, ...heatOf(model, site, own) });
  if (airCapacity !== undefined && type !== 'air' && type !== undefined) {
    heats.push({ limit: 'air_capacity', capacity: airCapacity, ...heatOf(model, site, 'air') });
  }
  return heats;
});

function mediumOf(type: string | undefined): HallHeat['medium'] | undefined {
  if (type === 'air') return 'air';
  if (type === 'rear_door') return 'rear doors';
  return type === 'liquid' || type === 'immersion' ? 'liquid' : undefined;
}

function heatOf(model: Model, site: Site, medium: HallHeat['medium']): Pick<HallHeat, 'medium' | 'heat' | 'terms'> {
  const terms = site.children.flatMap((child) =>
    child.member && !isDevice(child) ? [{ member: child.member, each: heatTo(model, child, medium).exact }] : [],
  );
  return { medium, heat: heatTo(model, site, medium), terms };
}

function heatTo(model: Model, site: Site, medium: HallHeat['medium']): Heat {
  if (medium === 'air') return roomHeat(model, site);
  const doors = rearDoorHeat(model, site);
  // The water of rear doors is chilled by the same plant.
  return medium === 'rear doors' ? doors : plus(liquidHeat(model, site), doors);
}

/**
 * Heat that racks leave to the air of the room: not what rear doors or immersion take. Racks that are linked differently
 * are taken with the mean of their modules, so it is no more than the whole; devices that stand in no rack are left out.
 */
const roomHeat = fact((model: Model, site: Site): Heat => {
  if (isDevice(site)) return noHeat;
  if (site.part.kind !== 'rack') return heatOver(site, (child) => roomHeat(model, child));
  const { type, air } = rackHeat(model, site);
  if (type === 'rear_door' || type === 'immersion') return noHeat;
  const most = rackLoad(model, site).modules.known;
  const exact = air.exact - fine(most) + fine(meanModulePower(model, site).known);
  return { exact, power: shown(exact), unknown: air.unknown };
});

function plus(a: Heat, b: Heat): Heat {
  return { exact: a.exact + b.exact, power: quantity(a.power + b.power), unknown: a.unknown + b.unknown };
}
