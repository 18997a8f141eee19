import type { RandomEnd, RandomLink, Variables, Written } from './random-link.ts';
import type { Device, Hall, Member, Rack, Routing, Row } from './random-site.ts';

/**
 * Visits every instance of a link in a small site, as the definition of the language tells it and without any closed
 * form: what the model says in closed form must be the same.
 */
export interface Visited {
  readonly total: number;
  /** Links that end on each device, from either end. */
  readonly degrees: ReadonlyMap<string, number>;
  /** Shortest and longest cable in micrometres; undefined where nothing is linked. */
  readonly shortest: number | undefined;
  readonly longest: number | undefined;
}

/** A device and its place. */
interface Landing {
  readonly key: string;
  readonly row: string;
  readonly rowMember: string;
  readonly rack: string;
  readonly along: number;
  readonly depth: number;
  readonly height: number;
}

const MICROMETRES_PER_MM = 1000;
const MICROMETRES_PER_UNIT = 44_450;
const DEFAULT_WIDTH = 600;
const DEFAULT_PITCH = 3000;
const DEFAULT_TRAY = 2600;
const DEFAULT_SLACK = 600;

/** Every instance of a link; undefined where an index leaves its bounds. */
export function visitEvery(hall: Hall, link: RandomLink): Visited | undefined {
  const degrees = new Map<string, number>();
  const lengths: number[] = [];
  const state = { total: 0, inBounds: true };
  for (const variables of assignments(link)) {
    if (link.where && !link.where.holds(variables)) continue;
    const [left, right] = link.ends.map((end) => landingsOf(hall, link, end, variables));
    if (!left || !right) return undefined;
    for (const a of left) {
      for (const b of right) {
        if (a.key === b.key) continue;
        state.total += link.perPair;
        for (const { key } of [a, b]) degrees.set(key, (degrees.get(key) ?? 0) + link.perPair);
        lengths.push(lengthBetween(hall, a, b));
      }
    }
  }
  const [shortest, longest] = lengths.length === 0 ? [] : [Math.min(...lengths), Math.max(...lengths)];
  return { total: state.total, degrees, shortest, longest };
}

/** All values of the named variables: each ranges over the smallest of the arrays at which it stands by itself. */
function assignments(link: RandomLink): readonly Variables[] {
  const ranges = new Map<string, number>();
  for (const { variable, size } of link.ends.flatMap((end) => [...end.written.flat(), ...end.ports])) {
    if (variable !== undefined) ranges.set(variable, Math.min(size, ranges.get(variable) ?? size));
  }
  return [...ranges].reduce<readonly Variables[]>(
    (all, [name, size]) => all.flatMap((known) => upTo(size).map((value) => new Map([...known, [name, value]]))),
    [new Map()],
  );
}

/** The devices that an end names for some values of the variables, one for each port; undefined out of bounds. */
function landingsOf(
  hall: Hall,
  link: RandomLink,
  end: RandomEnd,
  variables: Variables,
): readonly Landing[] | undefined {
  const choices = end.written.map((indexes) => tuples(indexes, variables));
  const ports = tuples(end.ports, variables);
  if (!ports || choices.some((each) => each === undefined)) return undefined;
  const paths = choices.reduce<readonly (readonly (readonly number[])[])[]>(
    (all, each) => all.flatMap((path) => (each ?? []).map((indexes) => [...path, indexes])),
    [[]],
  );
  return paths.flatMap((path) => ports.map(() => landingAt(hall, link, end.members, path)));
}

function tuples(indexes: readonly Written[], variables: Variables): readonly (readonly number[])[] | undefined {
  const each = indexes.map(
    ({ values, variable, formula }) => values ?? [formula ? formula(variables) : (variables.get(variable ?? '') ?? -1)],
  );
  if (each.some((values, i) => values.some((value) => value < 0 || value >= (indexes[i]?.size ?? 0)))) return undefined;
  return each.reduce<readonly (readonly number[])[]>(
    (all, values) => all.flatMap((tuple) => values.map((value) => [...tuple, value])),
    [[]],
  );
}

function landingAt(
  hall: Hall,
  link: RandomLink,
  members: readonly Member[],
  path: readonly (readonly number[])[],
): Landing {
  // A link in a row stands in each row alike: the first one tells for all.
  const outer = link.inHall ? [] : [(hall.rows[0]?.dims ?? []).map(() => 0)];
  const [rowIndex = [], rackIndex = [], deviceIndex = []] = [...outer, ...path];
  const row = hall.rows.find(({ name }) => name === (link.inHall ? members[0]?.name : hall.rows[0]?.name));
  const rack = row?.racks.find(({ name }) => name === members.at(-2)?.name);
  const device = rack?.devices.find(({ name }) => name === members.at(-1)?.name);
  if (!row || !rack || !device) throw new Error('A path leads to a device.');
  const rowKey = `${row.name}[${rowIndex}]`;
  const rackKey = `${rowKey}.${rack.name}[${rackIndex}]`;
  return {
    key: `${rackKey}.${device.name}[${deviceIndex}]`,
    row: rowKey,
    rowMember: row.name,
    rack: rackKey,
    along: middle(row.racks, rack, rackIndex, widthOf),
    depth: middle(hall.rows, row, rowIndex, () => (hall.pitch ?? DEFAULT_PITCH) * MICROMETRES_PER_MM),
    height: middle(rack.devices, device, deviceIndex, ({ units }) => units * MICROMETRES_PER_UNIT, startOf),
  };
}

function widthOf(rack: Rack): number {
  return (rack.width ?? DEFAULT_WIDTH) * MICROMETRES_PER_MM;
}

function startOf(device: Device): number | undefined {
  return device.at === undefined ? undefined : device.at * MICROMETRES_PER_UNIT;
}

/** The middle of an element: arrays stand one after another, the last index is the fastest. */
function middle<T extends Member>(
  all: readonly T[],
  of: T,
  index: readonly number[],
  extentOf: (each: T) => number,
  start: (each: T) => number | undefined = () => undefined,
): number {
  const state = { edge: 0 };
  for (const each of all) {
    state.edge = start(each) ?? state.edge;
    if (each === of) {
      const before = index.reduce((sum, value, i) => sum * (of.dims[i] ?? 1) + value, 0);
      return state.edge + (before + 0.5) * extentOf(each);
    }
    state.edge += each.dims.reduce((product, size) => product * size, 1) * extentOf(each);
  }
  throw new Error('An element is one of all.');
}

function lengthBetween(hall: Hall, a: Landing, b: Landing): number {
  const routings = a.rowMember === b.rowMember ? [rowNamed(hall, a.rowMember).routing, hall.routing] : [hall.routing];
  const slack = routed(routings, 'slack', DEFAULT_SLACK);
  if (a.rack === b.rack) return Math.abs(a.height - b.height) + slack;
  const tray = routed(routings, 'tray', DEFAULT_TRAY);
  return (
    Math.abs(tray - a.height) +
    Math.abs(tray - b.height) +
    Math.abs(a.along - b.along) +
    Math.abs(a.depth - b.depth) +
    slack
  );
}

function rowNamed(hall: Hall, name: string): Row {
  const row = hall.rows.find((each) => each.name === name);
  if (!row) throw new Error(`There is no row ${name}.`);
  return row;
}

function routed(routings: readonly Routing[], name: keyof Routing, fallback: number): number {
  const stated = routings.map((routing) => routing[name]).find((value) => value !== undefined);
  return (stated ?? fallback) * MICROMETRES_PER_MM;
}

function upTo(size: number): readonly number[] {
  return Array.from({ length: size }, (_, i) => i);
}
