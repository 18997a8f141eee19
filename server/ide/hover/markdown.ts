/** A row of a table of two columns; undefined rows are left out. */
export type Row = readonly [string, string] | undefined;

/** A table of two columns under a head. Cells are Markdown. */
export function table(head: readonly [string, string], rows: readonly Row[]): string {
  const lines = rows.flatMap((row) => (row ? [line(row)] : []));
  return [line(head), '|:--|:--|', ...lines].join('\n');
}

function line(cells: readonly [string, string]): string {
  return `| ${cells.map((cell) => cell.replaceAll('|', '\\|').replaceAll('\n', ' ')).join(' | ')} |`;
}

/** Paragraphs, tables and lists one under another; what is empty or undefined is left out. */
export function page(...parts: readonly (string | undefined)[]): string {
  return parts.filter((part) => part !== undefined && part !== '').join('\n\n');
}

/** A name or an expression as it is written. */
export function code(text: string): string {
  return `\`${text.replaceAll('`', "'")}\``;
}

/** Text that is not Markdown: nothing in it becomes markup. */
export function plain(text: string): string {
  return text.replaceAll(/[\\`*_{}[\]<>#|]/g, '\\$&');
}

/** Markdown without its links, for readers that show them as they are written: their texts remain. */
export function withoutLinks(markdown: string): string {
  return markdown.replaceAll(/\[([^\]\n]+)\]\([^)\s]+ "[^"\n]*"\)/g, '$1');
}
