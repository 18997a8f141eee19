import type { TextChange } from './reparse.ts';

/** Texts are compared in pieces of this length, which the engine does faster than a loop. */
const PIECE = 4096;

/** What differs between two texts: all between the longest common start and the longest common end. */
export function changeBetween(old: string, next: string): TextChange {
  const shorter = Math.min(old.length, next.length);
  let start = 0;
  while (start + PIECE <= shorter && old.slice(start, start + PIECE) === next.slice(start, start + PIECE))
    start += PIECE;
  while (start < shorter && old.charCodeAt(start) === next.charCodeAt(start)) start++;
  const [oldLength, nextLength] = [old.length, next.length];
  const most = shorter - start;
  let same = 0;
  while (
    same + PIECE <= most &&
    old.slice(oldLength - same - PIECE, oldLength - same) === next.slice(nextLength - same - PIECE, nextLength - same)
  )
    same += PIECE;
  while (same < most && old.charCodeAt(oldLength - same - 1) === next.charCodeAt(nextLength - same - 1)) same++;
  return { start, oldEnd: oldLength - same, newEnd: nextLength - same };
}
