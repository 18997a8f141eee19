import type { Statement } from './ast.ts';
import { countFirst } from './halving.ts';
import { PlainLink, type Stretch } from './plain-link.ts';

/** A longer stretch would make it dear to cut it, a shorter one to move all behind a change. */
const LONGEST = 1024;

/** Lays a row of links that has been read out in stretches, each of which moves as one. */
export function layInStretches(links: readonly PlainLink[]): void {
  let stretch: Stretch = { start: 0 };
  for (const [i, link] of links.entries()) {
    if (i > 0 && i % LONGEST === 0) stretch = { start: 0 };
    link.stretch = stretch;
  }
}

/** Where the stretch of a link ends in a row of statements; the links of one stretch stand next to each other. */
export function endOfStretch(statements: readonly Statement[], index: number, { stretch }: PlainLink): number {
  const isOfIt = (each: Statement | undefined): boolean => each instanceof PlainLink && each.stretch === stretch;
  const atMost = Math.min(index + LONGEST, statements.length);
  // Most stretches are as long as they may be.
  return isOfIt(statements[atMost - 1]) ? atMost : countFirst(statements, isOfIt, index + 1, atMost);
}

/** Cuts the stretch that goes across a place in a row: what stands before it no longer moves with what stands behind. */
export function cutStretch(statements: readonly Statement[], index: number): void {
  const [before, behind] = [statements[index - 1], statements[index]];
  if (!(before instanceof PlainLink && behind instanceof PlainLink) || before.stretch !== behind.stretch) return;
  const end = endOfStretch(statements, index, behind);
  const rest: Stretch = { start: behind.stretch.start };
  for (let i = index; i < end; i++) (statements[i] as PlainLink).stretch = rest;
}
