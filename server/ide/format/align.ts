/** A line as it will be written, as far as alignment asks. */
export interface Line {
  /** What may be aligned with the lines around it: the sort of its one statement; undefined for any other line. */
  readonly sort: string | undefined;
  /** Whether it has nothing but a comment. */
  readonly isComment: boolean;
  readonly indent: number;
  /** Whether a blank line stands before it. */
  readonly isApart: boolean;
  /** The piece before which blanks may be added, and its column. */
  readonly mark: { readonly piece: number; readonly column: number } | undefined;
  /** The comment behind the statement, and its column. */
  readonly remark: { readonly piece: number; readonly column: number } | undefined;
}

/** How many blanks to add before which pieces: marks and remarks of neighbouring lines stand below each other. */
export function paddings(lines: readonly Line[]): ReadonlyMap<number, number> {
  const added = new Map<number, number>();
  for (const run of runsOf(lines, marksAlike)) {
    const column = run.reduce((most, { mark }) => Math.max(most, mark?.column ?? 0), 0);
    for (const { mark } of run) if (mark && mark.column < column) added.set(mark.piece, column - mark.column);
  }
  const shifted = (line: Line): number => (line.remark?.column ?? 0) + (added.get(line.mark?.piece ?? -1) ?? 0);
  for (const run of runsOf(lines, remarksAlike)) {
    const column = run.reduce((most, line) => Math.max(most, shifted(line)), 0);
    for (const line of run) if (line.remark) added.set(line.remark.piece, column - shifted(line));
  }
  return added;
}

/** Neighbouring lines that are aligned with each other; a comment between them is passed over, a blank line is not. */
function runsOf(lines: readonly Line[], alike: (before: Line, after: Line) => boolean): readonly (readonly Line[])[] {
  const runs: Line[][] = [];
  let run: Line[] = [];
  for (const line of lines) {
    const before = run.at(-1);
    if (before && !line.isApart && line.isComment) continue;
    if (before && !line.isApart && alike(before, line)) run.push(line);
    else {
      run = [line];
      runs.push(run);
    }
  }
  return runs.filter(({ length }) => length > 1);
}

function marksAlike(before: Line, after: Line): boolean {
  return before.sort !== undefined && before.sort === after.sort && before.indent === after.indent;
}

function remarksAlike(before: Line, after: Line): boolean {
  return before.remark !== undefined && after.remark !== undefined && before.indent === after.indent;
}
