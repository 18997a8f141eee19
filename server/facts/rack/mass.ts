import type { Model } from '../../model/model.ts';
import type { Site } from '../../model/site.ts';
import { type Length, type Power, quantity } from '../../units/dimension.ts';
import { fact } from '../fact.ts';
import { DEFAULT_RACK_WIDTH } from '../placement.ts';
import { addUp, type Bound, boundOf, type Term, totalOf } from '../totals.ts';
import { rackLoad } from './load.ts';

/** Mass of a rack with what stands in it, in µg. What stands in a sidecar is none of it. */
export interface RackMass extends Bound {
  /** What stands in it: that is what its frame bears. */
  readonly contents: Bound;
  /** Its members, with what each adds. */
  readonly terms: readonly Term[];
}

/** The empty rack and its contents. */
export const rackMass = fact((model: Model, rack: Site): RackMass => {
  const total = totalOf(model, rack.part, 'mass');
  const terms = total.terms.filter(({ member }) => model.values.flag(member.part, 'in_rack') !== false);
  const contents = addUp(terms.map(boundOf));
  const empty = { known: total.known - total.added.known, unknown: total.unknown - total.added.unknown };
  return { ...addUp([empty, contents]), contents, terms };
});

/** The floor under a rack, and its load over it. */
export interface Footprint {
  readonly width: Length;
  readonly depth: Length;
  readonly squareMetres: number;
  /** Known power over the area of the rack alone, aisles not counted; to be shown. */
  readonly wattsPerSquareMetre: number;
}

/** Undefined where the rack states no depth. */
export const footprint = fact((model: Model, rack: Site): Footprint | undefined => {
  const frame = rack.part.blocks.get('frame');
  const width = model.values.quantity(frame, 'width', 'length') ?? DEFAULT_RACK_WIDTH;
  const depth = model.values.quantity(frame, 'depth', 'length');
  if (depth === undefined) return undefined;
  const squareMetres = (width / MICROMETRES) * (depth / MICROMETRES);
  const load: Power = quantity(rackLoad(model, rack).known);
  return { width, depth, squareMetres, wattsPerSquareMetre: load / MILLIWATTS / squareMetres };
});

/** Micrometres in a metre. */
const MICROMETRES = 1e6;
/** Milliwatts in a watt. */
const MILLIWATTS = 1e3;
