import { coolantFlow, coolantLoop } from '../../facts/coolant-flow.ts';
import { type Heat, rackHeat } from '../../facts/rack-heat.ts';
import type { Model } from '../../model/model.ts';
import type { Site } from '../../model/site.ts';
import type { Power } from '../../units/dimension.ts';
import { format, formatPower } from '../../units/format.ts';
import type { Row } from './markdown.ts';
import { formatBound } from './part.ts';

/** The heat of a rack to air and to liquid against what its cooling takes, and its coolant against what that needs. */
export function coolingRows(model: Model, rack: Site): readonly Row[] {
  const { type, air, liquid, capacity, airCapacity } = rackHeat(model, rack);
  const isWet = type === 'liquid' || type === 'immersion';
  return [
    ['heat to air', heatText(air, isWet ? airCapacity : capacity)],
    liquid.power > 0 ? ['heat to liquid', heatText(liquid, isWet ? capacity : undefined)] : undefined,
    flowRow(model, rack),
  ];
}

function heatText({ power, unknown }: Heat, capacity: Power | undefined): string {
  const sum = formatBound({ known: power, unknown }, 'power');
  return capacity === undefined ? sum : `${sum} of ${formatPower(capacity)}`;
}

function flowRow(model: Model, rack: Site): Row {
  const loop = coolantLoop(model, rack);
  const need = coolantFlow(model, rack);
  if (!loop) {
    const flow = model.values.quantity(rack.part.blocks.get('cooling'), 'flow', 'flow');
    return flow === undefined ? undefined : ['flow', `${format(flow, 'flow')}; the rise is not stated`];
  }
  const { flow, rise, coolant } = loop;
  const stated = `${format(flow, 'flow')} of ${coolant.name} at a rise of ${format(rise, 'difference')}`;
  if (!need) return ['flow', stated];
  const needed = `${format(need.needed, 'flow', flow)} needed = ${formatPower(need.heat.power)} × ${coolant.rule} L/min per kW`;
  return ['flow', `${stated}, ${need.heat.exact > need.carried ? `**${needed}**` : needed}`];
}
