import type { Model } from '../../model/model.ts';
import type { PortGroup } from '../../model/part.ts';
import type { LinkSite, Site } from '../../model/site.ts';
import { deviceCells, endsOn, type PartCell } from '../network/port-cells.ts';

/** A part whose ports do not hold twice the links, or four times, …. */
export interface PortsAhead {
  readonly site: Site;
  readonly group: PortGroup;
  /** Ports in use by then on the instance with the most, and how many there are. */
  readonly needed: number;
  readonly there: number;
  /** Instances that overflow. */
  readonly parts: number;
}

/** The parts that run out of ports when each of some links is so many times doubled, the port groups of a site apart. */
export function portsAhead(
  model: Model,
  root: Site,
  links: ReadonlySet<LinkSite>,
  doublings: number,
): readonly PortsAhead[] {
  const found = new Map<string, PortsAhead>();
  for (const cell of deviceCells(model, root).flatMap(({ parts }) => parts)) {
    for (const each of overflows(cell, links, doublings)) {
      const key = `${each.site.path}.${each.group.name}`;
      const known = found.get(key);
      const worst = known && known.needed > each.needed ? known : each;
      found.set(key, { ...worst, parts: each.parts + (known?.parts ?? 0) });
    }
  }
  return [...found.values()];
}

function overflows(cell: PartCell, links: ReadonlySet<LinkSite>, doublings: number): readonly PortsAhead[] {
  const taken = (group: PortGroup): number =>
    endsOn(cell)
      .filter(({ landing }) => links.has(landing.link))
      .flatMap((end) => end.taken)
      .reduce((sum, each) => (each.group === group ? sum + each.ports : sum), 0);
  return (cell.use?.groups ?? []).flatMap(({ group, count, used }): readonly PortsAhead[] => {
    const needed = used + taken(group) * (2 ** doublings - 1);
    if (count === undefined || used > count || needed <= count) return [];
    return [{ site: cell.site, group, needed, there: count, parts: cell.count }];
  });
}
