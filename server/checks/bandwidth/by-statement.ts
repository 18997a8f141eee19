import type { Place } from '../../model/source.ts';

/** A class of alike instances that fail for one cause, and the text on which the finding stands. */
export interface Failure {
  readonly at: Place;
  /** Instances of the class. */
  readonly count: number;
}

/** Classes that fail at one text: the worst of them, and the instances of all. */
export interface Failures<T extends Failure> {
  readonly worst: T;
  readonly count: number;
}

/** Gathers failing classes by the text on which they stand: one finding for each cause. */
export function byStatement<T extends Failure>(
  failures: Iterable<T>,
  isWorse: (failure: T, known: T) => boolean,
): readonly Failures<T>[] {
  const gathered = new Map<string, Failures<T>>();
  for (const failure of failures) {
    const { source, start, end } = failure.at;
    const key = `${source.location} ${start} ${end}`;
    const known = gathered.get(key);
    const worst = known && !isWorse(failure, known.worst) ? known.worst : failure;
    gathered.set(key, { worst, count: failure.count + (known?.count ?? 0) });
  }
  return [...gathered.values()];
}

/** Places without those that stand twice. */
export function distinctPlaces(places: readonly Place[]): readonly Place[] {
  const seen = new Set<string>();
  return places.filter(({ source, start, end }) => {
    const key = `${start} ${end} ${source.location}`;
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}
