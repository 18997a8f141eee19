// Makes random edits and random documents for as long as it is told to, and prints what went wrong. Each row of edits and
// each document has a seed of its own, so that `--seed N --edits 1` shows one of them again. With `--jobs N` as many
// processes share the work, each with seeds of its own.
import { fork } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { registerHooks } from 'node:module';
import { cpus } from 'node:os';
import { parseArgs } from 'node:util';

// Lets `import text from './parts.topo'` give the file's text, as the bundles do.
registerHooks({
  load(url, context, next) {
    if (!url.endsWith('.topo')) return next(url, context);
    const text = readFileSync(new URL(url), 'utf8');
    return { format: 'module', source: `export default ${JSON.stringify(text)};`, shortCircuit: true };
  },
});

/** Nothing may take longer, in milliseconds. */
const LIMIT = 1000;
const MOST_FAILURES = 20;
const PROGRESS_EVERY = 60_000;
/** Seeds of one process are so far from those of the next. */
const SEEDS_APART = 10_000_000;

const { values } = parseArgs({
  options: {
    edits: { type: 'string', default: '10000' },
    documents: { type: 'string', default: '1000' },
    seed: { type: 'string', default: '1' },
    jobs: { type: 'string', default: '1' },
  },
});
const wanted = { edits: Number(values.edits), documents: Number(values.documents) };
const seed = Number(values.seed);
if (Number(values.jobs) > 1) await share(Number(values.jobs));

const { createSessions } = await import('./sessions.ts');
const sessions = createSessions(LIMIT);
const done = { edits: 0, documents: 0, rows: 0, shown: 0 };
const begun = performance.now();
const progress = { told: begun };

console.log(`seed ${seed}, ${cpus()[0]?.model}, Node ${process.version}`);
while ((done.edits < wanted.edits || done.documents < wanted.documents) && sessions.failures.length < MOST_FAILURES) {
  // Documents keep pace with the edits.
  const isEdit = done.edits * wanted.documents <= done.documents * wanted.edits && done.edits < wanted.edits;
  if (isEdit) done.edits += sessions.edits(seed + done.rows++);
  else sessions.document(seed + done.documents++);
  for (; done.shown < sessions.failures.length; done.shown++) show(done.shown);
  if (performance.now() - progress.told > PROGRESS_EVERY) tell();
}
tell();
process.send?.({ ...done, failures: sessions.failures.length, slowest: sessions.slowest() } satisfies Sum);
process.exitCode = sessions.failures.length > 0 ? 1 : 0;

function show(index: number): void {
  const failure = sessions.failures[index];
  if (!failure) return;
  console.log(`\nFAILED ${failure.what}`);
  for (const text of failure.texts) console.log(`  ${JSON.stringify(text)}`);
}

function tell(): void {
  progress.told = performance.now();
  const memory = Math.round(process.memoryUsage().heapUsed / 2 ** 20);
  const { edits, documents } = done;
  console.log(
    `${edits} edits, ${documents} documents, ${sessions.failures.length} failures, slowest ${sessions.slowest().toFixed(0)} ms, ` +
      `${memory} MB, ${Math.round((progress.told - begun) / 1000)} s`,
  );
}

/** What one process has done. */
interface Sum {
  readonly edits: number;
  readonly documents: number;
  readonly failures: number;
  readonly slowest: number;
}

/** Has several processes share what is wanted, prints the sum, and ends. */
async function share(jobs: number): Promise<never> {
  const sums = await Promise.all(Array.from({ length: jobs }, (_, job) => inProcess(jobs, job)));
  const total = (of: (sum: Sum) => number): number => sums.reduce((all, sum) => all + of(sum), 0);
  const failures = total((sum) => sum.failures);
  console.log(
    `In all ${total((sum) => sum.edits)} edits, ${total((sum) => sum.documents)} documents, ${failures} failures, ` +
      `slowest ${Math.max(...sums.map((sum) => sum.slowest)).toFixed(0)} ms, ${Math.round(performance.now() / 1000)} s`,
  );
  process.exit(failures > 0 ? 1 : 0);
}

function inProcess(jobs: number, job: number): Promise<Sum> {
  const share = (all: number): string => String(Math.ceil(all / jobs));
  const own = ['--edits', share(wanted.edits), '--documents', share(wanted.documents)];
  const child = fork(import.meta.filename, [...own, '--seed', String(seed + job * SEEDS_APART)]);
  return new Promise((resolve, reject) => {
    child.once('message', (sum) => resolve(sum as Sum));
    child.once('exit', (code) => reject(new Error(`A process ended before its work was done (${code}).`)));
  });
}
