import { floorFigure } from '../../facts/explained/rack-mass.ts';
import { bulkFigure, channelFigure, currentFigure, shelfFigure } from '../../facts/explained/rack-supply.ts';
import { cableBulk } from '../../facts/rack/cable-bulk.ts';
import { floorLoad } from '../../facts/rack/floor-load.ts';
import { deliveredLoad, shelfSupply } from '../../facts/rack/supply.ts';
import { stated } from '../../facts/stated.ts';
import type { Model } from '../../model/model.ts';
import type { Site } from '../../model/site.ts';
import { quantity } from '../../units/dimension.ts';
import { formatCount, formatPower } from '../../units/format.ts';
import { arithmetic } from './derivation.ts';
import type { Row } from './markdown.ts';

/** What lies between the feeds and the devices: shelves with the spare ones out, and the current in the busbar. */
export function supplyRows(model: Model, rack: Site): readonly Row[] {
  const shelves = shelfFigure(model, rack);
  const capacity = shelfSupply(model, rack)?.capacity;
  const current = currentFigure(model, rack);
  const busbar = stated(model, rack.part.blocks.get('power'), 'busbar', rack.part);
  return [
    shelves && ['shelves', arithmetic(shelves)],
    capacity === undefined ? undefined : headroom(deliveredLoad(model, rack).known, capacity),
    current && ['current', arithmetic(current, busbar)],
  ];
}

/** What is left of a limit, or by how much it is passed. */
export function headroom(load: number, limit: number): Row {
  const left = limit - load;
  return left >= 0 ? ['left', formatPower(quantity(left))] : ['over', `**${formatPower(quantity(-left))}**`];
}

/** What a rack presses on the floor with, where its hall says what that bears. */
export function floorRow(model: Model, rack: Site): Row {
  const pressure = floorFigure(model, rack);
  const hall = floorLoad(model, rack)?.hall;
  const limit = hall && stated(model, hall.part.blocks.get('floor'), 'load', hall.part);
  return pressure && ['floor', arithmetic(pressure, limit)];
}

/** The cables that leave a rack, their bulk, and the channel that they need. */
export function cableRows(model: Model, rack: Site): readonly Row[] {
  const { terms, unknown } = cableBulk(model, rack);
  const links = terms.reduce((sum, term) => sum + term.links, 0);
  const bulk = bulkFigure(model, rack);
  const needed = channelFigure(model, rack);
  const channel = stated(model, rack.part.blocks.get('frame'), 'channel', rack.part);
  const missing = unknown > 0 ? ` (${formatCount(unknown)} of unknown bulk)` : '';
  return [
    links > 0 || unknown > 0 ? ['links that leave', `${formatCount(links)}${missing}`] : undefined,
    bulk && ['bulk of cables', arithmetic(bulk)],
    needed && ['channel needed', arithmetic(needed, channel)],
  ];
}
