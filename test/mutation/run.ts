import { mkdtempSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { Worker } from 'node:worker_threads';
import { build, type Plugin } from 'esbuild';
import { instrument, type Mutant } from './instrument.ts';
import { reasonFor } from './justified.ts';
import { project, targets } from './sources.ts';

/*
 * Changes each comparison and guard by which a check decides, one at a time, and asks the fixtures whether one notices. A
 * change that none notices is a limit that nothing keeps. `--facts` does the same, for a reader, with the facts on which
 * the checks rest, most of which have tests of their own; `--only` takes a part of a path.
 */
const { values } = parseArgs({ options: { only: { type: 'string' }, facts: { type: 'boolean' } } });

/** A mutant that takes longer than this loops, which is noticed. */
const LONGEST = 20_000;

const chosen = targets().filter(
  ({ file }) => file.includes(values.only ?? '') && file.startsWith('server/facts/') === (values.facts ?? false),
);
const mutants: Mutant[] = [];
const instrumented = new Map<string, string>();
for (const { file, text, parts } of chosen) {
  const made = instrument(file, text, parts, mutants.length + 1);
  mutants.push(...made.mutants);
  instrumented.set(join(project, file), made.text);
}

const started = performance.now();
const bundle = await bundled();
const survivors = await hunt();
for (const mutant of survivors) {
  const { file, line, text, becomes } = mutant;
  console.log(`${file}:${line}: ${text}  →  ${becomes}  ${reasonFor(mutant) ?? '(no reason)'}`);
}
const seconds = ((performance.now() - started) / 1000).toFixed(0);
const unjustified = survivors.filter((mutant) => reasonFor(mutant) === undefined);
const noticed = mutants.length - survivors.length;
console.log(
  `${mutants.length} mutants, ${noticed} noticed, ${survivors.length} not, ${unjustified.length} without a reason (${seconds} s)`,
);
if (unjustified.length > 0) process.exitCode = 1;

async function bundled(): Promise<string> {
  const plugin: Plugin = {
    name: 'mutants',
    setup({ onLoad }) {
      onLoad({ filter: /\.ts$/ }, ({ path }) => {
        const contents = instrumented.get(path);
        return contents === undefined ? undefined : { contents, loader: 'ts' };
      });
    },
  };
  const outfile = join(mkdtempSync(join(tmpdir(), 'topo-mutants-')), 'worker.mjs');
  await build({
    entryPoints: [join(import.meta.dirname, 'worker.ts')],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node22',
    loader: { '.topo': 'text' },
    plugins: [plugin],
    logLevel: 'error',
  });
  return outfile;
}

/** The mutants that no fixture notices, found by as many workers as there are processors. */
async function hunt(): Promise<readonly Mutant[]> {
  const fixturesOf = new Map(chosen.map(({ file, fixtures }) => [file, fixtures]));
  const left = [...mutants];
  const found: Mutant[] = [];
  const work = async (): Promise<void> => {
    let worker = new Worker(bundle);
    for (let mutant = left.shift(); mutant; mutant = left.shift()) {
      const answer = await asked(worker, { project, fixtures: fixturesOf.get(mutant.file) ?? [], mutant });
      if (answer === 'late') {
        await worker.terminate();
        worker = new Worker(bundle);
      } else if (answer === 'unnoticed') found.push(mutant);
      else if (answer !== 'noticed') throw new Error(answer);
    }
    await worker.terminate();
  };
  await Promise.all(Array.from({ length: availableParallelism() }, work));
  return found.sort((a, b) => a.id - b.id);
}

function asked(worker: Worker, question: unknown): Promise<string> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => resolve('late'), LONGEST);
    worker.once('error', reject);
    worker.once('message', (answer: string) => {
      clearTimeout(timer);
      worker.removeListener('error', reject);
      resolve(answer);
    });
    worker.postMessage(question);
  });
}
