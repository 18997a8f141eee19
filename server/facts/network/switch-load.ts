import type { Model } from '../../model/model.ts';
import type { PortGroup } from '../../model/part.ts';
import type { Site } from '../../model/site.ts';
import { quantity, type Rate } from '../../units/dimension.ts';
import { fact } from '../fact.ts';
import { linkRate } from '../links.ts';
import type { EndUse } from './port-assignment.ts';
import { deviceCells, type PartCell } from './port-cells.ts';

/** What the links of alike switches carry, against what one of them passes on. */
export interface SwitchLoad {
  readonly cell: PartCell;
  readonly capacity: Rate;
  /** Its ends that count. */
  readonly ends: readonly EndUse[];
  /** Their rates per direction; where one is not known, a lower bound. */
  readonly carried: Rate;
  /** The end with which the links come to more than the capacity; undefined where they do not. */
  readonly beyond: EndUse | undefined;
}

/**
 * The switches under a root that state a `capacity`, with what their links carry. Not counted are links of management
 * networks and those on service ports: makers state the capacity of a box without the ports that manage it.
 */
export const switchLoads = fact((model: Model, root: Site): readonly SwitchLoad[] =>
  deviceCells(model, root)
    .flatMap((cell) => cell.parts)
    .flatMap((cell) => loadOf(model, cell) ?? []),
);

function loadOf(model: Model, cell: PartCell): SwitchLoad | undefined {
  const { part } = cell.site;
  const capacity = model.values.quantity(part, 'capacity', 'rate');
  if (part.kind !== 'switch' || capacity === undefined || !cell.use) return undefined;
  const ends = cell.use.ends.filter((end) => isData(model, cell, end));
  let carried = 0;
  let beyond: EndUse | undefined;
  for (const end of ends) {
    carried += (linkRate(model, end.landing.link) ?? 0) * (end.links - end.overflow);
    if (carried > capacity) beyond ??= end;
  }
  return { cell, capacity, ends, carried: quantity(carried), beyond };
}

/** Ports that all together are slower than one other port are there for service. */
function isData(model: Model, { site }: PartCell, { landing, taken }: EndUse): boolean {
  if (model.values.word(landing.link.fabric, 'role') === 'management') return false;
  const widest = Math.max(...site.part.ports.map((group) => rateOf(model, group)));
  return taken.some(({ group }) => rateOf(model, group) * (group.count ?? 1) >= widest);
}

function rateOf(model: Model, group: PortGroup): number {
  return model.values.quantity(group.part, 'rate', 'rate') ?? 0;
}
