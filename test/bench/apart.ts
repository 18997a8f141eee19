import { once } from 'node:events';
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads';
import type { Launch } from './dialogue.ts';
import { type Effort, type Measured, measure } from './measure.ts';

/** Measures in a thread of its own: what others have left on the heap of the client is no part of what a server takes. */
export async function measureApart(launch: Launch, text: string, effort: Effort): Promise<Measured | undefined> {
  const worker = new Worker(new URL(import.meta.url), { workerData: { launch, text, effort } satisfies Order });
  const [measured] = await once(worker, 'message');
  return measured;
}

interface Order {
  readonly launch: Launch;
  readonly text: string;
  readonly effort: Effort;
}

if (!isMainThread) {
  const { launch, text, effort }: Order = workerData;
  parentPort?.postMessage(await measure(launch, text, effort));
}
