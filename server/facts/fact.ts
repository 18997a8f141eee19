import type { Model } from '../model/model.ts';

/** A pure function of the model and one of its objects, computed at most once for it. */
export type Fact<S extends object, T> = (model: Model, subject: S) => T;

/** Makes a fact of a function: the result is kept for as long as the model and the object live. */
export function fact<S extends object, T>(compute: (model: Model, subject: S) => T): Fact<S, T> {
  return factBy((subject: S) => subject, compute);
}

/** A fact that depends on less than its subject: subjects with the same key share one result. */
export function factBy<S extends object, T>(
  keyOf: (subject: S) => object,
  compute: (model: Model, subject: S) => T,
): Fact<S, T> {
  const known = new WeakMap<Model, WeakMap<object, { readonly value: T }>>();
  return (model, subject) => {
    const ofModel = known.get(model) ?? new WeakMap<object, { readonly value: T }>();
    known.set(model, ofModel);
    const key = keyOf(subject);
    const memo = ofModel.get(key) ?? { value: compute(model, subject) };
    ofModel.set(key, memo);
    return memo.value;
  };
}
