/**
 * How many of a row come first, where all that do stand before all that do not: found by halving. Of the first `atLeast`
 * it is known that they do, of those from `atMost` on that they do not.
 */
export function countFirst<T>(
  row: ArrayLike<T>,
  comesFirst: (each: T) => boolean,
  atLeast = 0,
  atMost = row.length,
): number {
  let low = atLeast;
  let high = atMost;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (comesFirst(row[middle] as T)) low = middle + 1;
    else high = middle;
  }
  return low;
}
