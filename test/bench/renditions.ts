import { type Cable, cablesOf } from './files.ts';

/** The cluster of `cableList` in the languages of the peers: one cable a line, as many lines. One in a hundred is faulty. */

/** The most decimetres that a schema allows each type of cable. */
const longest: Readonly<Record<string, number>> = { Dac400G: 20, Aec400G: 70, Dr4_400G: 5000 };

export function jsonOf(lines: number): string {
  const cables = cablesOf(lines).map((cable) => `    ${JSON.stringify(entryOf(cable))}`);
  return `{\n  "name": "AsBuilt",\n  "year": 2023,\n  "cables": [\n${cables.join(',\n')}\n  ]\n}\n`;
}

export function yamlOf(lines: number): string {
  const cables = cablesOf(lines).map((cable) => `  - ${JSON.stringify(entryOf(cable)).replaceAll('":', '": ')}`);
  return `name: AsBuilt\nyear: 2023\ncables:\n${cables.join('\n')}\n`;
}

/** What a schema can say of a cable list: names and types. */
export const schema = {
  type: 'object',
  required: ['name', 'year', 'cables'],
  additionalProperties: false,
  properties: {
    name: { type: 'string' },
    year: { type: 'integer', minimum: 2000 },
    cables: {
      type: 'array',
      items: {
        type: 'object',
        required: ['name', 'from', 'to', 'via'],
        additionalProperties: false,
        properties: {
          name: { type: 'string', pattern: '^[A-Za-z_][A-Za-z0-9_]*$' },
          from: endSchema(),
          to: endSchema(),
          via: { enum: Object.keys(longest).map((type) => `cables.${type}`) },
          length: { type: 'number', minimum: 0 },
        },
      },
    },
  },
} as const;

function endSchema(): unknown {
  return {
    type: 'array',
    minItems: 3,
    maxItems: 3,
    items: [{ type: ['string', 'null'] }, { type: 'string' }, { type: 'integer', minimum: 0, maximum: 63 }],
  };
}

function entryOf({ name, from, to, type, length }: Cable): unknown {
  const isFaulty = length !== undefined && length > (longest[type] ?? 0);
  const via = `cables.${isFaulty ? 'Dac' : type}`;
  const left = [`rack${from.rack}`, from.device, from.port];
  const right = [to.rack === undefined ? null : `rack${to.rack}`, to.device, to.port];
  return { name, from: left, to: right, via, ...(length === undefined ? {} : { length }) };
}

/** Prisma knows models and fields: a rack is a model, a cable a field of it. One field in a hundred has no type that exists. */
export function prismaOf(lines: number): string {
  const head = [
    'datasource db {',
    '  provider = "postgresql"',
    '}',
    'enum Cable {',
    ...Object.keys(longest).map((type) => `  ${type}`),
    '}',
  ];
  const racks = Map.groupBy(cablesOf(lines), ({ from }) => from.rack);
  const models = [...racks].flatMap(([rack, cables]) => [
    `model Rack${rack} {`,
    '  id Int @id',
    ...cables.map(({ name, to, type, length }) => {
      const field = length !== undefined && length > (longest[type] ?? 0) ? 'Missing' : 'Cable';
      return `  ${name} ${field} @default(${type}) @map("${to.device}_${to.port}")`;
    }),
    '}',
  ]);
  return [...head, ...models, ''].join('\n');
}

/** The language of `peers/langium-server.mjs`. One cable in a hundred leads to a switch that is not there. */
export function langiumOf(lines: number): string {
  const cables = cablesOf(lines);
  const plain = (device: string): string => device.replace(/\.(\w+)$/, '_$1').replace(/\W/g, '');
  const racks = [...new Set(cables.map(({ from }) => `rack rack${from.rack}`))];
  const spines = [
    ...new Set(cables.flatMap(({ to }) => (to.rack === undefined ? [`switch ${plain(to.device)}`] : []))),
  ];
  const rows = cables.map(({ name, from, to, type, length }) => {
    const missing = length !== undefined && length > (longest[type] ?? 0);
    const right = missing
      ? 'switch nowhere'
      : to.rack === undefined
        ? `switch ${plain(to.device)}`
        : `rack rack${to.rack}`;
    const stated = length === undefined ? '' : ` length ${length}`;
    return `cable ${name} : rack${from.rack} . ${plain(from.device)}[${from.port}] -- ${right} . port[${to.port}] via ${type}${stated}`;
  });
  return [...racks, ...spines, ...rows, ''].join('\n');
}
