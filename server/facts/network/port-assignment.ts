import type { Interval } from '../../model/link/pieces.ts';
import type { Model } from '../../model/model.ts';
import type { Part, PortGroup } from '../../model/part.ts';
import type { LinkSite } from '../../model/site.ts';
import { factBy } from '../fact.ts';
import { alike, cableOf, linkRate, linkShape, portPreference } from '../links.ts';
import type { Landing, Side } from './landings.ts';

/** Index ranges wider than this are given out as a number of ports, not port by port. */
const MOST_INDEXED = 4096;

/** A port group of a part and how much of it is in use. */
interface GroupUse {
  readonly group: PortGroup;
  /** Ports that there are; undefined where it is not known. */
  readonly count: number | undefined;
  readonly used: number;
}

/** What the links of one landing take on one instance of a part. */
export interface Taking {
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
  /** What each landing on the part takes, in the order of the landings. */
  readonly takings: readonly Taking[];
  /** Links for which no port is left. */
  readonly overflow: number;
}

/** Gives out the ports of one instance of a part on which links end; undefined for a part that declares no ports. */
export type AssignPorts = (part: Part, landings: readonly Landing[]) => PortUse | undefined;

/**
 * How ports are given out: to paths that index them, then to those that name the group, then to the others, each in the
 * order written. On a splitter the wide port carries as many links as fit. A link without a port is overflow. Parts of one
 * type on which alike links end in the same way use their ports alike, and share what is found for the first of them.
 */
export function createAssignment(model: Model): AssignPorts {
  const known = new Map<Part, Map<string, PortUse>>();
  const numbers = new Map<Wish, number>();
  const takings = new Map<string, Taking>();
  const nameOf = ({ wish, ports, degree }: Claim): string => {
    const number = numbers.get(wish) ?? numbers.size;
    numbers.set(wish, number);
    return ports ? `${number} ${degree} ${ports.low} ${ports.high}` : `${number} ${degree}`;
  };
  const share = (name: string, taking: Taking): Taking => {
    const key = `${name}: ${taking.taken.map(({ group, ports }) => `${ports} ${group.name}`).join(' ')}, ${taking.overflow}`;
    const same = takings.get(key) ?? taking;
    takings.set(key, same);
    return same;
  };
  return (part, landings) => {
    if (part.ports.length === 0) return undefined;
    const claims = landings.map(({ link, side, degree, ports }) => ({
      wish: wishesOf(model, link)[side],
      degree,
      ports,
    }));
    const names = claims.map(nameOf);
    const row = names.join(',');
    const ofPart = known.get(part) ?? new Map<string, PortUse>();
    known.set(part, ofPart);
    const found = ofPart.get(row);
    if (found) return found;
    const { takings: own, ...use } = assignPorts(part, claims);
    const made = { ...use, takings: own.map((taking, i) => share(names[i] ?? '', taking)) };
    ofPart.set(row, made);
    return made;
  };
}

/** What the links of a statement look for in the part at one of their ends. Alike links look for the same. */
interface Wish {
  readonly cable: Part | undefined;
  /** Whether the path names the group. */
  readonly isNamed: boolean;
  /** The groups that would do, best first, and the links that a port of each carries. */
  readonly eligible: readonly PortGroup[];
  readonly perPort: readonly number[];
}

/** Links that want ports of one instance of a part. */
interface Claim {
  readonly wish: Wish;
  readonly degree: number;
  readonly ports: Interval | undefined;
}

const wishesOf = factBy(alike, (model, link): { readonly [S in Side]: Wish } => ({
  left: wishOf(model, link, 'left'),
  right: wishOf(model, link, 'right'),
}));

function wishOf(model: Model, link: LinkSite, side: Side): Wish {
  const eligible = eligibleGroups(model, link, side);
  return {
    cable: cableOf(model, link),
    isNamed: linkShape(model, link)?.[side].group !== undefined,
    eligible,
    perPort: eligible.map((group) => linksPerPort(model, group, link)),
  };
}

/** The named group, else those alike to the one that suits the link best. */
function eligibleGroups(model: Model, link: LinkSite, side: Side): readonly PortGroup[] {
  const shape = linkShape(model, link);
  if (!shape) return [];
  const { [side]: end, [side === 'left' ? 'right' : 'left']: other } = shape;
  if (end.group) return [end.group];
  const ranked = portPreference(model, end, cableOf(model, link), other);
  const [best] = ranked;
  const rateOf = (group: PortGroup | undefined) => model.values.quantity(group?.part, 'rate', 'rate');
  const lanesOf = (group: PortGroup | undefined) => model.values.integer(group?.part, 'lanes') ?? 1;
  const isAlike = (group: PortGroup): boolean =>
    rateOf(group) !== undefined && rateOf(group) === rateOf(best) && lanesOf(group) === lanesOf(best);
  return ranked.filter((group) => group === best || isAlike(group));
}

/**
 * Links that a port carries by a cable: more than one at the wide end of a splitter. A link that names no cable may be a
 * splitter’s, so that its ports are the fewest that would do.
 */
function linksPerPort(model: Model, group: PortGroup, link: LinkSite): number {
  const cable = cableOf(model, link);
  const unnamed = link.slot.node.via ? 1 : Number.POSITIVE_INFINITY;
  const carries = model.values.integer(cable, 'carries') ?? unnamed;
  const portRate = model.values.quantity(group.part, 'rate', 'rate');
  const rate = linkRate(model, link);
  if (carries < 2 || portRate === undefined || rate === undefined || portRate < 2 * rate) return 1;
  return Math.min(carries, Math.floor(portRate / rate));
}

function assignPorts(part: Part, claims: readonly Claim[]): PortUse {
  const states = new Map(part.ports.map((group) => [group, newState(group)]));
  const found = new Map<Claim, Taking>();
  const indexed = claims.filter(isIndexed);
  const named = claims.filter((claim) => !isIndexed(claim) && claim.wish.isNamed);
  const free = claims.filter((claim) => !isIndexed(claim) && !claim.wish.isNamed);
  for (const claim of [...indexed, ...named, ...free]) found.set(claim, assign(claim, states));
  const takings = claims.flatMap((claim) => found.get(claim) ?? []);
  return {
    groups: [...states.values()].map(({ group, used }) => ({ group, count: group.count, used })),
    takings,
    overflow: takings.reduce((sum, { overflow }) => sum + overflow, 0),
  };
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

function isIndexed({ ports }: Claim): boolean {
  return ports !== undefined && ports.high - ports.low < MOST_INDEXED;
}

function assign(claim: Claim, states: ReadonlyMap<PortGroup, GroupState>): Taking {
  const { wish, degree, ports } = claim;
  const taken: { group: PortGroup; ports: number }[] = [];
  let left = degree;
  for (const [i, group] of wish.eligible.entries()) {
    const state = states.get(group);
    if (!state) continue;
    const perPort = wish.perPort[i] ?? 1;
    const before = state.used;
    left =
      ports && isIndexed(claim)
        ? takeIndexed(state, ports, left, perPort, wish.cable)
        : takeFree(state, left, perPort, wish.cable);
    if (state.used > before) taken.push({ group, ports: state.used - before });
  }
  return { links: degree, taken, eligible: wish.eligible, perPort: wish.perPort[0] ?? 1, overflow: left };
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
