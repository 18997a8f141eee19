import type { Model } from '../../model/model.ts';
import type { LinkSite, Site } from '../../model/site.ts';
import { type FinePower, fine } from '../fine-power.ts';
import { coolingLeft, powerLeft } from '../rack/medium-load.ts';
import { moduleTerms } from '../rack/module-power.ts';
import { racksUnder } from '../rack/rows.ts';
import { rackSpace } from '../rack/space.ts';
import type { LinkAhead } from './links-ahead.ts';
import type { PortsAhead } from './ports-ahead.ts';

/** A rack that more of something does not fit into. */
export interface RackAhead {
  readonly rack: Site;
  /** What runs out: usable power (mW), cooling (mW) or height (µm). */
  readonly what: 'power' | 'cooling' | 'space';
  /** What comes in addition, at least, and what is left now. */
  readonly added: number;
  readonly left: number;
  /** Whether switches are part of what comes in addition. */
  readonly bySwitches: boolean;
}

/** What comes in addition to one rack. */
interface Added {
  readonly modules: number;
  readonly switches: number;
  readonly height: number;
}

/** The racks that overflow when each link has the medium of a faster lane. A medium without a figure adds nothing. */
export function racksByRate(model: Model, root: Site, links: readonly LinkAhead[]): readonly RackAhead[] {
  const perEnd = new Map(links.map(({ link, next }) => [link.slot, next?.perEnd]));
  return racksUnder(model, root).flatMap((rack) => {
    const modules = moduleTerms(model, rack).reduce((sum, { landing, each, ends }) => {
      const then = perEnd.get(landing.link.slot);
      return then === undefined ? sum : sum + ends * Math.max(0, then - (each ?? 0));
    }, 0);
    return overflows(model, rack, { modules, switches: 0, height: 0 });
  });
}

/** The racks that overflow when each link comes in twice the number, or four times, and switches with the ports for them. */
export function racksByLanes(
  model: Model,
  root: Site,
  { links, ports, doublings }: { links: ReadonlySet<LinkSite>; ports: readonly PortsAhead[]; doublings: number },
): readonly RackAhead[] {
  return racksUnder(model, root).flatMap((rack) => {
    const modules = moduleTerms(model, rack).reduce(
      (sum, { landing, each, ends }) => (links.has(landing.link) ? sum + ends * (each ?? 0) : sum),
      0,
    );
    const more = switchesAhead(model, rack, ports);
    return overflows(model, rack, { modules: modules * (2 ** doublings - 1), ...more });
  });
}

/** Switches that a rack needs besides those whose ports do not suffice. */
function switchesAhead(model: Model, rack: Site, ports: readonly PortsAhead[]): Omit<Added, 'modules'> {
  const more = new Map<Site, number>();
  for (const { site, needed, there } of ports) {
    const isIn = site.parent === rack && site.part.kind === 'switch' && there > 0;
    if (isIn) more.set(site, Math.max(more.get(site) ?? 0, Math.ceil(needed / there) - 1));
  }
  return [...more].reduce(
    (sum, [{ part, member }, times]) => {
      const number = (member?.count ?? 0) * times;
      const power = model.values.quantity(part, 'power', 'power') ?? 0;
      const height = model.values.quantity(part, 'height', 'length') ?? 0;
      return { switches: sum.switches + number * power, height: sum.height + number * height };
    },
    { switches: 0, height: 0 },
  );
}

/** What does not fit any more; what does not fit today is for other rules. */
function overflows(model: Model, rack: Site, { modules, switches, height }: Added): readonly RackAhead[] {
  const isLiquid = model.values.word(rack.part.blocks.get('cooling'), 'type') === 'liquid';
  const free = rackSpace(model, rack).free;
  const found = [
    powerOverflow(rack, 'power', { modules, switches }, powerLeft(model, rack)),
    // In a liquid rack the air takes the modules’ heat; who takes that of more switches is not known.
    powerOverflow(rack, 'cooling', { modules, switches: isLiquid ? 0 : switches }, coolingLeft(model, rack)),
    free !== undefined && free >= 0 && height > free
      ? { rack, what: 'space' as const, added: height, left: free, bySwitches: true }
      : undefined,
  ];
  return found.flatMap((each) => each ?? []);
}

function powerOverflow(
  rack: Site,
  what: 'power' | 'cooling',
  { modules, switches }: Omit<Added, 'height'>,
  left: FinePower | undefined,
): RackAhead | undefined {
  const added = modules + switches;
  if (left === undefined || left < 0n || fine(added) <= left) return undefined;
  return { rack, what, added, left: Number(left / fine(1)), bySwitches: switches > 0 };
}
