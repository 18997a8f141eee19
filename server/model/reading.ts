/**
 * What the computation under way has read. A fact, or a verdict, that has read the links of a whole block lives only until
 * one of them changes; all others live as long as the model. It is found out while they compute, so that nobody has to say
 * it of a fact, and nobody can forget to.
 */
export interface Reading {
  /** Whether it has read the links of a whole block. */
  whole: boolean;
  /** Whether it must not, for now: it is then put off. */
  waits: boolean;
}

/** One computation is under way at a time. */
export const reading: Reading = { whole: false, waits: false };

/** Says that the computation under way reads the links of a whole block, and puts it off if it must wait for that. */
export function readWhole(): void {
  if (reading.waits) throw later;
  reading.whole = true;
}

class PutOff extends Error {}

/** Thrown through a computation that is put off. Made once: there may be very many. */
const later = new PutOff('This is judged later.');

export function isPutOff(error: unknown): boolean {
  return error === later;
}

/**
 * Computes what somebody waits for. Where the links of whole blocks are yet to be read, what rests on them is put off
 * instead, and `unlessPutOff` says what there is without it.
 */
export function promptly<T>(isWaiting: boolean, compute: () => T): T {
  const around = reading.waits;
  reading.waits = isWaiting;
  try {
    return compute();
  } finally {
    reading.waits = around;
  }
}

/** What a computation yields, or something else where it is put off. */
export function unlessPutOff<T>(compute: () => T, otherwise: () => T): T {
  try {
    return compute();
  } catch (error) {
    if (isPutOff(error)) return otherwise();
    throw error;
  }
}
