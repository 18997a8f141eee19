import type { Span } from './ast.ts';
import { countFirst } from './halving.ts';

/** The index of the first span that starts at an offset or behind it, in spans sorted by their starts. */
export function firstFrom(spans: readonly Span[], offset: number): number {
  return countFirst(spans, ({ start }) => start < offset);
}

/** The last span that starts at an offset or before it. */
export function lastFrom<S extends Span>(spans: readonly S[], offset: number): S | undefined {
  return spans[firstFrom(spans, offset + 1) - 1];
}
