import { existsSync, globSync, readFileSync } from 'node:fs';
import { basename, dirname, join, relative } from 'node:path';
import { childrenOf, isNode, makesFixes, type Node, parseSource } from './syntax.ts';

export const project = join(import.meta.dirname, '../..');

/** A file to mutate, the parts of it that decide a finding, and the fixtures that must notice. */
export interface Target {
  readonly file: string;
  readonly text: string;
  readonly parts: readonly Node[];
  readonly fixtures: readonly string[];
}

/** Facts that show numbers, and algorithms that have tests of their own against an enumeration of every instance. */
const apart =
  /^server\/facts\/(?:derivation|stated|type-name|medium-names|explained\/|report|extremes|box-overlap|run-lengths|network\/(?:max-flow|boxes|carried-cuts|pair-links|halves))/;

/** All that the checks of hardware reach from their `run`, not by way of their fixes, with the fixtures of those checks. */
export function targets(): readonly Target[] {
  const found = new Map<string, { readonly parts: Set<Node>; readonly fixtures: Set<string> }>();
  for (const check of globSync('server/checks/*/*.ts', { cwd: project }).sort()) {
    const fixture = check.replace(/^server/, 'test').replace(/\.ts$/, '.topo');
    if (basename(dirname(check)) === 'language' || !existsSync(join(project, fixture))) continue;
    for (const [file, parts] of reachedFrom(check)) {
      const known = found.get(file) ?? { parts: new Set(), fixtures: new Set() };
      for (const part of parts) known.parts.add(part);
      found.set(file, { parts: known.parts, fixtures: known.fixtures.add(fixture) });
    }
  }
  return [...found]
    .filter(([file]) => /^server\/(?:checks\/\w+|facts)\//.test(file) && !apart.test(file))
    .map(([file, { parts, fixtures }]) => ({
      file,
      text: moduleAt(file).text,
      parts: [...parts],
      fixtures: [...new Set([...fixtures, ...familiesOf(fixtures)])],
    }))
    .sort((a, b) => a.file.localeCompare(b.file));
}

/** All fixtures of the families of some: rules of one family show each other’s findings. */
function familiesOf(fixtures: Iterable<string>): readonly string[] {
  const folders = [...new Set([...fixtures].map(dirname))];
  return folders.flatMap((folder) => globSync(`${folder}/*.topo`, { cwd: project }).sort());
}

/** The definitions at the top of a file, by name, and where the names that it imports come from. */
interface Module {
  readonly text: string;
  readonly definitions: ReadonlyMap<string, Node>;
  readonly imports: ReadonlyMap<string, { readonly file: string; readonly name: string }>;
}

const modules = new Map<string, Module>();

function moduleAt(file: string): Module {
  const known = modules.get(file) ?? readModule(file);
  modules.set(file, known);
  return known;
}

function readModule(file: string): Module {
  const text = readFileSync(join(project, file), 'utf8');
  const definitions = new Map<string, Node>();
  const imports = new Map<string, { readonly file: string; readonly name: string }>();
  for (const statement of parseSource(text).body as readonly Node[]) {
    if (statement.type === 'ImportDeclaration') {
      const source = String((statement.source as Node).value);
      if (!source.startsWith('.')) continue;
      const from = relative(project, join(project, dirname(file), source)).replaceAll('\\', '/');
      for (const each of statement.specifiers as readonly Node[]) {
        if (!isNode(each.imported)) continue;
        imports.set(String((each.local as Node).name), { file: from, name: String(each.imported.name) });
      }
      continue;
    }
    const declared = isNode(statement.declaration) ? statement.declaration : statement;
    for (const each of (declared.declarations as readonly Node[] | undefined) ?? [declared]) {
      if (isNode(each.id)) definitions.set(String(each.id.name), each);
    }
  }
  return { text, definitions, imports };
}

/** The definitions that a check reaches, by file. */
function reachedFrom(check: string): ReadonlyMap<string, ReadonlySet<Node>> {
  const reached = new Map<string, Set<Node>>();
  const visit = (file: string, node: Node): void => {
    const { text, definitions, imports } = moduleAt(file);
    if (makesFixes(node, text)) return;
    if (node.type === 'Identifier') {
      const name = String(node.name);
      const own = definitions.get(name);
      const other = imports.get(name);
      if (own) enter(file, own);
      else if (other?.file.endsWith('.ts')) enter(other.file, moduleAt(other.file).definitions.get(other.name));
    }
    for (const [, child] of childrenOf(node)) visit(file, child);
  };
  const enter = (file: string, definition: Node | undefined): void => {
    const known = reached.get(file) ?? new Set();
    if (!definition || known.has(definition)) return;
    reached.set(file, known.add(definition));
    if (!makesFixes(definition, moduleAt(file).text)) visit(file, definition);
  };
  for (const definition of moduleAt(check).definitions.values()) {
    const { init } = definition;
    if (isNode(init) && init.type === 'CallExpression' && (init.callee as Node).name === 'check')
      enter(check, definition);
  }
  return reached;
}
