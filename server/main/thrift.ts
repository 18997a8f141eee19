import { constants, PerformanceObserver } from 'node:perf_hooks';
import { getHeapStatistics, setFlagsFromString } from 'node:v8';

/** Beyond this, in bytes, a long file is open. */
const MUCH = 64 * 2 ** 20;
/** How much garbage there may then be before it is collected, in percent of what is kept. */
const GARBAGE = 25;

/**
 * Has V8 give back the memory that it does not use: by itself it keeps, after a file of a thousand lines was edited for a
 * while, ten times what is in use. With a long file open it would collect its garbage at nearly every key, which takes
 * longer than the key: there may then be some. Call it first of all.
 */
export function beThrifty(): void {
  setFlagsFromString('--memory-saver-mode');
  const observer = new PerformanceObserver((list) => {
    if (!list.getEntries().some(isOfAll) || getHeapStatistics().used_heap_size < MUCH) return;
    setFlagsFromString(`--heap-growing-percent=${GARBAGE}`);
    observer.disconnect();
  });
  observer.observe({ entryTypes: ['gc'] });
}

/** Whether all objects were looked at, so that none is left that is not kept. */
function isOfAll(entry: PerformanceEntry & { readonly detail?: unknown }): boolean {
  const { detail } = entry;
  return (
    typeof detail === 'object' && detail !== null && Reflect.get(detail, 'kind') === constants.NODE_PERFORMANCE_GC_MAJOR
  );
}
