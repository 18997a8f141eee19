/** A place in a text, both from 0; characters are UTF-16 code units. */
export interface Position {
  readonly line: number;
  readonly character: number;
}

/** Converts offsets of one text into positions. Lines end with LF, CRLF or CR. */
export function positionsIn(text: string): (offset: number) => Position {
  const starts = [0];
  for (const match of text.matchAll(/\r\n|\n|\r/g)) starts.push(match.index + match[0].length);
  return (offset) => {
    let low = 0;
    let high = starts.length - 1;
    while (low < high) {
      const middle = Math.ceil((low + high) / 2);
      if ((starts[middle] ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    return { line: low, character: offset - (starts[low] ?? 0) };
  };
}
