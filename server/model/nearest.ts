/** Words longer than this are not compared; nobody mistypes them by a letter or two. */
const LONGEST_WORD = 64;
/** Among more candidates nobody is helped by a guess, and comparing thousands of words with thousands takes minutes. */
const MOST_CANDIDATES = 2000;

/**
 * The candidate that a mistyped word most likely means, or undefined when none is close: at most one edit for each
 * three letters (insertion, deletion, substitution, or a swap of neighbours), upper and lower case alike.
 */
export function nearest(word: string, candidates: Iterable<string>): string | undefined {
  if (word.length > LONGEST_WORD) return undefined;
  const limit = Math.max(1, Math.floor(word.length / 3));
  let best: string | undefined;
  let bestDistance = limit + 1;
  const letters = lettersOf(word);
  let compared = 0;
  for (const candidate of candidates) {
    if (compared++ === MOST_CANDIDATES) break;
    if (Math.abs(candidate.length - word.length) >= bestDistance) continue;
    // An edit changes at most two letters of the set of all.
    if (bits(letters ^ lettersOf(candidate)) > 2 * (bestDistance - 1)) continue;
    const distance = editDistance(word.toLowerCase(), candidate.toLowerCase());
    if (distance < bestDistance) [best, bestDistance] = [candidate, distance];
  }
  return best;
}

/** The letters of a word as a set of bits, upper and lower case alike; what is no letter shares the last. */
function lettersOf(word: string): number {
  let letters = 0;
  for (let i = 0; i < word.length; i++) letters |= 1 << (word.charCodeAt(i) & 31);
  return letters;
}

function bits(set: number): number {
  let count = 0;
  for (let left = set; left !== 0; left &= left - 1) count++;
  return count;
}

/** Optimal string alignment distance. */
function editDistance(a: string, b: string): number {
  let before: number[] = [];
  let previous = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const current = [i];
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1];
      let cost = Math.min((previous[j] ?? 0) + 1, (current[j - 1] ?? 0) + 1, (previous[j - 1] ?? 0) + (same ? 0 : 1));
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        cost = Math.min(cost, (before[j - 2] ?? 0) + 1);
      current.push(cost);
    }
    [before, previous] = [previous, current];
  }
  return previous[b.length] ?? 0;
}
