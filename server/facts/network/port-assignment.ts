import type { Interval } from '../../model/link/pieces.ts';
import type { Model } from '../../model/model.ts';
import type { Part, PortGroup } from '../../model/part.ts';
import { cableOf, linkRate, linkShape, portPreference } from '../links.ts';
import type { Landing } from './landings.ts';

/** Index ranges wider than this are given out as a number of ports, not port by port. */
const MOST_INDEXED = 4096;

/** A port group of a part and how much of it is in use. */
interface GroupUse {
  readonly group: PortGroup;
  /** Ports that there are; undefined where it is not known. */
  readonly count: number | undefined;
  readonly used: number;
}

/** The links of one landing on one instance of a part. */
export interface EndUse {
  readonly landing: Landing;
  readonly links: number;
  /** The ports that they take, by group. A splitter’s port that is open already counts for the links that opened it. */
  readonly taken: readonly { readonly group: PortGroup; readonly ports: number }[];
  /** The groups that would do, best first. */
  readonly eligible: readonly PortGroup[];
  /** Links that one port carries. */
  readonly perPort: number;
  /** Links for which no port is left. */
  readonly overflow: number;
}

/** Ports of one instance of a part, used and free. */
export interface PortUse {
  readonly groups: readonly GroupUse[];
  /** In the order of the statements. */
  readonly ends: readonly EndUse[];
  /** Links for which no port is left. */
  readonly overflow: number;
}

/**
 * Gives out the ports of one instance of a part: to paths that index them, then to those that name the group, then to the
 * others, each in the order written. On a splitter the wide port carries as many links as fit. A link without a port is
 * overflow. Undefined for a part that declares no ports.
 */
export function assignPorts(model: Model, part: Part, landings: readonly Landing[]): PortUse | undefined {
  if (part.ports.length === 0) return undefined;
  const states = new Map(part.ports.map((group) => [group, newState(group)]));
  const ends = new Map<Landing, EndUse>();
  const indexed = landings.filter(isIndexed);
  const named = landings.filter((landing) => !isIndexed(landing) && landing.end.group);
  const free = landings.filter((landing) => !landing.end.group);
  for (const landing of [...indexed, ...named, ...free]) ends.set(landing, assign(model, landing, states));
  const inOrder = landings.flatMap((landing) => ends.get(landing) ?? []);
  return {
    groups: [...states.values()].map(({ group, used }) => ({ group, count: group.count, used })),
    ends: inOrder,
    overflow: inOrder.reduce((sum, end) => sum + end.overflow, 0),
  };
}

/**
 * Links that a port carries by a cable: more than one at the wide end of a splitter. A link that names no cable may be a
 * splitter’s, so that its ports are the fewest that would do.
 */
function linksPerPort(model: Model, group: PortGroup, landing: Landing): number {
  const cable = cableOf(model, landing.link);
  const unnamed = landing.link.slot.node.via ? 1 : Number.POSITIVE_INFINITY;
  const carries = model.values.integer(cable, 'carries') ?? unnamed;
  const portRate = model.values.quantity(group.part, 'rate', 'rate');
  const rate = linkRate(model, landing.link);
  if (carries < 2 || portRate === undefined || rate === undefined || portRate < 2 * rate) return 1;
  return Math.min(carries, Math.floor(portRate / rate));
}

interface GroupState {
  readonly group: PortGroup;
  used: number;
  /** Indexed ports in use, and the links on them. */
  readonly byIndex: Map<number, { readonly cable: Part | undefined; readonly links: number }>;
  /** Links for which an opened port still has room, by cable. */
  readonly room: Map<Part | undefined, number>;
}

function newState(group: PortGroup): GroupState {
  return { group, used: 0, byIndex: new Map(), room: new Map() };
}

function isIndexed(landing: Landing): boolean {
  return landing.ports !== undefined && landing.ports.high - landing.ports.low < MOST_INDEXED;
}

function assign(model: Model, landing: Landing, states: ReadonlyMap<PortGroup, GroupState>): EndUse {
  const eligible = eligibleGroups(model, landing);
  const cable = cableOf(model, landing.link);
  const taken: { group: PortGroup; ports: number }[] = [];
  let left = landing.degree;
  for (const group of eligible) {
    const state = states.get(group);
    if (!state) continue;
    const perPort = linksPerPort(model, group, landing);
    const before = state.used;
    left =
      landing.ports && isIndexed(landing)
        ? takeIndexed(state, landing.ports, left, perPort, cable)
        : takeFree(state, left, perPort, cable);
    if (state.used > before) taken.push({ group, ports: state.used - before });
  }
  const [first] = eligible;
  const perPort = first ? linksPerPort(model, first, landing) : 1;
  return { landing, links: landing.degree, taken, eligible, perPort, overflow: left };
}

/** Puts links on the ports of an index range, spread evenly; returns those that find none. */
function takeIndexed(
  state: GroupState,
  range: Interval,
  links: number,
  perPort: number,
  cable: Part | undefined,
): number {
  const each = Math.ceil(links / (range.high - range.low + 1));
  let left = links;
  for (let port = range.low; port <= range.high && left > 0; port++) {
    const at = state.byIndex.get(port);
    const room = at ? (at.cable === cable ? perPort - at.links : 0) : perPort;
    const placed = Math.max(0, Math.min(each, left, room));
    if (placed === 0) continue;
    if (!at) state.used += 1;
    state.byIndex.set(port, { cable, links: (at?.links ?? 0) + placed });
    left -= placed;
  }
  return left;
}

/** Puts links on free ports; returns those that find none. */
function takeFree(state: GroupState, links: number, perPort: number, cable: Part | undefined): number {
  const shared = Math.min(links, state.room.get(cable) ?? 0);
  const rest = links - shared;
  const free = Math.max(0, (state.group.count ?? Number.POSITIVE_INFINITY) - state.used);
  const ports = Math.min(free, Math.ceil(rest / perPort));
  const placed = Math.min(rest, ports * perPort);
  state.used += ports;
  state.room.set(cable, (state.room.get(cable) ?? 0) - shared + (ports * perPort - placed));
  return rest - placed;
}

/** The named group, else those alike to the one that suits the link best. */
function eligibleGroups(model: Model, landing: Landing): readonly PortGroup[] {
  if (landing.end.group) return [landing.end.group];
  const shape = linkShape(model, landing.link);
  if (!shape) return [];
  const other = landing.side === 'left' ? shape.right : shape.left;
  const ranked = portPreference(model, landing.end, cableOf(model, landing.link), other);
  const [best] = ranked;
  const rateOf = (group: PortGroup | undefined) => model.values.quantity(group?.part, 'rate', 'rate');
  const lanesOf = (group: PortGroup | undefined) => model.values.integer(group?.part, 'lanes') ?? 1;
  const isAlike = (group: PortGroup): boolean =>
    rateOf(group) !== undefined && rateOf(group) === rateOf(best) && lanesOf(group) === lanesOf(best);
  return ranked.filter((group) => group === best || isAlike(group));
}
