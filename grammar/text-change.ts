import type { TextChange } from './reparse.ts';
import type { TextInPieces } from './text.ts';

/** What differs between two texts: nothing is the same at its start or at its end. */
export function changeBetween(old: TextInPieces, next: TextInPieces): TextChange {
  const head = old.sameStart(next);
  const tail = old.sameEnd(next, head);
  const was = old.slice(head, old.length - tail);
  const is = next.slice(head, next.length - tail);
  const shorter = Math.min(was.length, is.length);
  let start = 0;
  while (start < shorter && was.charCodeAt(start) === is.charCodeAt(start)) start++;
  let same = 0;
  while (same < shorter - start && was.charCodeAt(was.length - same - 1) === is.charCodeAt(is.length - same - 1))
    same++;
  return { start: head + start, oldEnd: old.length - tail - same, newEnd: next.length - tail - same };
}
