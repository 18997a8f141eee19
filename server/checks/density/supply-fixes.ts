import { fine } from '../../facts/fine-power.ts';
import { rackLoad, usablePower } from '../../facts/rack/load.ts';
import { rackSpace } from '../../facts/rack/space.ts';
import {
  busVoltage,
  carriedPower,
  currentOf,
  deliveredLoad,
  hasSidecar,
  type ShelfSupply,
  shelvesOf,
} from '../../facts/rack/supply.ts';
import type { Model } from '../../model/model.ts';
import type { MemberSlot } from '../../model/part.ts';
import type { Site } from '../../model/site.ts';
import { type Length, type Power, type Quantity, quantity } from '../../units/dimension.ts';
import { format, formatCount, formatMoney, formatPower } from '../../units/format.ts';
import type { Edit, Fix } from '../check.ts';
import { fewerDevices } from '../fewer-devices.ts';
import { resize, setAllInBlock, setInBlock, setInMember } from '../rack-edits.ts';
import { addedInAll, memberName, powerBound } from '../rack-words.ts';

/** Fixes of what lies between the feeds and the devices: shelves, busbar, voltage. */

/** Busbars at 48 to 54 V are below it (OCP, Open Rack V3: 45 to 57 V at the load). */
export const LOW_VOLTAGE: Quantity<'voltage'> = quantity(60_000);

/** Bus voltage of the next generation of racks (NVIDIA, 800 VDC architecture; OCP, Mt Diablo ±400 V). */
export const NEXT_VOLTAGE: Quantity<'voltage'> = quantity(800_000);

/** More shelves of the array that a rack has, as many as carry the load while the spare ones are out. */
export function moreShelves(model: Model, rack: Site, load: number, supply: ShelfSupply): Fix | undefined {
  const [array, ...others] = supply.arrays;
  const { rating, count, member } = array ?? {};
  if (!rating || !count || !member || others.length > 0) return undefined;
  const needed = Math.ceil(load / rating) + supply.spare;
  const more = needed - count;
  if (more <= 0 || !mayAddShelves(model, rack, member, more)) return undefined;
  const edit = resize(rack, member, needed);
  if (!edit) return undefined;
  const carried = formatPower(quantity(rating * (needed - supply.spare)));
  const all = addedInAll(more, rack);
  const added = `${more} of ${formatPower(rating)} more in each rack${all}${priceOf(model, member, more * (rack.count ?? 1))}`;
  return { title: `Use ${needed} shelves: ${member.name}[${needed}] (${carried}; ${added})`, edits: [edit] };
}

/** What so many of a part cost, as an item of a price; nothing where no price is stated. */
function priceOf(model: Model, { part }: MemberSlot, count: number): string {
  const price = model.values.quantity(part, 'price', 'money');
  return price === undefined ? '' : `, ${formatMoney(price * count)}`;
}

/** Fewer shelves that may fail, where the others carry the load and one still may fail. */
export function fewerSpareShelves(rack: Site, load: number, { arrays, count, spare }: ShelfSupply): Fix | undefined {
  const [array, ...others] = arrays;
  if (!array?.rating || others.length > 0) return undefined;
  const left = count - Math.ceil(load / array.rating);
  const edit = left >= 1 && left < spare ? setInBlock(rack, 'power', 'shelf_spare', String(left)) : undefined;
  if (!edit) return undefined;
  const carried = formatPower(quantity(array.rating * (count - left)));
  return {
    title: `Let ${left} of ${count} shelves fail instead of ${spare} (${carried} from the others)`,
    edits: [edit],
  };
}

/** Whether shelves that are added have room, move nothing that was put in its place, and lose no more than the feeds give. */
function mayAddShelves(model: Model, rack: Site, shelf: MemberSlot, more: number): boolean {
  const { values } = model;
  const isBeside = values.flag(shelf.part, 'in_rack') === false;
  const height = isBeside ? 0 : heightOf(model, shelf);
  const { frame, used, placed } = rackSpace(model, rack);
  const isFixed = height > 0 && placed.some(({ member }) => member.part?.properties.has('at'));
  if (isFixed || (frame !== undefined && used.known + height * more > frame)) return false;
  const loss = values.quantity(shelf.part, 'loss', 'power') ?? 0;
  const usable = usablePower(model, rack);
  return loss === 0 || !usable || fine(rackLoad(model, rack).known + loss * more) <= usable.exact;
}

function heightOf(model: Model, { part }: MemberSlot): number {
  return model.values.quantity(part, 'height', 'length') ?? 0;
}

/** Fewer devices in each rack, so that less is drawn from shelves and busbar than `limit`. */
export function fewerOnBus(model: Model, rack: Site, limit: bigint): Fix | undefined {
  const { known, terms } = deliveredLoad(model, rack);
  const devices = terms.map(({ member, each }) => ({ member, each: fine(each?.known ?? 0) }));
  return fewerDevices(model, rack, devices, { total: fine(known), limit }, 'load');
}

/** Busbars that are sold, the smallest first, of ORv3 and of vendors’ racks. */
const BUSBARS: readonly (readonly [Quantity<'current'>, string])[] = [
  [quantity(375_000), 'ORv3'],
  [quantity(600_000), 'ORv3'],
  [quantity(2_900_000), 'estimate: NVL72'],
  [quantity(5_000_000), 'estimate: Vera Rubin NVL72, cooled by liquid'],
];

/** The next busbar that carries the load. */
export function useLargerBusbar(model: Model, rack: Site, load: number, voltage: Quantity<'voltage'>): Fix | undefined {
  if (voltage >= LOW_VOLTAGE) return undefined;
  const enough = BUSBARS.find(([current]) => carriedPower(voltage, current) >= fine(load));
  const edit = enough && setInBlock(rack, 'power', 'busbar', `${enough[0] / 1000}A`);
  if (!edit) return undefined;
  const before = model.values.quantity(rack.part.blocks.get('power'), 'busbar', 'current') ?? quantity<'current'>(0);
  const size = `${format(enough[0], 'current')} instead of ${format(before, 'current')}`;
  return { title: `Use a busbar of ${size} (${enough[1]})`, edits: [edit] };
}

/** Supplies beside the rack at the voltage that it has; undefined where its busbar does not carry the load. */
export function useSidecar(model: Model, rack: Site): Fix | undefined {
  const voltage = busVoltage(model, rack);
  const busbar = model.values.quantity(rack.part.blocks.get('power'), 'busbar', 'current');
  const load = deliveredLoad(model, rack).known;
  if (voltage === undefined) return undefined;
  if (busbar !== undefined && fine(load) > carriedPower(voltage, busbar)) return undefined;
  const edits = edited(rack, model, [['sidecar', 'true']]);
  const current = `still ${format(currentOf(load, voltage), 'current')} at ${format(voltage, 'voltage', LOW_VOLTAGE)}`;
  return edits && { title: `Put the supplies in a sidecar (${current}; ${sidecars(rack)})`, edits };
}

/** Shelves out of the rack, where the height that they leave is enough; `show` tells heights in the rack’s unit. */
export function freeShelfHeight(
  model: Model,
  rack: Site,
  needed: number,
  show: (height: Length) => string,
): Fix | undefined {
  const inside = shelvesOf(model, rack).filter(({ inRack }) => inRack);
  const heights = inside.map(({ member, count }) => heightOf(model, member) * (count ?? 0));
  const freed = heights.reduce((sum, height) => sum + height, 0);
  const edits = freed > 0 && freed >= needed ? edited(rack, model, [['sidecar', 'true']]) : undefined;
  const shelves = inside.map(({ member }) => memberName(member)).join(', ');
  return edits && { title: `Put ${shelves} in a sidecar (frees ${show(quantity(freed))}; ${sidecars(rack)})`, edits };
}

/** The next bus voltage, whose supplies stand beside the rack. */
export function useNextVoltage(model: Model, rack: Site): Fix | undefined {
  const before = busVoltage(model, rack);
  const block = rack.part.blocks.get('power');
  const busbar = model.values.quantity(block, 'busbar', 'current');
  const load = deliveredLoad(model, rack).known;
  if (before === undefined || before >= NEXT_VOLTAGE) return undefined;
  if (busbar !== undefined && fine(load) > carriedPower(NEXT_VOLTAGE, busbar)) return undefined;
  const voltage = format(NEXT_VOLTAGE, 'voltage');
  const isBeside = hasSidecar(model, rack);
  const edits = edited(rack, model, [
    ['voltage', voltage.replace(' ', '')],
    ...(isBeside ? [] : [['sidecar', 'true'] as const]),
  ]);
  const price = isBeside ? 'devices made for that voltage' : `devices made for that voltage, ${sidecars(rack)}`;
  return edits && { title: `Feed it at ${voltage} (${currentChange(load, before)}; ${price})`, edits };
}

/** `165 A instead of 2,750 A`. */
function currentChange(load: number, before: Quantity<'voltage'>): string {
  const after = currentOf(load, NEXT_VOLTAGE);
  return `${format(after, 'current')} instead of ${format(currentOf(load, before), 'current')}`;
}

function sidecars({ count }: Site): string {
  return count === undefined || count === 1 ? 'a sidecar beside it' : `${formatCount(count)} sidecars`;
}

/** Sets properties of the `power` block and moves the shelves out of the rack; undefined where one is written elsewhere. */
function edited(
  rack: Site,
  model: Model,
  properties: readonly (readonly [string, string])[],
): readonly Edit[] | undefined {
  const block = setAllInBlock(rack, 'power', properties);
  const inside = shelvesOf(model, rack).filter(({ inRack }) => inRack);
  const moved = inside.map(({ member }) => setInMember(rack, member, 'in_rack', 'false'));
  return block && moved.every((edit) => edit !== undefined) ? [...block, ...moved] : undefined;
}

/** `132 kW load (2,750 A at 48 V)`; without the current where the voltage is not known. */
export function loadWithCurrent(model: Model, rack: Site, limit: Power): string {
  const { known, unknown } = deliveredLoad(model, rack);
  const voltage = busVoltage(model, rack);
  const load = `${powerBound(quantity(known), unknown, limit)} load`;
  if (voltage === undefined) return load;
  return `${load} (${format(currentOf(known, voltage), 'current')} at ${format(voltage, 'voltage')})`;
}
