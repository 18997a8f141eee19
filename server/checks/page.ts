import { rules } from '../schema/rules.ts';
import type { AnyCheck } from './check.ts';

/** Lines of an example beyond this are left out of its page. */
const LONGEST_EXAMPLE = 40;

/** The families of rules, in the order of the reference. */
const families: ReadonlyMap<string, string> = new Map([
  ['Language', 'syntax name type unit property value import index allow file'],
  ['Reach', 'reach'],
  ['Bandwidth', 'bandwidth'],
  ['Density', 'density'],
  ['Cooling', 'cooling'],
  ['Reliability and memory', 'reliability memory'],
]);

/** The page of one rule, as Markdown. */
export function rulePage({ id, severity, docs }: AnyCheck): string {
  const formula = docs.formula === undefined ? [] : ['## Formula', docs.formula];
  const fixes = docs.fixes === undefined ? [] : ['## Fixes', docs.fixes];
  const sources =
    docs.sources.length === 0 ? [] : ['## Sources', docs.sources.map((source) => `- ${source}`).join('\n')];
  return sections([
    `# ${id}`,
    `${docs.summary} Default severity: **${severity}**.`,
    docs.why,
    ...formula,
    '## Fails',
    example(docs.fails),
    '## Passes',
    example(docs.passes),
    ...fixes,
    ...sources,
    '## Settings',
    `\`"topo.rules": { "${id}": "off" }\` turns the rule off, another severity changes it. ${waiver(id)}`,
  ]);
}

/** The list of all rules, as Markdown. */
export function rulesPage(checks: readonly AnyCheck[]): string {
  const tables = [...families].flatMap(([title, prefixes]) => {
    const own = inOrder(checks).filter(({ id }) => prefixes.split(' ').includes(id.split('.')[0] ?? ''));
    return own.length === 0 ? [] : [`## ${title}`, tableOf(own, '')];
  });
  return sections([
    '# Rules',
    'What topo checks. The setting `topo.rules` changes the severity of a rule or turns it `off`; `allow` silences one where its reason is known ([the language](../language.md#waivers)).',
    ...tables,
  ]);
}

/** All rules in one table, for a page in the folder above `docs`. */
export function rulesTable(checks: readonly AnyCheck[]): string {
  return tableOf(inOrder(checks), 'docs/rules/');
}

function tableOf(checks: readonly AnyCheck[], folder: string): string {
  const rows = checks.map(
    ({ id, severity, docs }) => `| [${id}](${folder}${id}.md) | ${docs.summary.replaceAll('|', '\\|')} | ${severity} |`,
  );
  return ['| rule | finds | default |', '| --- | --- | --- |', ...rows].join('\n');
}

/** Checks in the order of the reference. */
export function inOrder(checks: readonly AnyCheck[]): readonly AnyCheck[] {
  const order = [...rules];
  return [...checks].sort((a, b) => order.indexOf(a.id) - order.indexOf(b.id));
}

function waiver(id: string): string {
  if (id.startsWith('file.')) return 'It cannot be silenced by an `allow`.';
  return `\`allow ${id} "the reason"\` in a body silences it there.`;
}

function example(text: string): string {
  const lines = text.trim().split('\n');
  const shown =
    lines.length <= LONGEST_EXAMPLE
      ? lines
      : [...lines.slice(0, 5), `// … ${lines.length - 6} more lines`, ...lines.slice(-1)];
  return ['```topo', ...shown, '```'].join('\n');
}

function sections(parts: readonly string[]): string {
  return `${parts.filter((part) => part !== '').join('\n\n')}\n`;
}
