import type { Model } from '../../model/model.ts';
import type { Site } from '../../model/site.ts';
import { fact } from '../fact.ts';
import { shown } from '../fine-power.ts';
import { deviceLiquidHeat, type Heat, rackHeat } from './rack-heat.ts';

/**
 * Heat that goes to liquid in one instance of a rack or of what encloses racks: of racks as they are cooled, of devices
 * that stand in no rack as they are made.
 */
export const liquidHeat = fact(
  (model: Model, site: Site): Heat =>
    site.part.kind === 'rack'
      ? rackHeat(model, site).liquid
      : heatOver(site, (child) => liquidHeatOfChild(model, child)),
);

/** Heat that goes to water in the rear doors of one instance of a rack or of what encloses racks. */
export const rearDoorHeat = fact((model: Model, site: Site): Heat => {
  if (site.part.kind !== 'rack') return heatOver(site, (child) => rearDoorHeat(model, child));
  const { type, air } = rackHeat(model, site);
  return type === 'rear_door' ? air : noHeat;
});

export const noHeat: Heat = { exact: 0n, power: shown(0n), unknown: 0 };

function liquidHeatOfChild(model: Model, child: Site): Heat {
  return isDevice(child) ? deviceLiquidHeat(model, child) : liquidHeat(model, child);
}

/** Whether a site is a device: what stands in a rack, or could. */
export function isDevice({ part }: Site): boolean {
  return !['rack', 'row', 'pod', 'hall', 'cluster'].includes(part.kind);
}

/** A sum over the children of a site; it is a lower bound where one, or how many there are of it, is not known. */
export function heatOver(site: Site, heatOf: (child: Site) => Heat): Heat {
  let [exact, unknown] = [0n, 0];
  for (const child of site.children) {
    const count = child.member?.count;
    if (count === 0) continue;
    const each = heatOf(child);
    unknown += each.unknown;
    if (count === undefined) unknown += each.exact > 0n ? 1 : 0;
    else exact += each.exact * BigInt(count);
  }
  return { exact, power: shown(exact), unknown };
}
