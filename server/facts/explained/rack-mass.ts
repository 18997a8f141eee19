import type { Model } from '../../model/model.ts';
import type { Site } from '../../model/site.ts';
import { format, formatLength } from '../../units/format.ts';
import { by, derived, type Figure, sum, taken } from '../derivation.ts';
import { DEFAULT_RACK_WIDTH } from '../placement.ts';
import { floorLoad } from '../rack/floor-load.ts';
import { rackMass } from '../rack/mass.ts';
import { stated } from '../stated.ts';
import { atLeast, formatBound } from '../totals.ts';
import { policyFigure } from './policy.ts';
import { termFormulas } from './totals.ts';

/** Mass of the empty rack and of what stands in it. */
export function massFigure(model: Model, rack: Site): Figure {
  const mass = rackMass(model, rack);
  const own = stated(model, rack.part, 'mass');
  const terms = [...(own ? [[own]] : []), ...termFormulas(model, mass.terms, 'mass')];
  return derived(`mass of ${rack.part.name}`, formatBound(mass, 'mass'), sum(terms));
}

/** What a rack presses on the floor of its hall with, half of its aisles included. */
export function floorFigure(model: Model, rack: Site): Figure | undefined {
  const floor = floorLoad(model, rack);
  if (!floor) return undefined;
  const frame = rack.part.blocks.get('frame');
  const mass = rackMass(model, rack);
  const weight = massFigure(model, rack);
  const width =
    stated(model, frame, 'width', rack.part) ??
    taken('frame.width', formatLength(DEFAULT_RACK_WIDTH), undefined, 'the usual cabinet');
  const aisles = by`(${policyFigure(model, rack, 'cold_aisle')} + ${policyFigure(model, rack, 'hot_aisle')}) / 2`;
  const depth = stated(model, frame, 'depth', rack.part);
  const pitch = floor.strip.pitch && taken('pitch of the rows', formatLength(floor.strip.pitch), undefined);
  const strip = pitch ? by`${pitch}` : depth ? by`(${depth} + ${aisles})` : aisles;
  const bound = atLeast(mass);
  const pressure = `${bound}${format(floor.pressure, 'pressure')}`;
  return derived(`floor load of ${rack.part.name}`, pressure, by`${weight} × 9.81 m/s² / (${width} × ${strip})`);
}
