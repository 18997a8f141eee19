import { cduCooling } from '../../facts/cooling/cdu.ts';
import { coolantFlow, coolantLoop } from '../../facts/cooling/coolant-flow.ts';
import { leakSensors } from '../../facts/cooling/leak-sensors.ts';
import { rackHeat } from '../../facts/cooling/rack-heat.ts';
import { by, derived, type Figure, type Formula, sum, taken } from '../../facts/derivation.ts';
import { heatFigure } from '../../facts/explained/rack.ts';
import { shown } from '../../facts/fine-power.ts';
import { stated } from '../../facts/stated.ts';
import type { Model } from '../../model/model.ts';
import type { Site } from '../../model/site.ts';
import { format, formatCount, formatPower } from '../../units/format.ts';
import { arithmetic, linked } from './derivation.ts';
import type { Row } from './markdown.ts';

/** The heat of a rack to air and to liquid against what its cooling takes, and its coolant against what that needs. */
export function coolingRows(model: Model, rack: Site): readonly Row[] {
  const { type, liquid } = rackHeat(model, rack);
  const isWet = type === 'liquid' || type === 'immersion';
  const capacity = (name: string): Figure | undefined => cooling(model, rack, name);
  return [
    ['heat to air', arithmetic(heatFigure(model, rack, 'air'), capacity(isWet ? 'air_capacity' : 'capacity'))],
    liquid.power > 0
      ? ['heat to liquid', arithmetic(heatFigure(model, rack, 'liquid'), isWet ? capacity('capacity') : undefined)]
      : undefined,
    flowRow(model, rack),
    unitsRow(model, rack),
    sensorsRow(model, rack),
  ];
}

function cooling(model: Model, rack: Site, name: string): Figure | undefined {
  return stated(model, rack.part.blocks.get('cooling'), name, rack.part);
}

function flowRow(model: Model, rack: Site): Row {
  const loop = coolantLoop(model, rack);
  const need = coolantFlow(model, rack);
  const [flow, rise] = [cooling(model, rack, 'flow'), cooling(model, rack, 'rise')];
  if (!flow) return undefined;
  if (!loop || !rise) return ['flow', `${linked(flow)}; the rise is not stated`];
  const { coolant } = loop;
  const stated = `${linked(flow)} of ${coolant.name} at a rise of ${linked(rise)}`;
  if (!need) return ['flow', stated];
  const rule = taken(`flow of ${coolant.name}`, `${coolant.rule} L/min per kW`, undefined);
  const way = rackHeat(model, rack).type === 'rear_door' ? 'air' : 'liquid';
  const heat = { ...heatFigure(model, rack, way), value: formatPower(need.heat.power) };
  const formula = by`${heat} × ${rule}`;
  const needed = arithmetic(derived('flow needed', `${format(need.needed, 'flow', loop.flow)} needed`, formula));
  return ['flow', `${stated}, ${need.heat.exact > need.carried ? `**${needed}**` : needed}`];
}

/** What the distribution units in the rack move, the spare ones out. */
function unitsRow(model: Model, rack: Site): Row {
  const { groups, moved, unknown } = cduCooling(model, rack);
  if (groups.length === 0 || unknown > 0) return undefined;
  const terms = groups.map(({ member, count, spare }): Formula => {
    const rating = stated(model, member.part, 'rating');
    const live = spare > 0 ? `(${formatCount(count)} − ${formatCount(spare)} spare)` : formatCount(count);
    return rating ? [`${live} × `, rating] : [live];
  });
  return ['CDUs', arithmetic(derived('heat that the units move', formatPower(shown(moved)), sum(terms)))];
}

/** What watches a rack under cold plates for leaks. */
function sensorsRow(model: Model, rack: Site): Row {
  if (rackHeat(model, rack).type !== 'liquid') return undefined;
  const { all } = leakSensors(model, rack);
  if (all.length === 0) return ['leak sensors', '**none**'];
  const named = all.map(({ member, type, action }) => {
    const number = member.count === undefined ? '?' : formatCount(member.count);
    return `${number} × ${type ?? 'of unknown type'} (${action ?? 'no action'})`;
  });
  return ['leak sensors', named.join(', ')];
}
