/** One column of a table. */
export interface Column<T> {
  readonly title: string;
  /** Numbers stand at the right, words at the left. */
  readonly align: 'left' | 'right';
  text(row: T): string;
}

/** Lines of a table with a line of titles, each column as wide as its longest text. */
export function textTable<T>(columns: readonly Column<T>[], rows: readonly T[]): readonly string[] {
  if (rows.length === 0) return [];
  const titles = columns.map((column) => column.title);
  const cells = [titles, ...rows.map((row) => columns.map((column) => column.text(row)))];
  const widths = columns.map((_, i) => Math.max(...cells.map((line) => line[i]?.length ?? 0)));
  return cells.map((line) => {
    const texts = columns.map((column, i) => padded(line[i] ?? '', widths[i] ?? 0, column.align));
    return texts.join('  ').trimEnd();
  });
}

function padded(text: string, width: number, align: 'left' | 'right'): string {
  return align === 'right' ? text.padStart(width) : text.padEnd(width);
}
