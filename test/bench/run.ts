// Measures how long topo takes, prints tables, and fails where a figure is far from what it should be. `--smoke` is short.
import { readFileSync } from 'node:fs';
import { registerHooks } from 'node:module';
import type { Latency } from './latency.ts';

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
/** How much dearer a line may be in the longest file than in one of a thousand lines; more is super-linear. */
const MOST_GROWTH = 4;
/** The length with which longer files are compared; below it the start of an analysis outweighs the lines. */
const COMPARED_LENGTH = 1000;
/** A file lists so many findings, and counts the others. */
const MOST_LISTED = 1000;

const isSmoke = process.argv.includes('--smoke');
const { measureScale } = await import('./scale.ts');
const { measureLatency } = await import('./latency.ts');

const ratios = await measureScale(isSmoke ? 40 : 200, isSmoke ? 5 : 15);
console.log('');
const lengths = isSmoke ? [100, 1000, 10_000] : [100, 1000, 10_000, 50_000];
const latencies = await measureLatency(lengths, isSmoke ? 3 : 10, isSmoke ? 5 : 20);

const outcomes: readonly (readonly [string, boolean])[] = [
  [
    `a million accelerators take ${ratios.inProcess.toFixed(2)} times as long as a thousand, in one process`,
    ratios.inProcess <= MOST_RATIO,
  ],
  [
    `a million accelerators take ${ratios.wholeProcess.toFixed(2)} times as long as a thousand, as a process`,
    ratios.wholeProcess <= MOST_RATIO,
  ],
  ...latencies.flatMap(outcomesOf),
];
console.log('');
for (const [name, isGood] of outcomes) console.log(`${isGood ? 'passed' : 'FAILED'}  ${name}`);
const failed = outcomes.filter(([, isGood]) => !isGood).length;
console.log(`${outcomes.length - failed} passed, ${failed} failed, 0 skipped`);
process.exitCode = failed > 0 ? 1 : 0;

function outcomesOf({ shape, lines, edit, found, expected }: Latency): readonly (readonly [string, boolean])[] {
  const name = `${shape} of ${lines.toLocaleString('en')} lines`;
  const isComplete = found === Math.min(expected, MOST_LISTED);
  const short = latencies.find((each) => each.shape === shape && each.lines === COMPARED_LENGTH);
  const all: readonly [string, boolean] = [`${name}: all ${expected} faults are found`, isComplete];
  if (!short || lines <= COMPARED_LENGTH) return [all];
  const growth = edit.p50 / lines / (short.edit.p50 / short.lines);
  return [
    all,
    [`${name}: a line costs ${growth.toFixed(2)} times what it does in ${COMPARED_LENGTH}`, growth <= MOST_GROWTH],
  ];
}
