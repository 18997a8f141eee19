/** How many of a row come first, where all that do stand before all that do not: found by halving. */
export function countFirst<T>(row: ArrayLike<T>, comesFirst: (each: T) => boolean): number {
  let low = 0;
  let high = row.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (comesFirst(row[middle] as T)) low = middle + 1;
    else high = middle;
  }
  return low;
}
