import type { Analysis } from '../../checks/analyse.ts';
import { contributions, rackLoad, type UsablePower, usablePower } from '../../facts/rack-load.ts';
import { footprint, rackMass } from '../../facts/rack-mass.ts';
import { heightOf, rackSpace } from '../../facts/rack-space.ts';
import { typeName } from '../../facts/type-name.ts';
import type { Model } from '../../model/model.ts';
import type { Site } from '../../model/site.ts';
import { type Power, quantity } from '../../units/dimension.ts';
import { decimal, format, formatCount, formatPower, formatRatio } from '../../units/format.ts';
import { sourceLine } from './figures.ts';
import { code, page, type Row, table } from './markdown.ts';
import { formatBound } from './part.ts';
import { coolingRows } from './rack-cooling.ts';

/** A rack: power by contributor against what is usable, height, mass, heat against capacity, flow and density. */
export function rackHover(analysis: Analysis, sites: readonly Site[]): string {
  const { model, source } = analysis;
  const rack = [...sites].sort((a, b) => rackLoad(model, b).known - rackLoad(model, a).known)[0];
  if (!rack) return '';
  const rows: readonly Row[] = [
    ...powerRows(analysis, rack),
    spaceRow(model, rack),
    massRow(model, rack),
    ...coolingRows(model, rack),
    densityRow(model, rack),
    countRow(sites),
  ];
  const { declaration } = rack.part;
  const head = ['**rack**', code(typeName(model, source, rack.part))] as const;
  return page(table(head, rows), declaration.doc, sourceLine(model, rack.part));
}

function powerRows({ model, source }: Analysis, rack: Site): readonly Row[] {
  const load = rackLoad(model, rack);
  const usable = usablePower(model, rack);
  const terms = contributions(load).map(({ term, power }): Row => {
    if (!term) return ['', `${formatPower(power)} modules`];
    const { member, count, each } = term;
    const type = member.part ? ` ${code(typeName(model, source, member.part))}` : '';
    return [
      '',
      `${formatPower(power)} = ${formatCount(count ?? 0)} × ${formatPower(quantity(each?.known ?? 0))}${type}`,
    ];
  });
  return [
    ['power', formatBound(load, 'power')],
    ...terms,
    ['usable', usable ? usableText(usable) : 'unknown: the rack states no `feed`'],
    usable && headroom(load.known, usable.power),
  ];
}

function usableText({ power, feed, feeds, spare, derating }: UsablePower): string {
  const live = spare > 0 ? `(${feeds} − ${spare} spare)` : String(feeds);
  return `${formatPower(power)} = ${live} × ${formatPower(feed)} × ${formatRatio(derating)}`;
}

function headroom(load: number, limit: Power): Row {
  const left = limit - load;
  return left >= 0 ? ['left', formatPower(quantity(left))] : ['over', `**${formatPower(quantity(-left))}**`];
}

function spaceRow(model: Model, rack: Site): Row {
  const { used, frame, unit } = rackSpace(model, rack);
  const inUnits = (length: number): string => `${decimal(length / heightOf(unit), 1)} ${unit}`;
  const sum = used.unknown > 0 ? `≥ ${inUnits(used.known)} (${used.unknown} unknown)` : inUnits(used.known);
  return ['height', `${sum} of ${frame === undefined ? 'unknown' : inUnits(frame)}`];
}

function massRow(model: Model, rack: Site): Row {
  const mass = rackMass(model, rack);
  const load = model.values.quantity(rack.part.blocks.get('frame'), 'load', 'mass');
  const limit = load === undefined ? '' : `; contents ${formatBound(mass.contents, 'mass')} of ${format(load, 'mass')}`;
  return ['mass', `${formatBound(mass, 'mass')}${limit}`];
}

function densityRow(model: Model, rack: Site): Row {
  const area = footprint(model, rack);
  return (
    area && ['density', `${decimal(area.wattsPerSquareMetre / 1000, 1)} kW per m² on ${decimal(area.squareMetres)} m²`]
  );
}

function countRow(sites: readonly Site[]): Row {
  const counts = sites.map((site) => site.count);
  if (!counts.every((count) => count !== undefined)) return ['count', 'unknown'];
  return ['count', formatCount(counts.reduce((sum, count) => sum + count, 0))];
}
