/** Where each line of a text starts. Lines end with LF, CR LF or CR. */
export function lineStarts(text: string): Int32Array {
  const starts = [0];
  if (text.includes('\r')) {
    const lineBreak = /\r\n|\n|\r/g;
    while (lineBreak.test(text)) starts.push(lineBreak.lastIndex);
  } else for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  return Int32Array.from(starts);
}
