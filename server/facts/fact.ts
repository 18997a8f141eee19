import type { Model } from '../model/model.ts';
import { isPutOff, reading, readWhole } from '../model/reading.ts';

/** A pure function of the model and one of its objects, computed at most once for it. */
export type Fact<S extends object, T> = (model: Model, subject: S) => T;

/** Makes a fact of a function: the result is kept for as long as what it has read stays as it is. */
export function fact<S extends object, T>(compute: (model: Model, subject: S) => T): Fact<S, T> {
  return factBy((subject: S) => subject, compute);
}

/** A fact of a file that does not rest on what its links say, and lives on when they change. */
export function factOfFrame<S extends object, T>(compute: (model: Model, subject: S) => T): Fact<S, T> {
  return remembered((subject: S) => subject, compute, true);
}

/** A fact that depends on less than its subject: subjects with the same key share one result. */
export function factBy<S extends object, T>(
  keyOf: (subject: S) => object,
  compute: (model: Model, subject: S) => T,
): Fact<S, T> {
  return remembered(keyOf, compute, false);
}

/** Results of one fact in one model, by key. */
interface Memo<T> {
  readonly lasting: Map<object, { readonly value: T }>;
  /** Those that rest on the links of whole blocks. */
  readonly passing: Map<object, { readonly value: T }>;
  /** Those of files as they are written. */
  readonly ofText: Map<object, { readonly value: T }>;
  /** The keys of those that are put off: to find that out again would cost as much as the first time. */
  readonly putOff: Set<object>;
}

// Only the model is held weakly: tens of thousands of weak subjects would cost the garbage collector seconds.
const memosOf = new WeakMap<Model, Memo<unknown>[]>();

function remembered<S extends object, T>(
  keyOf: (subject: S) => object,
  compute: (model: Model, subject: S) => T,
  isOfFrame: boolean,
): Fact<S, T> {
  const memos = new WeakMap<Model, Memo<T>>();
  return (model, subject) => {
    const memo = memos.get(model) ?? newMemo(model, memos);
    const key = keyOf(subject);
    const isText = !isOfFrame && 'parsed' in key;
    const lasting = (isText ? memo.ofText : memo.lasting).get(key);
    if (lasting) return lasting.value;
    const passing = memo.passing.get(key);
    if (passing || (reading.waits && memo.putOff.has(key))) {
      readWhole();
      if (passing) return passing.value;
    }
    const around = reading.whole;
    reading.whole = false;
    try {
      const value = compute(model, subject);
      const isPassing = reading.whole || !isLasting(key);
      (isPassing ? memo.passing : isText ? memo.ofText : memo.lasting).set(key, { value });
      return value;
    } catch (error) {
      if (isPutOff(error)) memo.putOff.add(key);
      throw error;
    } finally {
      reading.whole ||= around;
    }
  };
}

function newMemo<T>(model: Model, memos: WeakMap<Model, Memo<T>>): Memo<T> {
  const memo: Memo<T> = { lasting: new Map(), passing: new Map(), ofText: new Map(), putOff: new Set() };
  memos.set(model, memo);
  const all = memosOf.get(model) ?? [];
  all.push(memo);
  memosOf.set(model, all);
  return memo;
}

/** Whether a key is an object of the model, and not one that a fact has made: a network, a landing, a class of vertices. */
function isLasting(key: object): boolean {
  return 'layers' in key || 'depth' in key || 'slot' in key || 'layer' in key || 'parsed' in key || 'cable' in key;
}

/** Forgets what rests on the links of whole blocks, and on the text as it is written: a link has changed. */
export function forgetPassing(model: Model): void {
  for (const memo of memosOf.get(model) ?? []) {
    memo.passing.clear();
    memo.putOff.clear();
    memo.ofText.clear();
  }
}

/** Forgets all that is known of some objects by themselves. */
export function forget(model: Model, keys: readonly object[]): void {
  for (const memo of memosOf.get(model) ?? []) for (const key of keys) memo.lasting.delete(key);
}
