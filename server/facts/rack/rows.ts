import type { Model } from '../../model/model.ts';
import { rootOfSite, type Site, sitesUnder } from '../../model/site.ts';
import { rackHeat } from '../cooling/rack-heat.ts';
import { fact } from '../fact.ts';
import type { Bound } from '../totals.ts';
import { typeName } from '../type-name.ts';
import { rackLoad, usablePower } from './load.ts';
import { rackMass } from './mass.ts';
import { heightOf, rackSpace } from './space.ts';

/** Racks of one site as the report shows them, in the unit that each key names; null where it is not known. */
export interface RackRow {
  readonly path: string;
  readonly type: string;
  readonly count: number | null;
  /** Load of one rack, modules included. */
  readonly power_w: number | null;
  readonly usable_w: number | null;
  readonly air_heat_w: number | null;
  readonly liquid_heat_w: number | null;
  readonly units_used: number | null;
  readonly units: number | null;
  readonly mass_kg: number | null;
}

/** The sites of racks under a root, in the order written; those of which there is none are left out. */
export const racksUnder = fact((_model: Model, root: Site): readonly Site[] =>
  [...sitesUnder(root)].filter((site) => site.part.kind === 'rack' && site.count !== 0),
);

/** The racks under a root as rows, one for each site. */
export function rackRows(model: Model, root: Site): readonly RackRow[] {
  return racksUnder(model, root).map((rack) => rackRow(model, rack));
}

function rackRow(model: Model, rack: Site): RackRow {
  const usable = usablePower(model, rack)?.power;
  const heat = rackHeat(model, rack);
  const space = rackSpace(model, rack);
  const unit = heightOf(space.unit);
  return {
    path: rack.path,
    type: typeName(model, rootOfSite(rack).part.around.source, rack.part),
    count: rack.count ?? null,
    power_w: whole(rackLoad(model, rack), PER_WATT),
    usable_w: usable === undefined ? null : usable / PER_WATT,
    air_heat_w: whole({ known: heat.air.power, unknown: heat.air.unknown }, PER_WATT),
    liquid_heat_w: whole({ known: heat.liquid.power, unknown: heat.liquid.unknown }, PER_WATT),
    units_used: whole(space.used, unit),
    units: space.frame === undefined ? null : space.frame / unit,
    mass_kg: whole(rackMass(model, rack), PER_KILOGRAM),
  };
}

/** Milliwatts in a watt. */
const PER_WATT = 1e3;
/** Micrograms in a kilogram. */
const PER_KILOGRAM = 1e9;

/** A sum in a larger unit; null where a term is missing, for a lower bound is no figure to calculate with. */
function whole({ known, unknown }: Bound, base: number): number | null {
  return unknown > 0 ? null : known / base;
}
