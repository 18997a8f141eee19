/** What a cache does with what it keeps. */
export interface Recent<K, V> {
  get(key: K): V | undefined;
  set(key: K, value: V): unknown;
  delete(key: K): boolean;
  clear(): void;
}

/**
 * Keeps the values that were put into it last, at most so many: an editor runs for weeks, and opens more files than those
 * it has open. What is forgotten is made anew.
 */
export function createRecent<K, V>(most: number): Recent<K, V> {
  const kept = new Map<K, V>();
  return {
    get: (key) => kept.get(key),
    set(key, value) {
      kept.delete(key);
      kept.set(key, value);
      const [oldest] = kept.size > most ? kept.keys() : [];
      if (oldest !== undefined) kept.delete(oldest);
    },
    delete: (key) => kept.delete(key),
    clear: () => kept.clear(),
  };
}
