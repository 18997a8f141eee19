import type { Model } from '../../model/model.ts';
import type { Part } from '../../model/part.ts';
import type { Site } from '../../model/site.ts';
import { type Quantity, quantity } from '../../units/dimension.ts';
import { quotientUp } from '../../units/exact.ts';
import { fact } from '../fact.ts';
import type { FinePower } from '../fine-power.ts';
import { liquidHeat, rearDoorHeat } from './liquid-heat.ts';
import { type Heat, rackHeat } from './rack-heat.ts';

export type Flow = Quantity<'flow'>;
export type Rise = Quantity<'difference'>;

/** A coolant, and the heat that a litre takes up. */
export interface Coolant {
  readonly name: string;
  /** ρ · cp in joules per litre and kelvin. */
  readonly heatPerLitre: bigint;
  /** Litres per minute, kelvin and kilowatt: 60 / (ρ · cp), as people know it. */
  readonly rule: string;
}

/**
 * Near 40 °C. PG25, water with 25 % propylene glycol: 1.015 kg/L × 3.93 kJ/(kg·K), rounded to the 15 / ΔT by which loops are
 * planned. Water: 0.992 kg/L × 4.18 kJ/(kg·K).
 */
const coolants: ReadonlyMap<string, Coolant> = new Map(
  [
    { name: 'pg25', heatPerLitre: 4000n, rule: '15 / ΔT' },
    { name: 'water', heatPerLitre: 4147n, rule: '14.5 / ΔT' },
  ].map((coolant) => [coolant.name, coolant]),
);

/** A loop whose flow and rise are stated. */
export interface CoolantLoop {
  readonly flow: Flow;
  readonly rise: Rise;
  readonly coolant: Coolant;
  /** Heat that the flow carries away at this rise, rounded down to 10^-6 mW. */
  readonly carried: FinePower;
}

/** A loop and the heat that it has to carry. */
export interface CoolantFlow extends CoolantLoop {
  /** Heat that the coolant has to take from one instance of the body. */
  readonly heat: Heat;
  /** The least flow that carries the heat at this rise, rounded up to 1 mL/h. */
  readonly needed: Flow;
}

/** Undefined where a body states no flow or no rise, is cooled by air, or does not say by which coolant it is immersed. */
export const coolantFlow = fact((model: Model, site: Site): CoolantFlow | undefined => {
  const loop = coolantLoop(model, site);
  const block = site.part.blocks.get('cooling');
  const heat = block && heatFor(model, site, block);
  return loop && heat && { ...loop, heat, needed: flowFor(heat.exact, loop.rise, loop.coolant) };
});

/** What a body states of its loop, whatever takes heat to it; undefined where it states no flow or no rise. */
export const coolantLoop = fact((model: Model, site: Site): CoolantLoop | undefined => {
  const block = site.part.blocks.get('cooling');
  const flow = model.values.quantity(block, 'flow', 'flow');
  const rise = model.values.quantity(block, 'rise', 'difference');
  const coolant = block && coolantOf(model, block);
  if (flow === undefined || rise === undefined || !coolant) return undefined;
  return { flow, rise, coolant, carried: carriedBy(BigInt(flow), BigInt(rise), coolant) };
});

function coolantOf(model: Model, block: Part): Coolant | undefined {
  return coolants.get(block.properties.has('coolant') ? (model.values.word(block, 'coolant') ?? '') : 'pg25');
}

/** What the coolant takes: heat to cold plates, that of rear doors, or in a tank all heat. */
function heatFor(model: Model, site: Site, block: Part): Heat | undefined {
  switch (model.values.word(block, 'type')) {
    case 'liquid':
      return liquidHeat(model, site);
    case 'rear_door':
      return site.part.kind === 'rack' ? rackHeat(model, site).air : rearDoorHeat(model, site);
    case 'immersion':
      // The flow may be that of the fluid in the tank, of which topo knows nothing.
      return block.properties.has('coolant') ? liquidHeat(model, site) : undefined;
    default:
      return undefined;
  }
}

/**
 * Heat in 10^-6 mW (nW) is ρ·cp × flow × rise; with flow in mL/h, 10^-3 / 3600 L/s, and rise in 10^-3 K that is
 * ρ·cp × flow × rise × 1000 / 3600 = ρ·cp × flow × rise × 5 / 18.
 */
const NUMERATOR = 5n;
const DENOMINATOR = 18n;

function carriedBy(flow: bigint, rise: bigint, { heatPerLitre }: Coolant): FinePower {
  return (heatPerLitre * flow * rise * NUMERATOR) / DENOMINATOR;
}

/** The least whole number of mL/h that carries a heat at a rise. */
function flowFor(heat: FinePower, rise: Rise, { heatPerLitre }: Coolant): Flow {
  return quantity(Number(quotientUp(heat * DENOMINATOR, heatPerLitre * BigInt(rise) * NUMERATOR)));
}

/** The least whole number of millikelvin by which a flow has to warm to carry a heat. */
export function riseFor(heat: FinePower, flow: Flow, { heatPerLitre }: Coolant): Rise {
  return quantity(Number(quotientUp(heat * DENOMINATOR, heatPerLitre * BigInt(flow) * NUMERATOR)));
}
