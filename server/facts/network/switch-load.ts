import type { Model } from '../../model/model.ts';
import type { PortGroup } from '../../model/part.ts';
import type { Site } from '../../model/site.ts';
import { quantity, type Rate } from '../../units/dimension.ts';
import { linkRate } from '../links.ts';
import { deviceCells, type EndUse, endsOn, type PartCell } from './port-cells.ts';

/** Alike switches of which the links carry more than one of them passes on. */
export interface SwitchLoad {
  readonly cell: PartCell;
  readonly capacity: Rate;
  /** Its ends that count. */
  readonly ends: readonly EndUse[];
  /** Their rates per direction; where one is not known, a lower bound. */
  readonly carried: Rate;
  /** The end with which the links come to more than the capacity. */
  readonly beyond: EndUse;
}

/**
 * The switches under a root that state a `capacity` and whose links carry more. Not counted are links of management
 * networks and those on service ports: makers state the capacity of a box without the ports that manage it.
 */
export function overloadedSwitches(model: Model, root: Site): readonly SwitchLoad[] {
  return deviceCells(model, root).flatMap(({ parts }) => parts.flatMap((cell) => overloadOf(model, cell) ?? []));
}

function overloadOf(model: Model, cell: PartCell): SwitchLoad | undefined {
  const { part } = cell.site;
  const capacity = model.values.quantity(part, 'capacity', 'rate');
  if (part.kind !== 'switch' || capacity === undefined || !cell.use) return undefined;
  const widest = Math.max(...part.ports.map((group) => rateOf(model, group)));
  const ends = endsOn(cell).filter((end) => isData(model, end, widest));
  let carried = 0;
  let beyond: EndUse | undefined;
  for (const end of ends) {
    carried += (linkRate(model, end.landing.link) ?? 0) * (end.links - end.overflow);
    if (carried > capacity) beyond ??= end;
  }
  return beyond && { cell, capacity, ends, carried: quantity(carried), beyond };
}

/** Ports that all together are slower than one other port are there for service. */
function isData(model: Model, { landing, taken }: EndUse, widest: number): boolean {
  if (model.values.word(landing.link.fabric, 'role') === 'management') return false;
  return taken.some(({ group }) => rateOf(model, group) * (group.count ?? 1) >= widest);
}

function rateOf(model: Model, group: PortGroup): number {
  return model.values.quantity(group.part, 'rate', 'rate') ?? 0;
}
