// Makes random edits and random documents for as long as it is told to, and prints what went wrong. Each row of edits and
// each document has a seed of its own, so that `--seed N --edits 1` shows one of them again.
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

const { createSessions } = await import('./sessions.ts');

/** Nothing may take longer, in milliseconds. */
const LIMIT = 1000;
const MOST_FAILURES = 20;
const PROGRESS_EVERY = 60_000;

const { values } = parseArgs({
  options: {
    edits: { type: 'string', default: '10000' },
    documents: { type: 'string', default: '1000' },
    seed: { type: 'string', default: '1' },
  },
});
const wanted = { edits: Number(values.edits), documents: Number(values.documents) };
const seed = Number(values.seed);
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
