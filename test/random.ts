/** Chance that is the same each time: from a seed, without end. */
export interface Random {
  /** From 0 up to, but not with, 1. */
  fraction(): number;
  /** A whole number from 0 up to, but not with, a limit. */
  below(limit: number): number;
  pick<T>(from: readonly [T, ...T[]] | readonly T[]): T;
  /** True about once in so many times. */
  once(inSoMany: number): boolean;
}

export function randomFrom(seed: number): Random {
  const fraction = sequence(seed);
  const below = (limit: number): number => Math.floor(fraction() * limit);
  return {
    fraction,
    below,
    pick: (from) => from[below(from.length)] as (typeof from)[number],
    once: (inSoMany) => below(inSoMany) === 0,
  };
}

/** Mulberry32: small, even enough, and the same everywhere. */
export function sequence(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
