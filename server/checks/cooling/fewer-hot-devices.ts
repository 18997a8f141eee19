import { rackHeat } from '../../facts/cooling/rack-heat.ts';
import type { FinePower } from '../../facts/fine-power.ts';
import type { Model } from '../../model/model.ts';
import type { Site } from '../../model/site.ts';
import type { Fix } from '../check.ts';
import { fewerDevices } from '../fewer-devices.ts';

/** The fix that leaves out devices of a rack until the heat that its coolant takes is within a limit. */
export function fewerHotDevices(model: Model, site: Site, total: FinePower, limit: FinePower): Fix | undefined {
  if (site.part.kind !== 'rack') return undefined;
  const { type, terms } = rackHeat(model, site);
  const hot = terms.map(({ member, air, liquid }) => ({ member, each: type === 'rear_door' ? air : liquid }));
  return fewerDevices(model, site, hot, { total, limit }, 'of heat to the coolant');
}
