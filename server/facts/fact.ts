import type { Model } from '../model/model.ts';

/** A pure function of the model and one of its objects, computed at most once for it. */
export type Fact<S extends object, T> = (model: Model, subject: S) => T;

/** Makes a fact of a function: the result is kept for as long as the model lives. */
export function fact<S extends object, T>(compute: (model: Model, subject: S) => T): Fact<S, T> {
  return factBy((subject: S) => subject, compute);
}

/** A fact that depends on less than its subject: subjects with the same key share one result. */
export function factBy<S extends object, T>(
  keyOf: (subject: S) => object,
  compute: (model: Model, subject: S) => T,
): Fact<S, T> {
  // Only the model is held weakly: tens of thousands of weak subjects would cost the garbage collector seconds.
  const known = new WeakMap<Model, Map<object, { readonly value: T }>>();
  return (model, subject) => {
    const ofModel = known.get(model) ?? new Map<object, { readonly value: T }>();
    if (ofModel.size === 0) known.set(model, ofModel);
    const key = keyOf(subject);
    const memo = ofModel.get(key);
    if (memo) return memo.value;
    const value = compute(model, subject);
    ofModel.set(key, { value });
    return value;
  };
}
