import type { Model } from '../../model/model.ts';
import type { PortGroup } from '../../model/part.ts';
import type { LinkSite, Site } from '../../model/site.ts';
import { cableOf } from '../links.ts';
import { type DeviceCell, deviceCells, endsOn } from './port-cells.ts';

/** Cages that links occupy on alike devices. */
export interface CageUse {
  readonly device: Site;
  readonly count: number;
  /** Cages on one device. */
  readonly perDevice: number;
}

/**
 * Cages that some links of a root occupy: on each device, ports in use over `per_cage`, rounded up for each type of part
 * and group of ports. A backplane has no cages.
 */
export function cagesOf(model: Model, root: Site, links: ReadonlySet<LinkSite>): readonly CageUse[] {
  return deviceCells(model, root).flatMap((cell): readonly CageUse[] => {
    const groups = [...portsInUse(model, cell, links).values()];
    const perDevice = groups.reduce((sum, { ports, perCage }) => sum + Math.ceil(ports / perCage), 0);
    return perDevice > 0 ? [{ device: cell.device, count: cell.count, perDevice }] : [];
  });
}

interface PortsInUse {
  readonly ports: number;
  readonly perCage: number;
}

/** Ports in use on one device of a cell, by type of part and group of ports. */
function portsInUse(
  model: Model,
  cell: DeviceCell,
  links: ReadonlySet<LinkSite>,
): ReadonlyMap<PortGroup['declaration'], PortsInUse> {
  const inUse = new Map<PortGroup['declaration'], PortsInUse>();
  for (const part of cell.parts) {
    for (const { landing, taken } of endsOn(part)) {
      const medium = model.values.word(cableOf(model, landing.link), 'medium');
      if (!links.has(landing.link) || medium === 'backplane') continue;
      for (const { group, ports } of taken) {
        const perCage = model.values.integer(group.part, 'per_cage') ?? 1;
        const known = inUse.get(group.declaration)?.ports ?? 0;
        inUse.set(group.declaration, { ports: known + ports * part.perDevice, perCage });
      }
    }
  }
  return inUse;
}
