import type { BlockSchema, Kind, KindSchema, PropertySchema, ValueType } from '../../schema/types.ts';
import { usualUnits } from '../../schema/usual-units.ts';
import { hole } from './item.ts';

/** Snippets for statements, made of the schema. */

/** Counts the pieces to be filled in. */
interface Holes {
  next(): number;
}

export function countHoles(): Holes {
  let count = 0;
  return { next: () => ++count };
}

/** What a new declaration of a kind is usually filled with: properties, and properties of blocks. */
const usual: Partial<Record<Kind, readonly string[]>> = {
  port: ['rate', 'lanes'],
  cable: ['medium', 'rate', 'lanes', 'reach'],
  accelerator: ['power', 'hbm.capacity', 'hbm.bandwidth'],
  nic: ['power'],
  switch: ['height', 'power'],
  node: ['height', 'power'],
  shelf: ['rating'],
  cdu: ['rating', 'flow'],
  sensor: ['type', 'action'],
  rack: ['frame.height', 'power.feed', 'power.feeds', 'power.spare', 'cooling.type', 'cooling.capacity'],
  hall: ['pitch'],
  cluster: ['year'],
  fabric: ['role'],
  workload: ['accelerators', 'parameters'],
  policy: ['derating'],
};

/** `rack Name { … }` with its usual properties; kinds that have no name go without. */
export function declarationSnippet(schema: KindSchema): string {
  const holes = countHoles();
  const name = schema.unnamed ? '' : ` ${hole(holes.next(), schema.name === 'port' ? 'name' : 'Name')}`;
  const dims = schema.name === 'port' ? `[${hole(holes.next(), '8')}]` : '';
  const entry = schema.open ? [`${hole(holes.next(), 'first')} = ${hole(holes.next(), 'Cluster')}`] : [];
  const lines = [...linesFor(schema, usual[schema.name] ?? [], holes), ...entry];
  const end = lines.length === 0 || schema.links || schema.members.length > 0 || schema.parts.length > 0;
  const body = [...lines, ...(end ? ['$0'] : [])].map((line) => `\t${line}\n`).join('');
  return `${schema.name}${name}${dims} {\n${body}}`;
}

function linesFor(schema: BlockSchema, names: readonly string[], holes: Holes): readonly string[] {
  const lines: string[] = [];
  for (const [head, group] of Map.groupBy(names, (name) => name.split('.')[0] ?? '')) {
    const block = schema.blocks.get(head);
    const inner = group.flatMap((name) => block?.properties.get(name.split('.')[1] ?? '') ?? []);
    const property = schema.properties.get(head);
    if (block && inner.length > 0)
      lines.push(`${head} { ${inner.map((each) => propertySnippet(each, holes)).join('  ')} }`);
    else if (property) lines.push(propertySnippet(property, holes));
  }
  return lines;
}

/** `cooling { type = …  capacity = … }`: a block with its first two properties. */
export function blockSnippet(block: BlockSchema): string {
  const holes = countHoles();
  const first = [...block.properties.values()].slice(0, 2);
  return `${block.name} { ${first.map((property) => propertySnippet(property, holes)).join('  ')} }`;
}

/** `feed = 21.6kW`. */
export function propertySnippet(property: PropertySchema, holes: Holes = countHoles()): string {
  return `${property.name} = ${valueSnippet(property, property.value, holes)}`;
}

/** A value of the right type, to be changed. */
export function valueSnippet(property: PropertySchema, type: ValueType, holes: Holes): string {
  switch (type.type) {
    case 'choice':
      return hole(holes.next(), ...type.of);
    case 'word':
      return hole(holes.next(), ...type.known);
    case 'flag':
      return hole(holes.next(), 'true', 'false');
    case 'text':
      return `"${hole(holes.next(), property.name)}"`;
    case 'list': {
      const items = Array.from({ length: type.length ?? 1 }, () => valueSnippet(property, type.of, holes));
      return `[${items.join(', ')}]`;
    }
    case 'either':
      return valueSnippet(property, type.of[0], holes);
    default:
      return hole(holes.next(), exampleOf(property, type));
  }
}

/** The default, an example of the documentation, or one of the usual unit. */
function exampleOf(property: PropertySchema, type: ValueType): string {
  if (property.default !== undefined) return property.default;
  if (type.type === 'integer') return property.name === 'year' ? '2026' : String(Math.max(1, type.minimum));
  const [, example] = /for example `([^`]+)`/.exec(property.doc) ?? [];
  if (example !== undefined) return example;
  if (type.type !== 'quantity' || type.dimension === 'number') return '1';
  const [unit = ''] = usualUnits(property, type.dimension);
  return type.dimension === 'rate' ? `400${unit}` : `1${unit}`;
}
