import type { Span } from './ast.ts';

/** The index of the first span that starts at an offset or behind it, in spans sorted by their starts. */
export function firstFrom(spans: readonly Span[], offset: number): number {
  let low = 0;
  let high = spans.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const span = spans[middle];
    if (span && span.start < offset) low = middle + 1;
    else high = middle;
  }
  return low;
}
