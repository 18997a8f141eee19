import type { Model } from '../../model/model.ts';
import { outwards, type Site } from '../../model/site.ts';
import type { Quantity } from '../../units/dimension.ts';
import { fact } from '../fact.ts';
import { isDevice } from './liquid-heat.ts';
import { coolingType } from './rack-heat.ts';

export type Temperature = Quantity<'temperature'>;

/** What a part takes in to be cooled: room air, or the coolant of a loop. */
type Inlet = 'air' | 'liquid';

/** A part that is warmer at its inlet than it may be. */
export interface HotInlet {
  readonly site: Site;
  readonly limit: Temperature;
}

/** A supply whose temperature is stated, and the parts for which it is too warm. */
export interface Supply {
  readonly temperature: Temperature;
  readonly inlet: Inlet;
  /** The most sensitive first. */
  readonly tooWarm: readonly HotInlet[];
}

/**
 * The supply that a body states, held against the parts below it that take it in. Air reaches what has no cold plates,
 * coolant what has them; a rack or row that states a supply of its own is judged by that. The water of a rear door reaches no part.
 * Undefined where no temperature is stated.
 */
export const supplyOf = fact((model: Model, body: Site): Supply | undefined => {
  const temperature = model.values.quantity(body.part.blocks.get('cooling'), 'supply', 'temperature');
  const inlet = inletOf(coolingType(model, body));
  if (temperature === undefined || inlet === undefined) return undefined;
  const limits = [...limitsUnder(model, body, inlet)].filter(({ limit }) => temperature > limit);
  return { temperature, inlet, tooWarm: limits.sort((a, b) => a.limit - b.limit) };
});

function inletOf(type: string | undefined): Inlet | undefined {
  if (type === 'air') return 'air';
  return type === 'liquid' || type === 'immersion' ? 'liquid' : undefined;
}

function* limitsUnder(model: Model, site: Site, inlet: Inlet): Generator<HotInlet> {
  for (const child of site.children) {
    if (child.count === 0 || !reaches(model, child, inlet)) continue;
    const limit = model.values.quantity(child.part, 'max_inlet', 'temperature');
    if (limit !== undefined && takes(model, child) === inlet) yield { site: child, limit };
    yield* limitsUnder(model, child, inlet);
  }
}

/** Whether a supply of what is around a body reaches what is in it. */
function reaches(model: Model, body: Site, inlet: Inlet): boolean {
  const block = body.part.blocks.get('cooling');
  if (isDevice(body) || !block) return true;
  const type = coolingType(model, body);
  if (block.properties.has('supply') && inletOf(type) === inlet) return false;
  return inlet === 'air' ? type !== 'immersion' : inletOf(type) === 'liquid';
}

/**
 * What a device takes in: the outermost part that states a `liquid_fraction` decides. Undefined for one that states none
 * and has parts with cold plates in it: its limit may be for either.
 */
function takes(model: Model, device: Site): Inlet | undefined {
  const stated = [...outwards(device)]
    .filter((site) => isDevice(site) && site.part.properties.has('liquid_fraction'))
    .at(-1);
  if (!stated) return hasPlates(model, device) ? undefined : 'air';
  const fraction = model.values.quantity(stated.part, 'liquid_fraction', 'ratio');
  return fraction === undefined ? undefined : fraction > 0 ? 'liquid' : 'air';
}

const hasPlates = fact((model: Model, device: Site): boolean =>
  device.children.some((child) => {
    if (!child.part.properties.has('liquid_fraction')) return hasPlates(model, child);
    return model.values.quantity(child.part, 'liquid_fraction', 'ratio') !== 0;
  }),
);
