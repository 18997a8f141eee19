import { spawnSync } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bundleCommand } from '../cli/command.ts';
import { clusterOf } from './files.ts';
import { milliseconds, spreadOf, table } from './table.ts';

const SMALL = 1000;
const LARGE = 1_000_000;
const WARM_UP = 30;

/** Time of a large cluster over that of a small one whose text is as long. */
export interface Ratios {
  readonly inProcess: number;
  readonly wholeProcess: number;
}

/** Checks a cluster of a thousand accelerators and one of a million, by turns so that other load hits both alike. */
export async function measureScale(runs: number, processes: number): Promise<Ratios> {
  const texts = [clusterOf(SMALL), clusterOf(LARGE)] as const;
  if (texts[0].length !== texts[1].length) throw new Error('Both texts must be of one length.');
  const inProcess = await timesInProcess(texts, runs);
  const wholeProcess = await timesOfProcesses(texts, processes);
  const row = (name: string, [small, large]: Pair): readonly string[] => {
    const cells = [spreadOf(small), spreadOf(large)].flatMap(({ p50, p95 }) => [milliseconds(p50), milliseconds(p95)]);
    return [name, ...cells, ratioOf([small, large]).toFixed(2)];
  };
  console.log('A cluster of 1,000 accelerators and one of 1,000,000 whose text is as long, in milliseconds:');
  console.log(
    table(
      ['topo check', '1,000 p50', 'p95', '1,000,000 p50', 'p95', 'ratio'],
      [row('in one process, warm', inProcess), row('as a whole process', wholeProcess)],
    ),
  );
  return { inProcess: ratioOf(inProcess), wholeProcess: ratioOf(wholeProcess) };
}

/** Times of the small and of the large cluster. */
type Pair = readonly [readonly number[], readonly number[]];

function ratioOf([small, large]: Pair): number {
  return spreadOf(large).p50 / spreadOf(small).p50;
}

async function timesInProcess(texts: readonly [string, string], runs: number): Promise<Pair> {
  const { analyse } = await import('../../server/checks/analyse.ts');
  const { createProgram } = await import('../../server/model/program.ts');
  const cache = new Map();
  const timed = (text: string, i: number): number => {
    // A comment of another length each time, so that nothing is parsed already.
    const written = `${text}//${' '.repeat(i)}`;
    const started = performance.now();
    analyse(createProgram({ read: () => written }, cache), 'cluster.topo');
    return performance.now() - started;
  };
  for (let i = 0; i < WARM_UP; i++) for (const text of texts) timed(text, i);
  const times: [number[], number[]] = [[], []];
  for (let i = 0; i < runs; i++) {
    times[0].push(timed(texts[0], WARM_UP + i));
    times[1].push(timed(texts[1], WARM_UP + i));
  }
  return times;
}

async function timesOfProcesses(texts: readonly [string, string], runs: number): Promise<Pair> {
  const bundle = await bundleCommand();
  const folder = mkdtempSync(join(tmpdir(), 'topo-bench-'));
  const [small, large] = texts.map((text, i) => {
    const file = join(folder, `cluster${i}.topo`);
    writeFileSync(file, text);
    return file;
  });
  const timed = (file = ''): number => {
    const started = performance.now();
    const { status } = spawnSync(process.execPath, [bundle, 'check', file, '--fail-on', 'never']);
    if (status !== 0) throw new Error(`topo check ended with ${status}.`);
    return performance.now() - started;
  };
  const times: [number[], number[]] = [[], []];
  for (let i = 0; i < runs; i++) {
    times[0].push(timed(small));
    times[1].push(timed(large));
  }
  return times;
}
