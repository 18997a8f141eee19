import { type Draw, type Hall, type Member, pick } from './random-site.ts';

/** Values of the named index variables. */
export type Variables = ReadonlyMap<string, number>;

/** What a link statement writes at one dimension of an array. */
export interface Written {
  /** Undefined where it is left out. */
  readonly text: string | undefined;
  /** Values that stand here by themselves: those of a range, of `*`, of a number. Undefined for a named variable. */
  readonly values: readonly number[] | undefined;
  /** The name of a plain variable. */
  readonly variable: string | undefined;
  /** The value of a formula over named variables. */
  readonly formula: ((variables: Variables) => number) | undefined;
  readonly size: number;
}

/** One end: the members from the block down to the device, and what is written at each of their dimensions. */
export interface RandomEnd {
  readonly members: readonly Member[];
  readonly written: readonly (readonly Written[])[];
  /** What is written of the ports; empty where they are not indexed. */
  readonly ports: readonly Written[];
}

export interface RandomLink {
  readonly ends: readonly [RandomEnd, RandomEnd];
  readonly where: { readonly text: string; readonly holds: (variables: Variables) => boolean } | undefined;
  readonly perPair: number;
  readonly text: string;
  /** Whether it stands in the hall; else in the first row. */
  readonly inHall: boolean;
}

const names = ['a', 'b', 'c', 'd'] as const;
/** Ports of every device of a random site. */
const PORTS = 3;

export function randomLink(draw: Draw, hall: Hall): RandomLink {
  const inHall = draw(2) === 0;
  const left = randomPath(draw, hall, inHall);
  const right = draw(2) === 0 ? left : randomPath(draw, hall, inHall);
  // Plain indexes are drawn first: a formula uses only variables that stand somewhere by themselves.
  const plain = [left, right].map((members) => members.map(({ dims }) => dims.map((size) => plainIndex(draw, size))));
  const ports = [left, right].map(() => (draw(4) === 0 ? [plainIndex(draw, PORTS)] : []));
  const plainly = plainVariables([...plain.flat(2), ...ports.flat()]);
  const ends = [left, right].map((members, i): RandomEnd => {
    const written = (plain[i] ?? []).map((indexes) =>
      leaveOut(
        draw,
        indexes.map((index) => computed(draw, index, plainly)),
      ),
    );
    return { members, written, ports: ports[i] ?? [] };
  });
  const [first, second] = ends;
  if (!first || !second) throw new Error('A link has two ends.');
  return complete(draw, [first, second], plainly.names(), inHall);
}

function complete(
  draw: Draw,
  ends: readonly [RandomEnd, RandomEnd],
  bound: readonly string[],
  inHall: boolean,
): RandomLink {
  const where = draw(2) === 0 ? undefined : randomWhere(draw, bound);
  const perPair = 1 + draw(2);
  const [left, right] = ends.map(endText);
  const count = perPair === 1 ? '' : `[${perPair}]`;
  const text = `link wire${count} : ${left} -- ${right}${where ? ` where ${where.text}` : ''}`;
  return { ends, where, perPair, text, inHall };
}

/** Members from the block down to a device. */
function randomPath(draw: Draw, hall: Hall, inHall: boolean): readonly Member[] {
  const row = hall.rows[inHall ? draw(hall.rows.length) : 0];
  const rack = row?.racks[draw(row.racks.length)];
  const device = rack?.devices[draw(rack.devices.length)];
  if (!row || !rack || !device) throw new Error('Every row has racks with devices.');
  return inHall ? [row, rack, device] : [rack, device];
}

function plainIndex(draw: Draw, size: number): Written {
  const all = Array.from({ length: size }, (_, i) => i);
  const none = { variable: undefined, formula: undefined, size };
  switch (draw(6)) {
    case 0:
      return { ...none, text: '*', values: all };
    case 1: {
      const low = draw(size);
      const high = low + draw(size - low);
      return { ...none, text: `${low}..${high}`, values: all.slice(low, high + 1) };
    }
    case 2: {
      const value = draw(size);
      return { ...none, text: `${value}`, values: [value] };
    }
    default: {
      const variable = pick(draw, names);
      return { ...none, text: variable, values: undefined, variable };
    }
  }
}

/** How often variables stand by themselves; one that a formula uses must go on doing so. */
interface Plainly {
  names(): readonly string[];
  /** Whether a variable need not stand by itself at one of its places. */
  canLose(name: string): boolean;
  lose(name: string): void;
  need(name: string): void;
}

function plainVariables(indexes: readonly Written[]): Plainly {
  const counts = new Map<string, number>();
  const needed = new Set<string>();
  const count = (name: string): number => counts.get(name) ?? 0;
  for (const { variable } of indexes) if (variable !== undefined) counts.set(variable, count(variable) + 1);
  return {
    names: () => [...counts.keys()].filter((name) => count(name) > 0),
    canLose: (name) => count(name) > 1 || !needed.has(name),
    lose: (name) => void counts.set(name, count(name) - 1),
    need: (name) => void needed.add(name),
  };
}

/** Turns some plain variables into formulas of others that stand elsewhere by themselves. */
function computed(draw: Draw, index: Written, plainly: Plainly): Written {
  const { size, variable } = index;
  if (variable === undefined || !plainly.canLose(variable) || draw(3) > 0) return index;
  const others = plainly.names().filter((each) => each !== variable);
  const [name, other] = [others[draw(others.length)], others[draw(others.length)]];
  if (name === undefined || other === undefined) return index;
  plainly.lose(variable);
  plainly.need(name);
  plainly.need(other);
  const shift = 1 + draw(2);
  const at = (variables: Variables, of: string): number => variables.get(of) ?? Number.NaN;
  const formulas = [
    { text: `(${name} + ${shift}) % ${size}`, formula: (v: Variables) => (at(v, name) + shift) % size },
    { text: `${size} - 1 - ${name}`, formula: (v: Variables) => size - 1 - at(v, name) },
    { text: `${name} / ${shift + 1}`, formula: (v: Variables) => Math.floor(at(v, name) / (shift + 1)) },
    { text: `${name} + ${shift}`, formula: (v: Variables) => at(v, name) + shift },
    {
      text: `(${name} * ${shift} + ${other}) % ${size}`,
      formula: (v: Variables) => (at(v, name) * shift + at(v, other)) % size,
    },
  ] as const;
  const { text, formula } = pick<{ readonly text: string; readonly formula: (variables: Variables) => number }>(
    draw,
    formulas,
  );
  return { text, formula, values: undefined, variable: undefined, size };
}

/** Leaves out trailing indexes that take every value. */
function leaveOut(draw: Draw, indexes: readonly Written[]): readonly Written[] {
  const last = indexes.at(-1);
  if (last?.text !== '*' || draw(2) === 0) return indexes;
  return [...indexes.slice(0, -1), { ...last, text: undefined }];
}

function randomWhere(draw: Draw, bound: readonly string[]): RandomLink['where'] {
  const [a, b] = [bound[draw(bound.length)], bound[draw(bound.length)]];
  if (a === undefined || b === undefined || a === b) return undefined;
  const at = (variables: Variables, of: string): number => variables.get(of) ?? Number.NaN;
  return pick(draw, [
    { text: `${a} < ${b}`, holds: (v: Variables) => at(v, a) < at(v, b) },
    { text: `${a} != ${b}`, holds: (v: Variables) => at(v, a) !== at(v, b) },
    { text: `${a} <= ${b}`, holds: (v: Variables) => at(v, a) <= at(v, b) },
    { text: `${a} > ${b}`, holds: (v: Variables) => at(v, a) > at(v, b) },
    { text: `${a} >= ${b}`, holds: (v: Variables) => at(v, a) >= at(v, b) },
    { text: `not ${a} == ${b}`, holds: (v: Variables) => at(v, a) !== at(v, b) },
    { text: `(${a} + ${b}) % 2 == 0`, holds: (v: Variables) => (at(v, a) + at(v, b)) % 2 === 0 },
    {
      text: `${a} < 1 or ${b} > 0 and ${a} != ${b}`,
      holds: (v: Variables) => at(v, a) < 1 || (at(v, b) > 0 && at(v, a) !== at(v, b)),
    },
  ]);
}

function endText({ members, written, ports }: RandomEnd): string {
  const path = members.map(({ name }, i) => {
    const indexes = (written[i] ?? []).flatMap(({ text }) => text ?? []);
    return indexes.length === 0 ? name : `${name}[${indexes.join(', ')}]`;
  });
  return [...path, ...(ports.length === 0 ? [] : [`p[${ports.map(({ text }) => text).join(', ')}]`])].join('.');
}
