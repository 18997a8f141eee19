/** Numbers that a test draws from, one after another; each draw is a number below a limit. */
export type Draw = (limit: number) => number;

/** Draws from numbers that fast-check makes and shrinks; when they are used up, every draw is 0. */
export function drawFrom(numbers: readonly number[]): Draw {
  const state = { next: 0 };
  return (limit) => {
    const number = numbers[state.next++] ?? 0;
    return limit <= 0 ? 0 : number % limit;
  };
}

export function pick<T>(draw: Draw, choices: readonly [T, ...T[]]): T {
  return choices[draw(choices.length)] ?? choices[0];
}

/** An array of devices in a rack, of racks in a row, or of rows in a hall. */
export interface Member {
  readonly name: string;
  readonly dims: readonly number[];
}

/** Devices in a rack from the bottom up. */
export interface Device extends Member {
  readonly units: number;
  /** Offset of the first one from the bottom; undefined when it stands on the one before. */
  readonly at: number | undefined;
}

export interface Rack extends Member {
  /** Undefined for the default. */
  readonly width: number | undefined;
  readonly devices: readonly Device[];
}

export interface Row extends Member {
  readonly racks: readonly Rack[];
  readonly routing: Routing;
}

/** In millimetres; undefined where the text states none. */
export interface Routing {
  readonly tray: number | undefined;
  readonly slack: number | undefined;
}

/** A hall of a few rows, all sizes small enough to visit every instance. */
export interface Hall {
  readonly rows: readonly Row[];
  readonly pitch: number | undefined;
  readonly routing: Routing;
}

export function randomHall(draw: Draw): Hall {
  const rows = some(draw, 2, (i): Row => {
    const racks = some(draw, 2, (j) => randomRack(draw, `rack${i}${j}`));
    return { name: `row${i}`, dims: randomDims(draw, 2), racks, routing: randomRouting(draw) };
  });
  return { rows, pitch: pick(draw, [undefined, 1800, 2400]), routing: randomRouting(draw) };
}

function randomRack(draw: Draw, name: string): Rack {
  const devices = some(draw, 2, (i): Device => {
    return {
      name: `box${i}`,
      dims: randomDims(draw, 3),
      units: 1 + draw(4),
      at: pick(draw, [undefined, undefined, i * 36]),
    };
  });
  return { name, dims: randomDims(draw, 2), width: pick(draw, [undefined, 700, 1200]), devices };
}

function randomRouting(draw: Draw): Routing {
  return { tray: pick(draw, [undefined, undefined, 1100, 2800]), slack: pick(draw, [undefined, 0, 250]) };
}

/** One to `most` things. */
function some<T>(draw: Draw, most: number, make: (i: number) => T): readonly T[] {
  return Array.from({ length: 1 + draw(most) }, (_, i) => make(i));
}

/** No dimension (a single), one or two. */
function randomDims(draw: Draw, largest: number): readonly number[] {
  return Array.from({ length: draw(3) }, () => 1 + draw(largest));
}

/** The site as text, with a place for links in the hall and one in its first row. */
export function hallText(hall: Hall, inHall: string, inFirstRow: string): string {
  const kinds = hall.rows.flatMap(({ racks }) => racks).flatMap((rack) => rackText(rack));
  const rows = hall.rows.map((row, i) => rowText(row, i === 0 ? inFirstRow : ''));
  const members = hall.rows.map((row) => `  ${row.name}${sizes(row)} : Type_${row.name}`);
  const pitch = hall.pitch === undefined ? [] : [`  pitch = ${hall.pitch}mm`];
  const body = [...pitch, ...routingText(hall.routing), ...members, ...fabricText(inHall)];
  return [...kinds, ...rows, 'hall Site {', ...body, '}', 'cluster Whole { hall : Site }', ''].join('\n');
}

function rackText(rack: Rack): readonly string[] {
  const switches = rack.devices.map(
    ({ name, units }) =>
      `switch Type_${rack.name}_${name} { height = ${units}U  port p[3] { rate = 400Gbps  lanes = 4 } }`,
  );
  const frame = rack.width === undefined ? [] : [`  frame { width = ${rack.width}mm }`];
  const members = rack.devices.map((device) => {
    const at = device.at === undefined ? '' : ` { at = ${device.at}U }`;
    return `  ${device.name}${sizes(device)} : Type_${rack.name}_${device.name}${at}`;
  });
  return [...switches, `rack Type_${rack.name} {`, ...frame, ...members, '}'];
}

function rowText(row: Row, link: string): string {
  const members = row.racks.map((rack) => `  ${rack.name}${sizes(rack)} : Type_${rack.name}`);
  return [`row Type_${row.name} {`, ...routingText(row.routing), ...members, ...fabricText(link), '}'].join('\n');
}

function routingText({ tray, slack }: Routing): readonly string[] {
  const values = [
    ...(tray === undefined ? [] : [`tray = ${tray}mm`]),
    ...(slack === undefined ? [] : [`slack = ${slack}mm`]),
  ];
  return values.length === 0 ? [] : [`  routing { ${values.join('  ')} }`];
}

function fabricText(link: string): readonly string[] {
  return link === '' ? [] : ['  fabric Net {', '    role = scale_out', `    ${link}`, '  }'];
}

function sizes({ dims }: Member): string {
  return dims.length === 0 ? '' : `[${dims.join(', ')}]`;
}
