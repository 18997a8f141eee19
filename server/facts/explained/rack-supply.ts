import type { Model } from '../../model/model.ts';
import type { Site } from '../../model/site.ts';
import { format, formatCount, formatPower } from '../../units/format.ts';
import { by, derived, type Figure, type Formula, sum, taken } from '../derivation.ts';
import { cableOf } from '../links.ts';
import { policyQuantity } from '../policy.ts';
import { cableBulk, channelFor, formatSection, section } from '../rack/cable-bulk.ts';
import { busVoltage, currentOf, deliveredLoad, shelfSupply } from '../rack/supply.ts';
import { stated } from '../stated.ts';
import { atLeast, formatBound } from '../totals.ts';
import { countedLinks } from './link.ts';
import { policyFigure } from './policy.ts';
import { countFigure, termFormulas } from './totals.ts';

/** What a rack’s supplies and cables come to, beside its power, height and heat. */
export function supplyFigures(model: Model, rack: Site): readonly Figure[] {
  const all = [
    shelfFigure(model, rack),
    currentFigure(model, rack),
    bulkFigure(model, rack),
    channelFigure(model, rack),
  ];
  return all.flatMap((each) => each ?? []);
}

/** What the power shelves deliver while the spare ones, the largest, are out. */
export function shelfFigure(model: Model, rack: Site): Figure | undefined {
  const supply = shelfSupply(model, rack);
  if (!supply) return undefined;
  const { arrays, capacity, spare } = supply;
  const terms = arrays.flatMap(({ member }): readonly Formula[] => {
    const rating = stated(model, member.part, 'rating');
    return rating ? [by`${countFigure(member)} × ${rating}`] : [];
  });
  const out = stated(model, rack.part.blocks.get('power'), 'shelf_spare', rack.part);
  const [array, ...others] = arrays;
  const rating = array && stated(model, array.member.part, 'rating');
  const isAlike = array && rating && others.length === 0;
  const formula = isAlike && out ? by`(${countFigure(array.member)} − ${out} spare) × ${rating}` : sum(terms);
  const less = !isAlike && spare > 0 && out ? by`${formula} − the ${out} largest` : formula;
  return derived(`power from the shelves of ${rack.part.name}`, formatPower(capacity), less);
}

/** The current of the rack’s load at the voltage of its busbar. */
export function currentFigure(model: Model, rack: Site): Figure | undefined {
  const volts = busVoltage(model, rack);
  const load = deliveredLoad(model, rack);
  if (volts === undefined || load.known === 0) return undefined;
  const terms = termFormulas(model, load.terms, 'power');
  const power = derived(`power from the busbar of ${rack.part.name}`, formatBound(load, 'power'), sum(terms));
  const voltage =
    stated(model, rack.part.blocks.get('power'), 'voltage', rack.part) ??
    taken('voltage of the shelves', format(volts, 'voltage'), undefined);
  const bound = atLeast(load);
  const amperes = `${bound}${format(currentOf(load.known, volts), 'current')}`;
  return derived(`current in the busbar of ${rack.part.name}`, amperes, by`${power} / ${voltage}`);
}

/** Cross-section of the cables that leave the rack. */
export function bulkFigure(model: Model, rack: Site): Figure | undefined {
  const bulk = cableBulk(model, rack);
  if (bulk.parts === 0) return undefined;
  const terms = bulk.terms.flatMap(({ link, links, carries }): readonly Formula[] => {
    const diameter = stated(model, cableOf(model, link), 'diameter');
    if (!diameter || links === 0) return [];
    const count = countedLinks(link, links, carries > 1 ? `links / ${formatCount(carries)}` : 'cables');
    return [by`${count} × π / 4 × (${diameter})²`];
  });
  const bound = atLeast(bulk);
  const area = `${bound}${formatSection(section(bulk.parts))}`;
  return derived(`cables that leave ${rack.part.name}`, area, sum(terms));
}

/** The channel that these cables need. */
export function channelFigure(model: Model, rack: Site): Figure | undefined {
  const bulk = bulkFigure(model, rack);
  const fill = policyQuantity(model, rack, 'fill', 'ratio');
  if (!bulk || fill === undefined) return undefined;
  const needed = formatSection(channelFor(cableBulk(model, rack).parts, fill));
  return derived(`channel that ${rack.part.name} needs`, needed, by`${bulk} / ${policyFigure(model, rack, 'fill')}`);
}
