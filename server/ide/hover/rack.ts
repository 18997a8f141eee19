import type { Analysis } from '../../checks/analyse.ts';
import { sum, taken } from '../../facts/derivation.ts';
import { densityFigure, heightFigure, moduleFormula, usableFigure } from '../../facts/explained/rack.ts';
import { massFigure } from '../../facts/explained/rack-mass.ts';
import { termFormulas } from '../../facts/explained/totals.ts';
import { type Contribution, contributions, rackLoad, usablePower } from '../../facts/rack/load.ts';
import { rackMass } from '../../facts/rack/mass.ts';
import { moduleTerms } from '../../facts/rack/module-power.ts';
import { stated } from '../../facts/stated.ts';
import { formatBound } from '../../facts/totals.ts';
import { typeName } from '../../facts/type-name.ts';
import type { Model } from '../../model/model.ts';
import type { Site } from '../../model/site.ts';
import type { Source } from '../../model/source.ts';
import { formatCount, formatPower } from '../../units/format.ts';
import { arithmetic, formulaText, linked } from './derivation.ts';
import { sourceLine } from './figures.ts';
import { code, page, type Row, table } from './markdown.ts';
import { coolingRows } from './rack-cooling.ts';
import { cableRows, floorRow, headroom, supplyRows } from './rack-supply.ts';

/**
 * A rack: power by contributor against what is usable, shelves and busbar, height, mass, heat against capacity, flow,
 * density, and the cables that leave.
 */
export function rackHover(analysis: Analysis, sites: readonly Site[]): string {
  const { model, source } = analysis;
  // Of equal ones that which stands in something: there its floor and its cables are known.
  const byLoad = (a: Site, b: Site): number => rackLoad(model, b).known - rackLoad(model, a).known || b.depth - a.depth;
  const rack = [...sites].sort(byLoad)[0];
  if (!rack) return '';
  const rows: readonly Row[] = [
    ...powerRows(analysis, rack),
    ...supplyRows(model, rack),
    spaceRow(model, rack),
    massRow(model, rack),
    floorRow(model, rack),
    ...coolingRows(model, rack),
    densityRow(model, rack),
    ...cableRows(model, rack),
    countRow(sites),
  ];
  const { declaration } = rack.part;
  const head = ['**rack**', code(typeName(model, source, rack.part))] as const;
  return page(table(head, rows), declaration.doc, sourceLine(model, rack.part));
}

function powerRows({ model, source }: Analysis, rack: Site): readonly Row[] {
  const load = rackLoad(model, rack);
  const usable = usablePower(model, rack);
  const figure = usableFigure(model, rack);
  return [
    ['power', formatBound(load, 'power')],
    ...contributions(load).map((each): Row => ['', contribution(model, source, rack, each)]),
    ['usable', figure ? arithmetic(figure) : 'unknown: the rack states no `feed`'],
    usable && headroom(load.known, usable.power),
  ];
}

/** What one member, or all modules, draw. */
function contribution(model: Model, source: Source, rack: Site, { term, power }: Contribution): string {
  if (!term) {
    const ends = moduleTerms(model, rack).flatMap((each) => moduleFormula(model, each));
    return `${formatPower(power)} modules = ${formulaText(sum(ends))}`;
  }
  const [formula = []] = termFormulas(model, [term], 'power');
  const { part } = term.member;
  return `${formatPower(power)} = ${formulaText(formula)}${part ? ` ${code(typeName(model, source, part))}` : ''}`;
}

function spaceRow(model: Model, rack: Site): Row {
  const frame = stated(model, rack.part.blocks.get('frame'), 'height', rack.part);
  return ['height', arithmetic(heightFigure(model, rack), frame ?? taken('frame.height', 'unknown', undefined))];
}

function massRow(model: Model, rack: Site): Row {
  const load = stated(model, rack.part.blocks.get('frame'), 'load', rack.part);
  const contents = formatBound(rackMass(model, rack).contents, 'mass');
  const limit = load ? `; contents ${contents} of ${linked(load)}` : '';
  return ['mass', `${arithmetic(massFigure(model, rack))}${limit}`];
}

function densityRow(model: Model, rack: Site): Row {
  const density = densityFigure(model, rack);
  return density && ['density', arithmetic(density)];
}

function countRow(sites: readonly Site[]): Row {
  const counts = sites.map((site) => site.count);
  if (!counts.every((count) => count !== undefined)) return ['count', 'unknown'];
  return ['count', formatCount(counts.reduce((sum, count) => sum + count, 0))];
}
