// Writes what follows from the sources: the list of checks, the reference pages, the settings and the TextMate grammar.
// `--check` writes nothing, names what is stale and fails.
import { globSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { registerHooks } from 'node:module';
import { dirname } from 'node:path';
import type { AnyCheck } from './server/checks/check.ts';

process.chdir(import.meta.dirname);

// Lets `import text from './parts.topo'` give the file's text, as the bundles do.
registerHooks({
  load(url, context, next) {
    if (!url.endsWith('.topo')) return next(url, context);
    const text = readFileSync(new URL(url), 'utf8');
    return { format: 'module', source: `export default ${JSON.stringify(text)};`, shortCircuit: true };
  },
});

const stale: string[] = [];
// The list of checks comes first: all that follows is read from the checks in it.
settle('server/checks/all.ts', listOfChecks());

const { checks } = await import('./server/checks/all.ts');
const { inOrder, rulePage, rulesPage, rulesTable } = await import('./server/checks/page.ts');
const { referencePage } = await import('./server/schema/reference.ts');
const { catalogPage } = await import('./server/ide/catalog-page.ts');
const { kindNames } = await import('./grammar/kinds.ts');
const { textmateGrammar } = await import('./syntaxes/grammar.ts');

settle('docs/rules/README.md', rulesPage(checks));
for (const check of checks) settle(`docs/rules/${check.id}.md`, rulePage(check));
noteOthers(['README.md', ...checks.map(({ id }) => `${id}.md`)]);
settle('docs/reference.md', referencePage());
settle('docs/catalog.md', catalogPage());
settle('README.md', withSection(read('README.md') ?? '', 'rules', rulesTable(checks)));
settle('package.json', withRules(read('package.json') ?? '{}', inOrder(checks)));
settle('package.nls.json', withSummaries(read('package.nls.json') ?? '{}', inOrder(checks)));

settle('syntaxes/topo.tmLanguage.json', `${JSON.stringify(textmateGrammar(kindNames), undefined, 2)}\n`);

if (process.argv.includes('--check') && stale.length > 0) {
  console.error(`Stale, run "npm run gen": ${stale.join(', ')}`);
  process.exitCode = 1;
}

/** Writes a file that differs, or notes that it does. */
function settle(path: string, text: string): void {
  if (read(path) === text) return;
  stale.push(path);
  if (process.argv.includes('--check')) return;
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
  console.log(path);
}

/** Notes pages of rules that are no more; they are removed by hand. */
function noteOthers(kept: readonly string[]): void {
  for (const name of globSync('*.md', { cwd: 'docs/rules' })) {
    if (kept.includes(name)) continue;
    stale.push(`docs/rules/${name}`);
    console.error(`docs/rules/${name} is the page of no rule: remove it.`);
  }
}

function read(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}

/** A page with what stands between two comments, `<!-- name -->` and `<!-- /name -->`, replaced. */
function withSection(page: string, name: string, content: string): string {
  const [start, end] = [`<!-- ${name} -->`, `<!-- /${name} -->`];
  const [from, to] = [page.indexOf(start), page.indexOf(end)];
  if (from < 0 || to < from) throw new Error(`README.md has no section between ${start} and ${end}`);
  return `${page.slice(0, from + start.length)}\n\n${content}\n\n${page.slice(to)}`;
}

/** The list of the checks that stand in `server/checks/<family>/<rule>.ts`, each exported there. */
function listOfChecks(): string {
  const files = globSync('server/checks/*/*.ts').map((path) => path.replaceAll('\\', '/'));
  const found = files.sort().flatMap((path) => {
    const [, exported = '', id = ''] = /^export const (\w+) = check\(\{\s*id: '([\w.]+)'/m.exec(read(path) ?? '') ?? [];
    if (id === '') return [];
    const local = id.replace(/[._](\w)/g, (_, letter: string) => letter.toUpperCase());
    const clause = exported === local ? local : `${exported} as ${local}`;
    return [{ local, line: `import { ${clause} } from './${path.slice('server/checks/'.length)}';`, path }];
  });
  const before = found.filter(({ path }) => path < 'server/checks/check.ts').map(({ line }) => line);
  const after = found.filter(({ path }) => path >= 'server/checks/check.ts').map(({ line }) => line);
  return [
    '// Written by `npm run gen` from the files beside it.',
    ...before,
    "import type { AnyCheck } from './check.ts';",
    ...after,
    '',
    '/** Every check. */',
    'export const checks: readonly AnyCheck[] = [',
    ...found.map(({ local }) => `  ${local},`),
    '];',
    '',
  ].join('\n');
}

/** The settings of package.json, with one entry for each rule. */
function withRules(text: string, listed: readonly AnyCheck[]): string {
  const manifest = JSON.parse(text);
  const severities = ['error', 'warning', 'information', 'hint', 'off'];
  const rules = manifest.contributes.configuration.properties['topo.rules'];
  delete rules.additionalProperties;
  rules.properties = Object.fromEntries(
    listed.map(({ id, severity }) => [
      id,
      { type: 'string', enum: severities, default: severity, description: `%${summaryKey(id)}%` },
    ]),
  );
  rules.additionalProperties = false;
  return `${JSON.stringify(manifest, undefined, 2)}\n`;
}

/** The texts of package.json that can be translated, with what each rule finds. */
function withSummaries(text: string, listed: readonly AnyCheck[]): string {
  const others = Object.entries(JSON.parse(text)).filter(([key]) => !key.startsWith(summaryKey('')));
  const summaries = listed.map(({ id, docs }) => [summaryKey(id), docs.summary]);
  return `${JSON.stringify(Object.fromEntries([...others, ...summaries]), undefined, 2)}\n`;
}

function summaryKey(id: string): string {
  return `rule.${id}`;
}
