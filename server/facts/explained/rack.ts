import type { Model } from '../../model/model.ts';
import type { Site } from '../../model/site.ts';
import { decimal, formatLength, formatPower } from '../../units/format.ts';
import { type HeatTerm, rackHeat } from '../cooling/rack-heat.ts';
import { by, derived, type Figure, type Formula, sum, taken } from '../derivation.ts';
import { shown } from '../fine-power.ts';
import { cableOf } from '../links.ts';
import { DEFAULT_RACK_WIDTH } from '../placement.ts';
import { rackLoad, usablePower } from '../rack/load.ts';
import { footprint } from '../rack/mass.ts';
import { type ModuleTerm, moduleTerms } from '../rack/module-power.ts';
import { heightOf, rackSpace } from '../rack/space.ts';
import { stated } from '../stated.ts';
import { formatBound } from '../totals.ts';
import { countedLinks } from './link.ts';
import { policyFigure } from './policy.ts';
import { floorFigure, massFigure } from './rack-mass.ts';
import { supplyFigures } from './rack-supply.ts';
import { countFigure, termFormulas, totalFigure } from './totals.ts';

/** The derived numbers of a rack that are known, in the order of its hover. */
export function rackFigures(model: Model, rack: Site): readonly Figure[] {
  const heat = rackHeat(model, rack);
  const all = [
    loadFigure(model, rack),
    usableFigure(model, rack),
    heightFigure(model, rack),
    massFigure(model, rack),
    heatFigure(model, rack, 'air'),
    heat.liquid.power > 0 ? heatFigure(model, rack, 'liquid') : undefined,
    densityFigure(model, rack),
    floorFigure(model, rack),
    ...supplyFigures(model, rack),
  ];
  return all.flatMap((each) => each ?? []);
}

/** Power of a rack: its members, and the modules that no node has counted. */
function loadFigure(model: Model, rack: Site): Figure {
  const load = rackLoad(model, rack);
  const terms = [
    ...termFormulas(model, load.terms, 'power'),
    ...moduleTerms(model, rack).flatMap((term) => moduleFormula(model, term)),
  ];
  return derived(`power of ${rack.part.name}`, formatBound(load, 'power'), sum(terms));
}

/** What the modules at one end of a link statement draw. */
export function moduleFormula(model: Model, { landing, ends }: ModuleTerm): readonly Formula[] {
  const power = stated(model, cableOf(model, landing.link), 'power');
  return ends > 0 && power ? [by`${countedLinks(landing.link, ends, 'ends')} × ${power}`] : [];
}

/** What the feeds give while the spare ones are out. */
export function usableFigure(model: Model, rack: Site): Figure | undefined {
  const usable = usablePower(model, rack);
  const block = rack.part.blocks.get('power');
  const feed = stated(model, block, 'feed', rack.part);
  if (!usable || !feed) return undefined;
  const own = (name: string, otherwise: string): Figure =>
    stated(model, block, name, rack.part) ?? taken(`power.${name}`, otherwise, undefined, 'the default');
  const live = usable.spare > 0 ? by`(${own('feeds', '1')} − ${own('spare', '0')} spare)` : by`${own('feeds', '1')}`;
  return derived(
    `usable power of ${rack.part.name}`,
    formatPower(usable.power),
    by`${live} × ${feed} × ${policyFigure(model, rack, 'derating')}`,
  );
}

/** Height that the devices take: count × height of each. */
export function heightFigure(model: Model, rack: Site): Figure {
  const { used, unit } = rackSpace(model, rack);
  const inUnits = `${decimal(used.known / heightOf(unit), 1)} ${unit}`;
  const terms = rack.part.members.flatMap((member): readonly Formula[] => {
    const height = stated(model, member.part, 'height');
    return member.count === 0 || !height ? [] : [[countFigure(member), ' × ', height]];
  });
  const value = used.unknown > 0 ? `≥ ${inUnits} (${used.unknown} unknown)` : inUnits;
  return derived(`height in use of ${rack.part.name}`, value, sum(terms));
}

/** Heat that leaves in one way: each member’s share of its power, and to air the modules’. */
export function heatFigure(model: Model, rack: Site, way: 'air' | 'liquid'): Figure {
  const { type, terms, ...heats } = rackHeat(model, rack);
  const name = `heat to ${way} of ${rack.part.name}`;
  const value = formatBound({ known: heats[way].power, unknown: heats[way].unknown }, 'power');
  const isOnlyWay = type === 'air' || type === 'rear_door' || type === 'immersion';
  if (isOnlyWay) return derived(name, value, loadFigure(model, rack).formula ?? []);
  const members = terms.flatMap((term): readonly Formula[] =>
    term[way] === 0n ? [] : [[countFigure(term.member), ' × ', memberHeat(model, term, way)]],
  );
  const modules = way === 'air' ? moduleTerms(model, rack).flatMap((term) => moduleFormula(model, term)) : [];
  return derived(name, value, sum([...members, ...modules]));
}

/** Heat of one instance of a member in one way. */
function memberHeat(model: Model, { member, ...heat }: HeatTerm, way: 'air' | 'liquid'): Figure {
  const name = `${member.name}: heat to ${way}`;
  const value = formatPower(shown(heat[way]));
  if (!member.part) return taken(name, value, undefined);
  const power = totalFigure(model, member.part, 'power');
  const fraction = stated(model, member.part, 'liquid_fraction');
  if (!fraction) return derived(name, value, by`what its parts give of ${power}`);
  return derived(name, value, way === 'liquid' ? by`${power} × ${fraction}` : by`${power} × (1 − ${fraction})`);
}

/** Power over the floor that the rack stands on. */
export function densityFigure(model: Model, rack: Site): Figure | undefined {
  const area = footprint(model, rack);
  const frame = rack.part.blocks.get('frame');
  const depth = stated(model, frame, 'depth', rack.part);
  if (!area || !depth) return undefined;
  const width =
    stated(model, frame, 'width', rack.part) ??
    taken('frame.width', formatLength(DEFAULT_RACK_WIDTH), undefined, 'the usual cabinet');
  const kilowatts = decimal(area.wattsPerSquareMetre / WATTS_IN_A_KILOWATT, 1);
  const formula = by`${loadFigure(model, rack)} / (${width} × ${depth})`;
  return derived(`density of ${rack.part.name}`, `${kilowatts} kW per m²`, formula);
}

const WATTS_IN_A_KILOWATT = 1000;
