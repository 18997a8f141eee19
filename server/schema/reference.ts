import { describeDimension } from '../units/dimension.ts';
import { type Unit, units } from '../units/units.ts';
import { kinds, linkSchema } from './kinds.ts';
import type { BlockSchema, KindSchema, PropertySchema, ValueType } from './types.ts';

/** Properties that every declaration may have; they are listed once. */
const common: readonly string[] = ['label', 'source', 'year', 'part_number', 'price'];

/** The reference of kinds, properties and units, as Markdown. */
export function referencePage(): string {
  const all = [...kinds.values()];
  const shared = all[0] ? common.flatMap((name) => all[0]?.properties.get(name) ?? []) : [];
  return `${[
    '# Reference',
    'Every kind with its properties, and every unit. How the language works is told in [language.md](language.md), what is checked in [rules](rules/README.md).',
    ['**Kinds:**', ...all.map(({ name }) => `[${name}](#${name})`), '· [link](#link) · [units](#units)'].join(' '),
    '## Every declaration',
    'May have, besides the properties of its kind:',
    propertyTable(shared),
    ...all.flatMap(kindSection),
    '## link',
    `${linkSchema.doc} In its body:`,
    propertyTable(own(linkSchema)),
    '## Units',
    'A quantity is a number with a unit glued to it. Values are whole numbers of a small base unit, so that sums and comparisons are exact.',
    unitTable(),
  ].join('\n\n')}\n`;
}

function kindSection(kind: KindSchema): readonly string[] {
  const properties = own(kind);
  return [
    `## ${kind.name}`,
    [kind.doc, ...containment(kind)].join(' '),
    ...(properties.length === 0 ? [] : [propertyTable(properties)]),
    ...[...kind.blocks.values()].flatMap((block) => [
      `### ${kind.name}: ${block.name} { … }`,
      block.doc,
      propertyTable([...block.properties.values()]),
    ]),
  ];
}

function containment({ members, parts, links, unnamed, open }: KindSchema): readonly string[] {
  return [
    ...(members.length === 0 ? [] : [`Members: ${members.join(', ')}.`]),
    ...(parts.length === 0 ? [] : [`Parts: ${parts.join(', ')}.`]),
    ...(links ? ['Links may stand in it.'] : []),
    ...(unnamed ? ['It has no name.'] : []),
    ...(open ? ['A property may have any name.'] : []),
  ];
}

function own(schema: BlockSchema): readonly PropertySchema[] {
  return [...schema.properties.values()].filter(({ name }) => !common.includes(name));
}

function propertyTable(properties: readonly PropertySchema[]): string {
  const rows = properties.map(({ name, value, doc, required, default: standard }) => {
    const note = required ? '**required**' : standard === undefined ? '' : `\`${standard}\``;
    return `| \`${name}\` | ${describe(value)} | ${note} | ${doc.replaceAll('|', '\\|')} |`;
  });
  return ['| property | value | default | meaning |', '| --- | --- | --- | --- |', ...rows].join('\n');
}

/** A type of values in words. */
function describe(value: ValueType): string {
  switch (value.type) {
    case 'quantity':
      return describeDimension(value.dimension);
    case 'integer':
      return value.minimum === 0 ? 'a whole number' : `a whole number from ${value.minimum}`;
    case 'choice':
      return value.of.map((word) => `\`${word}\``).join(', ');
    case 'word':
      return `a word: ${value.known.map((word) => `\`${word}\``).join(', ')}, …`;
    case 'text':
      return 'a text';
    case 'flag':
      return '`true` or `false`';
    case 'list':
      return `a list of ${value.length === undefined ? '' : `${value.length}: `}${describe(value.of)}`;
    case 'either':
      return `${describe(value.of[0])}; or a list of ${value.of[1].length ?? 'several'}`;
  }
}

function unitTable(): string {
  const byDimension = Map.groupBy(units.values(), (unit: Unit) => unit.dimension);
  const rows = [...byDimension].map(
    ([dimension, of]) =>
      `| ${describeDimension(dimension)} | ${of.map((unit) => `\`${unit.name}\` ${unit.doc}`).join(' · ')} |`,
  );
  return ['| dimension | units |', '| --- | --- |', ...rows].join('\n');
}
