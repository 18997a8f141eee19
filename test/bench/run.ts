// Measures how long topo takes, prints tables, and fails where a ratio is far from what it should be. `--smoke` is short;
// `--peers` measures other language servers in the same run, on files of the same length that describe the same cluster.
import { readFileSync } from 'node:fs';
import { registerHooks } from 'node:module';
import { cpus } from 'node:os';
import type { Measured } from './measure.ts';
import type { Peer } from './peers.ts';

// Lets `import text from './parts.topo'` give the file's text, as the bundles do.
registerHooks({
  load(url, context, next) {
    if (!url.endsWith('.topo')) return next(url, context);
    const text = readFileSync(new URL(url), 'utf8');
    return { format: 'module', source: `export default ${JSON.stringify(text)};`, shortCircuit: true };
  },
});

/** The aim is 1.1; a machine that others use, too, is not steady enough to fail for that. */
const MOST_RATIO = 3;
/** How much longer an edit may take in the longest file than in one of a thousand lines, for each of fifty-fold lines. */
const MOST_GROWTH = 4;
/** The length with which longer files are compared; below it the start of an analysis outweighs the lines. */
const COMPARED_LENGTH = 1000;
/** A file lists so many findings, and counts the others. */
const MOST_LISTED = 1000;

const isSmoke = process.argv.includes('--smoke');
const { measureScale } = await import('./scale.ts');
const { measureApart } = await import('./apart.ts');
const { asStarted } = await import('./dialogue.ts');
const { measureMemory } = await import('./memory.ts');
const { cableList, templates } = await import('./files.ts');
const { both, milliseconds, table } = await import('./table.ts');
const { aimsTable } = await import('./aims.ts');
const { bundleShippedServer, sizesOf } = await import('./sizes.ts');

const lengths = isSmoke ? [1000, 10_000] : [100, 1000, 10_000, 50_000];
/** `--rounds=1`, `--edits=60` and `--only=JSON` make a run shorter. */
function given(name: string): string | undefined {
  return process.argv.find((each) => each.startsWith(`--${name}=`))?.split('=')[1];
}

const full = { edits: Number(given('edits') ?? 200), questions: 40, rounds: Number(given('rounds') ?? 3) };
const effort = isSmoke ? { edits: 20, questions: 5, rounds: 1 } : full;
const shapes = { 'cable list': cableList, templates } as const;

/** Figures of one server in one file. */
interface Row {
  readonly server: string;
  readonly shape: keyof typeof shapes;
  readonly lines: number;
  readonly measured: Measured | undefined;
}

console.log(
  `${new Date().toISOString().slice(0, 10)}, ${cpus().length} × ${cpus()[0]?.model}, Node ${process.version}\n`,
);
const ratios = await measureScale(isSmoke ? 40 : 200, isSmoke ? 5 : 15);
const bundle = await bundleShippedServer();
const topo = {
  name: 'topo',
  languageId: 'topo',
  extension: 'topo',
  command: [process.execPath, ...asStarted, bundle, '--stdio'],
};
const peers: readonly Peer[] = process.argv.includes('--peers') ? (await import('./peers.ts')).installPeers() : [];
const rows: Row[] = [];
for (const shape of Object.keys(shapes) as (keyof typeof shapes)[]) {
  for (const lines of lengths) {
    const { text, faults } = shapes[shape](lines);
    rows.push({ server: topo.name, shape, lines, measured: await measureApart(topo, text, { ...effort, faults }) });
    if (shape !== 'cable list') continue;
    for (const { textOf, ...peer } of peers.filter((each) => each.name.startsWith(given('only') ?? '')))
      rows.push({ server: peer.name, shape, lines, measured: await measureApart(peer, textOf(lines), effort) });
  }
}

const measuredOf = (server: string, shape: string, lines: number): Measured | undefined =>
  rows.find((row) => row.server.startsWith(server) && row.shape === shape && row.lines === lines)?.measured;
const own = (shape: string, lines: number): Measured | undefined => measuredOf(topo.name, shape, lines);
const head = [
  'server, file',
  'lines',
  'open',
  'key p50 / p95',
  '× topo',
  'all rules',
  'hover',
  'completion',
  'symbols',
  'tokens',
  'format',
  'peak MB',
  'findings',
];
console.log('\nFrom a key to its diagnostics, and until answers, in milliseconds (p50 / p95):');
console.log(table(head, rows.map(cells)));
const starts = rows.flatMap(({ server, measured }) => (server === topo.name && measured ? [measured.start] : []));
const cold = starts.toSorted((a, b) => a - b)[starts.length >> 1] ?? Number.NaN;
const sizes = sizesOf(bundle, !isSmoke);
console.log(`\nFrom the start of the process to initialize: ${milliseconds(cold)} ms`);
console.log(`Bundle of the server: ${kilobytes(sizes.bundle)}, compressed ${kilobytes(sizes.compressed)}`);
if (sizes.extension !== undefined) console.log(`Packed extension: ${kilobytes(sizes.extension)}`);
if (!isSmoke) {
  const figures = {
    own: (lines: number) => own('cable list', lines),
    json: (lines: number) => measuredOf('JSON', 'cable list', lines),
    scale: ratios.inProcess,
    growth: await measureGrowth(),
    start: cold,
    packed: sizes.extension,
  };
  console.log(`\n${aimsTable(figures)}`);
}

/** How much more memory the server takes after ten thousand edits than after a thousand. */
async function measureGrowth(): Promise<number> {
  const texts = { 'cable list of 1,000 lines': cableList(1000).text, 'templates of 300 lines': templates(300).text };
  const growths: number[] = [];
  console.log('\nMemory while somebody goes on typing: resident, and the heap without garbage, in MB:');
  for (const [name, text] of Object.entries(texts)) {
    const held = await measureMemory(topo, text, [1000, 10_000]);
    for (const { edits, resident, heap } of held)
      console.log(`${name}, after ${edits.toLocaleString('en')} edits: ${resident.toFixed(0)}, ${heap.toFixed(0)}`);
    const [few, many] = held;
    growths.push((many?.resident ?? Number.NaN) / (few?.resident ?? Number.NaN));
  }
  return Math.max(...growths);
}

function kilobytes(bytes: number): string {
  return `${(bytes / 1024).toFixed(0)} kB`;
}

function cells({ server, shape, lines, measured }: Row): readonly string[] {
  const name = server === topo.name ? `${server}, ${shape}` : server;
  if (!measured) return [name, lines.toLocaleString('en'), 'gave up'];
  const { open, edit, whole, answers, memory, diagnostics } = measured;
  const base = own(shape, lines)?.edit.p50;
  return [
    name,
    lines.toLocaleString('en'),
    milliseconds(open),
    both(edit),
    base === undefined || server === topo.name ? '' : (edit.p50 / base).toFixed(1),
    server !== topo.name ? '' : whole === undefined ? 'at once' : milliseconds(whole),
    ...[answers.hover, answers.completion, answers.symbols, answers['semantic tokens'], answers.formatting].map(both),
    memory?.toFixed(0) ?? 'unknown',
    `${diagnostics}`,
  ];
}

const outcomes: readonly (readonly [string, boolean])[] = [
  [
    `a million accelerators take ${ratios.inProcess.toFixed(2)} times as long as a thousand, in one process`,
    ratios.inProcess <= MOST_RATIO,
  ],
  [
    `a million accelerators take ${ratios.wholeProcess.toFixed(2)} times as long as a thousand, as a process`,
    ratios.wholeProcess <= MOST_RATIO,
  ],
  ...rows.flatMap(outcomesOf),
];
console.log('');
for (const [name, isGood] of outcomes) console.log(`${isGood ? 'passed' : 'FAILED'}  ${name}`);
const failed = outcomes.filter(([, isGood]) => !isGood).length;
console.log(`${outcomes.length - failed} passed, ${failed} failed, 0 skipped`);
process.exitCode = failed > 0 ? 1 : 0;

function outcomesOf({ server, shape, lines, measured }: Row): readonly (readonly [string, boolean])[] {
  if (server !== topo.name) return [];
  const name = `${shape} of ${lines.toLocaleString('en')} lines`;
  if (!measured) return [[`${name}: measured`, false]];
  const { faults } = shapes[shape](lines);
  const isComplete = (measured.found.get(faults.rule) ?? 0) >= Math.min(faults.count, MOST_LISTED);
  const all: readonly [string, boolean] = [`${name}: all ${faults.count} faults are found`, isComplete];
  const short = own(shape, COMPARED_LENGTH);
  if (!short || lines <= COMPARED_LENGTH) return [all];
  const growth = measured.edit.p50 / short.edit.p50;
  const most = (MOST_GROWTH * lines) / COMPARED_LENGTH;
  return [all, [`${name}: a key costs ${growth.toFixed(2)} times what it does in ${COMPARED_LENGTH}`, growth <= most]];
}
