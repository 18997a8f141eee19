import type { Model } from '../../model/model.ts';
import { type LinkSite, rootOfSite, type Site } from '../../model/site.ts';
import { fact } from '../fact.ts';
import { groupBy } from '../group-by.ts';
import { endSite, linkShape } from '../links.ts';
import { type Box, splitRegions, volume } from './boxes.ts';
import { boxedDevice, type Landing, landingsUnder, type Side } from './landings.ts';
import { type AssignPorts, createAssignment, type PortUse, type Taking } from './port-assignment.ts';

/** Alike instances of a part inside one class of devices, on which the same links end. */
export interface PartCell {
  readonly site: Site;
  /** Indexes over all arrays from the root down. */
  readonly box: Box;
  /** Instances in one device. */
  readonly perDevice: number;
  /** Instances in all devices of the cell. */
  readonly count: number;
  readonly landings: readonly Landing[];
  /** Undefined for a part that declares no ports. */
  readonly use: PortUse | undefined;
}

/** Alike devices, each a node, a switch or a part by itself, on which the same links end in the same way. */
export interface DeviceCell {
  readonly device: Site;
  readonly box: Box;
  readonly count: number;
  readonly parts: readonly PartCell[];
}

/** The devices under a root on which links end, with the ports in use. What has no links is left out. */
export const deviceCells = fact((model: Model, root: Site): readonly DeviceCell[] => {
  const { all } = landingsUnder(model, root);
  const byDevice = groupBy(all, (landing) => boxedDevice(landing.site));
  const assign = createAssignment(model);
  return [...byDevice].flatMap(([device, landings]) => cellsOfDevice(assign, device, landings));
});

/** The links of one landing on a part, and the ports that they take. */
export interface EndUse extends Taking {
  readonly landing: Landing;
}

/** What ends on a part of a cell, in the order of the statements; nothing on one that declares no ports. */
export function endsOn({ landings, use }: PartCell): readonly EndUse[] {
  return (use?.takings ?? []).flatMap((taking, i): readonly EndUse[] => {
    const landing = landings[i];
    return landing ? [{ landing, ...taking }] : [];
  });
}

function cellsOfDevice(assign: AssignPorts, device: Site, landings: readonly Landing[]): readonly DeviceCell[] {
  const dims = device.dims;
  if (!dims) return [];
  return splitRegions(landings, dims, 0).flatMap((region): readonly DeviceCell[] => {
    if (region.items.length === 0) return [];
    const count = volume(region.box);
    const bySite = groupBy(region.items, (landing) => landing.site);
    const parts = [...bySite].flatMap(([site, items]) => partCells(assign, site, region.box, count, items));
    return [{ device, box: region.box, count, parts }];
  });
}

function partCells(
  assign: AssignPorts,
  site: Site,
  around: Box,
  devices: number,
  landings: readonly Landing[],
): readonly PartCell[] {
  const dims = site.dims;
  if (!dims) return [];
  return splitRegions(landings, dims, around.length).flatMap(({ box, items }): readonly PartCell[] => {
    if (items.length === 0) return [];
    const perDevice = volume(box);
    const use = assign(site.part, items);
    const whole = sharedBox([...around, ...box], items);
    return [{ site, box: whole, perDevice, count: perDevice * devices, landings: items, use }];
  });
}

/** The box of a landing where it is the same: of ports with one link each there are very many. */
function sharedBox(box: Box, [first]: readonly Landing[]): Box {
  return first && box.every(({ low, high }, axis) => first.box[axis]?.low === low && first.box[axis].high === high)
    ? first.box
    : box;
}

/** The parts on which one end of a link statement lands, with the ports in use. */
export function partsAtEnd(model: Model, link: LinkSite, side: Side): readonly PartCell[] {
  const shape = linkShape(model, link);
  const site = shape && endSite(link, shape[side]);
  const device = site && boxedDevice(site);
  return deviceCells(model, rootOfSite(link.site))
    .filter((cell) => cell.device === device)
    .flatMap(({ parts }) => parts.filter((part) => part.landings.some((at) => at.link === link && at.side === side)));
}
