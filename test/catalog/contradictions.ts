import { addUp, boundOf, totalOf } from '../../server/facts/totals.ts';
import type { Model } from '../../server/model/model.ts';
import type { Part } from '../../server/model/part.ts';
import type { Dimension } from '../../server/units/dimension.ts';
import { units } from '../../server/units/units.ts';
import {
  cageForms,
  fastestNrz,
  flowPerKilowatt,
  hbmGenerations,
  laneRates,
  leastBend,
  slowestPam4,
} from './standards.ts';

/** What the figures of a part say against each other, or against the standards. What is not stated contradicts nothing. */
export function contradictions(model: Model, part: Part): readonly string[] {
  const found = [
    ...part.ports.flatMap((group) => prefixed(group.name, portFaults(model, group.part))),
    ...(part.kind === 'cable' ? cableFaults(model, part) : []),
    ...(part.kind === 'switch' ? switchFaults(model, part) : []),
    ...(part.kind === 'accelerator' ? memoryFaults(model, part) : []),
    ...(part.kind === 'node' ? nodeFaults(model, part) : []),
    ...(part.kind === 'rack' ? rackFaults(model, part) : []),
    ...(part.kind === 'cdu' ? coolantFaults(model, part) : []),
  ];
  return prefixed(part.name, found);
}

/** Copper of as many lanes (a splitter’s figures are those of one leg) and a thicker gauge that is thinner. */
export function gaugeContradictions(model: Model, cables: readonly Part[]): readonly string[] {
  const copper = cables.flatMap((cable) => {
    const awg = model.values.integer(cable, 'awg');
    const diameter = model.values.quantity(cable, 'diameter', 'length');
    const lanes = model.values.integer(cable, 'lanes') ?? 1;
    return awg === undefined || diameter === undefined ? [] : [{ cable, awg, diameter, lanes }];
  });
  return copper.flatMap((a) =>
    copper
      .filter((b) => a.lanes === b.lanes && a.awg < b.awg && a.diameter < b.diameter)
      .map((b) => `${a.cable.name}: AWG ${a.awg} is thinner than AWG ${b.awg} of ${b.cable.name}`),
  );
}

function portFaults(model: Model, port: Part): readonly string[] {
  const lanes = model.values.integer(port, 'lanes') ?? 1;
  const sharing = model.values.integer(port, 'per_cage') ?? 1;
  const cage = model.values.word(port, 'cage');
  const power = amount(model, port, 'cage_power', 'power', 'W');
  const limit = cage === undefined ? undefined : cageForms.get(cage)?.power;
  return [
    ...laneFaults(model, port, lanes),
    ...formFaults(model, port, cage, lanes, sharing),
    ...(power !== undefined && limit !== undefined && power > limit ? [`${power} W are too much for ${cage}`] : []),
  ];
}

function laneFaults(model: Model, part: Part, lanes: number): readonly string[] {
  const rate = amount(model, part, 'rate', 'rate', 'Mbps');
  if (rate === undefined) return [];
  const lane = rate / lanes;
  const signalling = model.values.word(part, 'signalling');
  const fits =
    laneRates.includes(lane) &&
    (signalling !== 'NRZ' || lane <= fastestNrz) &&
    (signalling !== 'PAM4' || lane >= slowestPam4);
  return fits ? [] : [`${rate} Mbps / ${lanes} lanes is no lane rate${signalling ? ` of ${signalling}` : ''}`];
}

function formFaults(
  model: Model,
  part: Part,
  form: string | undefined,
  lanes: number,
  links: number,
): readonly string[] {
  const known = form === undefined ? undefined : cageForms.get(form);
  const rate = amount(model, part, 'rate', 'rate', 'Mbps');
  if (!known) return [];
  return [
    ...(lanes * links > known.lanes ? [`${form} has ${known.lanes} lanes, not ${links} × ${lanes}`] : []),
    ...(rate !== undefined && rate / lanes > known.laneRate ? [`${form} has no lanes of ${rate / lanes} Mbps`] : []),
  ];
}

function cableFaults(model: Model, cable: Part): readonly string[] {
  const lanes = model.values.integer(cable, 'lanes') ?? 1;
  const ends = model.values.list(cable, 'host_lanes')?.filter((each) => typeof each === 'number') ?? [];
  const carries = model.values.integer(cable, 'carries') ?? 1;
  return [
    ...[...new Set([lanes, ...ends])].flatMap((each) => laneFaults(model, cable, each)),
    ...plugsOf(model, cable).flatMap((form, end) => formFaults(model, cable, form, lanes, end === 0 ? carries : 1)),
    ...lengthFaults(model, cable),
    ...bendFaults(model, cable),
  ];
}

/** The form of the plug at the wide end, then that at the other where the two differ. */
function plugsOf(model: Model, cable: Part): readonly string[] {
  const plug = model.values.any(cable, 'plug');
  const plugs = typeof plug === 'object' ? plug : [plug];
  return plugs.filter((form) => typeof form === 'string');
}

function lengthFaults(model: Model, cable: Part): readonly string[] {
  const reach = model.values.quantity(cable, 'reach', 'length');
  const lengths = model.values.list(cable, 'lengths')?.filter((each) => typeof each === 'number') ?? [];
  const rising = lengths.every((each, index) => index === 0 || each > (lengths[index - 1] ?? 0));
  return [
    ...(rising ? [] : ['lengths do not rise']),
    ...(reach !== undefined && lengths.some((each) => each > reach) ? ['is sold longer than its reach'] : []),
  ];
}

function bendFaults(model: Model, cable: Part): readonly string[] {
  const diameter = model.values.quantity(cable, 'diameter', 'length');
  const bend = model.values.quantity(cable, 'bend_radius', 'length');
  if (diameter === undefined || bend === undefined || bend >= leastBend * diameter) return [];
  return [`bends to less than ${leastBend} times its diameter`];
}

function switchFaults(model: Model, part: Part): readonly string[] {
  const capacity = amount(model, part, 'capacity', 'rate', 'Mbps');
  const rates = part.ports.map((group) => {
    const rate = amount(model, group.part, 'rate', 'rate', 'Mbps');
    return rate === undefined || group.count === undefined ? Number.NaN : rate * group.count;
  });
  const sum = rates.reduce((total, each) => total + each, 0);
  if (capacity === undefined || Number.isNaN(sum) || sum === capacity) return [];
  return [`ports add up to ${sum} Mbps, capacity is ${capacity} Mbps`];
}

function memoryFaults(model: Model, part: Part): readonly string[] {
  const hbm = part.blocks.get('hbm');
  const year = model.values.integer(part, 'year');
  const stacks = model.values.integer(hbm, 'stacks');
  const generation = hbmGenerations.findLast((each) => year !== undefined && each.year <= year);
  if (stacks === undefined || !generation) return [];
  const capacity = amount(model, hbm, 'capacity', 'memory', 'GB') ?? 0;
  const bandwidth = amount(model, hbm, 'bandwidth', 'rate', 'GB/s') ?? 0;
  return [
    ...(capacity > stacks * generation.capacity ? [`${stacks} stacks of ${year} do not hold ${capacity} GB`] : []),
    ...(bandwidth > stacks * generation.bandwidth ? [`${stacks} stacks of ${year} do not give ${bandwidth} GB/s`] : []),
  ];
}

function nodeFaults(model: Model, node: Part): readonly string[] {
  const fraction = model.values.quantity(node, 'liquid_fraction', 'ratio');
  const whole = units.get('%')?.factor ?? 0;
  return [
    ...(['power', 'mass'] as const).flatMap((measure) => {
      const { stated, known, added } = totalOf(model, node, measure);
      return stated && known < added.known ? [`${measure} is less than that of its parts`] : [];
    }),
    ...(fraction !== undefined && fraction > 100 * whole ? ['more than all its heat goes into liquid'] : []),
  ];
}

/** A rack whose own shelves or busbar could not carry what stands in it. */
function rackFaults(model: Model, rack: Part): readonly string[] {
  const power = rack.blocks.get('power');
  const voltage = amount(model, power, 'voltage', 'voltage', 'V');
  const current = amount(model, power, 'busbar', 'current', 'A');
  const watt = units.get('W')?.factor ?? 1;
  const load = totalOf(model, rack, 'power').known / watt;
  const shelves = rack.members.filter((member) => member.part?.kind === 'shelf');
  const given = shelves.reduce((sum, { part, count }) => {
    return sum + (amount(model, part, 'rating', 'power', 'W') ?? Number.NaN) * (count ?? Number.NaN);
  }, 0);
  const volts = shelves.map(({ part }) => amount(model, part, 'voltage', 'voltage', 'V'));
  return [
    ...(voltage !== undefined && current !== undefined && voltage * current < load ? ['its busbar is too small'] : []),
    ...(shelves.length > 0 && given < load ? ['its shelves are too small'] : []),
    ...(voltage !== undefined && volts.some((each) => each !== undefined && each !== voltage)
      ? ['its shelves have another voltage']
      : []),
    ...massFaults(model, rack),
  ];
}

function massFaults(model: Model, rack: Part): readonly string[] {
  const load = model.values.quantity(rack.blocks.get('frame'), 'load', 'mass');
  const held = addUp(totalOf(model, rack, 'mass').terms.map(boundOf));
  return load !== undefined && held.known > load ? ['its frame does not bear what stands in it'] : [];
}

function coolantFaults(model: Model, unit: Part): readonly string[] {
  const flow = amount(model, unit, 'flow', 'flow', 'L/min');
  const rating = amount(model, unit, 'rating', 'power', 'kW');
  if (flow === undefined || rating === undefined) return [];
  const each = flow / rating;
  return each < flowPerKilowatt.least || each > flowPerKilowatt.most ? [`${each} L/min per kW cool nothing`] : [];
}

/** A quantity in a unit, for messages and tables; undefined where it is not stated. */
function amount(
  model: Model,
  part: Part | undefined,
  name: string,
  dimension: Dimension,
  unit: string,
): number | undefined {
  const value = model.values.quantity(part, name, dimension);
  return value === undefined ? undefined : value / (units.get(unit)?.factor ?? Number.NaN);
}

function prefixed(name: string, messages: readonly string[]): readonly string[] {
  return messages.map((message) => `${name}: ${message}`);
}
