import { catalogLocation, modules } from '../catalog/modules.ts';
import { sourceOf } from '../facts/stated.ts';
import { typeName } from '../facts/type-name.ts';
import { createModel, type Model } from '../model/model.ts';
import type { Part } from '../model/part.ts';
import { createProgram } from '../model/program.ts';
import type { Source } from '../model/source.ts';
import { formatCount } from '../units/format.ts';
import { figures } from './hover/figures.ts';
import { code, page, plain } from './hover/markdown.ts';
import { portRow } from './hover/part.ts';

/** Figures that the table leaves to the hover and to the file itself. */
const inHoverOnly = new Set('year price part_number signalling lengths bend_radius diameter fit flap_fit'.split(' '));

/** The reference of the built-in parts, one table for each module, as Markdown. */
export function catalogPage(): string {
  const program = createProgram({ read: () => undefined });
  const model = createModel(program);
  const sources = [...modules.keys()].flatMap((name) => program.source(catalogLocation(name) ?? '') ?? []);
  return `${page(
    '# Catalog',
    'The built-in parts, which a file uses after `import nvidia`. They are written in the language: “go to definition” opens them, and a parts file of your own is their peer. † marks an estimate: a figure that no maker’s page or standard confirms. A part leaves out what is not known; failure rates, prices, lengths and bends stand in its hover.',
    `**Modules:** ${[...modules.keys()].map((name) => `[${name}](#${name})`).join(' · ')}`,
    ...sources.map((source) => moduleSection(model, source)),
  )}\n`;
}

function moduleSection(model: Model, source: Source): string {
  const scope = model.scopeOf(source);
  const parts = [...source.types.values()].flatMap((declaration) => model.partOf({ declaration, scope }) ?? []);
  const name = [...modules.keys()].find((each) => catalogLocation(each) === source.location) ?? '';
  const head = '| part | kind | year | figures | source |\n|:--|:--|:--|:--|:--|';
  const rows = parts.map((part) => `| ${cells(model, source, part).join(' | ')} |`);
  return page(`## ${name}`, `[${name}.topo](../server/catalog/${name}.topo)`, [head, ...rows].join('\n'));
}

function cells(model: Model, source: Source, part: Part): readonly string[] {
  const year = model.values.integer(part, 'year');
  const told = [...figureTexts(model, part), ...portTexts(model, part), ...memberTexts(model, source, part)];
  const of = plain(sourceOf(model, part) ?? '');
  return [code(part.name), part.kind, year === undefined ? '' : String(year), told.join('; '), of];
}

function figureTexts(model: Model, part: Part): readonly string[] {
  return figures(model, part).flatMap((row) => {
    if (!row || inHoverOnly.has(row[0].split(' ').at(-1) ?? '')) return [];
    return [`${row[0].replaceAll('_', ' ')} ${marked(row[1])}`];
  });
}

function portTexts(model: Model, part: Part): readonly string[] {
  return part.ports.map((group) => {
    const [, told = ''] = portRow(model, part, group) ?? [];
    return `${group.name === 'port' ? '' : `${group.name.replaceAll('_', ' ')} `}${marked(told)}`;
  });
}

function marked(figure: string): string {
  return figure.replace(/, estimate$/, ' †');
}

function memberTexts(model: Model, source: Source, part: Part): readonly string[] {
  return part.members.map(({ count, part: type }) => {
    const number = count === undefined ? '?' : formatCount(count);
    return `${number} × ${type ? code(typeName(model, source, type)) : '?'}`;
  });
}
