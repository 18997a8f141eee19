import { constants, type PerformanceEntry, PerformanceObserver } from 'node:perf_hooks';
import { getHeapStatistics, setFlagsFromString } from 'node:v8';

/** How much garbage there may be before it is collected, in bytes. */
const GARBAGE = 16 * 2 ** 20;
/** The same in percent of what is kept: at first, and of a large heap. */
const USUAL = 60;
/** With less the collector would have to look at a large heap again and again. */
const LEAST = 20;
/** More than a list of 50,000 links keeps. With so much there is more to lose by looking for garbage than by keeping it. */
const LARGE = 192 * 2 ** 20;

/**
 * Has V8 collect garbage earlier than by itself and give back what is free: else a file of a thousand lines, edited for
 * some minutes, takes ten times what is kept of it. V8 counts garbage in percent of what is kept: what is good for a long
 * file has the keys in a short one wait for the collector. So the percentage follows what is kept. Call it first of all.
 */
export function beThrifty(): void {
  setFlagsFromString('--memory-saver-mode');
  allowGarbage(USUAL);
  new PerformanceObserver((list) => {
    if (list.getEntries().some(isOfAll)) allowGarbage(percentOf(getHeapStatistics().used_heap_size));
  }).observe({ type: 'gc' });
}

function percentOf(kept: number): number {
  if (kept > LARGE) return USUAL;
  return Math.max(LEAST, Math.ceil((100 * GARBAGE) / kept));
}

function allowGarbage(percent: number): void {
  setFlagsFromString(`--heap-growing-percent=${percent}`);
}

/** Whether all garbage was collected, so that what is left is what is kept. */
function isOfAll(collection: PerformanceEntry): boolean {
  const detail: unknown = Reflect.get(collection, 'detail');
  if (typeof detail !== 'object' || detail === null) return false;
  return Reflect.get(detail, 'kind') === constants.NODE_PERFORMANCE_GC_MAJOR;
}
