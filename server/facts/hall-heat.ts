import type { Model } from '../model/model.ts';
import type { Site } from '../model/site.ts';
import { type Power, quantity } from '../units/dimension.ts';
import { fact } from './fact.ts';
import { fine, shown } from './fine-power.ts';
import { heatOver, isDevice, liquidHeat, noHeat, rearDoorHeat } from './liquid-heat.ts';
import { meanModulePower } from './module-power.ts';
import { type Heat, rackHeat } from './rack-heat.ts';
import { rackLoad } from './rack-load.ts';

/** Heat that the racks of a row, pod, hall or cluster leave to one of its means of cooling, and what that takes. */
export interface HallHeat {
  /** `capacity` or `air_capacity`. */
  readonly limit: 'capacity' | 'air_capacity';
  readonly medium: 'air' | 'rear doors' | 'liquid';
  readonly heat: Heat;
  readonly capacity: Power;
}

/**
 * What is stated of the cooling of a site that encloses racks, and the heat that it has to take: `capacity` what `type`
 * takes, `air_capacity` the heat that other types leave to the air of the room.
 */
export const hallHeats = fact((model: Model, site: Site): readonly HallHeat[] => {
  const cooling = site.part.blocks.get('cooling');
  const type = cooling?.properties.has('type') ? model.values.word(cooling, 'type') : 'air';
  const capacity = model.values.quantity(cooling, 'capacity', 'power');
  const airCapacity = model.values.quantity(cooling, 'air_capacity', 'power');
  const own = capacity === undefined ? undefined : takenBy(model, site, type);
  const heats: HallHeat[] = [];
  if (own && capacity !== undefined) heats.push({ limit: 'capacity', capacity, ...own });
  if (airCapacity !== undefined && type !== 'air' && type !== undefined) {
    heats.push({ limit: 'air_capacity', medium: 'air', heat: roomHeat(model, site), capacity: airCapacity });
  }
  return heats;
});

function takenBy(model: Model, site: Site, type: string | undefined): Pick<HallHeat, 'medium' | 'heat'> | undefined {
  const doors = rearDoorHeat(model, site);
  if (type === 'air') return { medium: 'air', heat: roomHeat(model, site) };
  if (type === 'rear_door') return { medium: 'rear doors', heat: doors };
  // The water of rear doors is chilled by the same plant.
  const wet = type === 'liquid' || type === 'immersion';
  return wet ? { medium: 'liquid', heat: plus(liquidHeat(model, site), doors) } : undefined;
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
