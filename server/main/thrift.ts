import { constants, PerformanceObserver } from 'node:perf_hooks';
import { getHeapStatistics, setFlagsFromString } from 'node:v8';

/** Beyond this, in bytes, what is kept is a long file, and as much garbage again would be much of a machine. */
const MUCH = 64 * 2 ** 20;
/** How much garbage there may then be before it is collected, in percent of what is kept. */
const GARBAGE = 15;

/**
 * Has the garbage of long files collected earlier than V8 would by itself, which waits for as much as there is of use,
 * and more. Where little is kept, that costs nothing, and is left as it is.
 */
export function collectGarbageOfLongFiles(): void {
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
