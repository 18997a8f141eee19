import type { Span } from '../grammar/ast.ts';
import type { Place } from '../server/model/source.ts';

/**
 * The form of a mark: a comment below the line that it marks.
 *
 * ```
 *   frame { height = 48 }
 * //                 ^^ error unit.missing: "height" is a length and needs a unit
 * //                 | related 4:10: limit stated here
 * //                 | fix*: Write 48U
 * //                 ^^ hover: …
 *   link a : x -- y via
 * //                    ! complete: 2 items
 * //                    | item: cables.Dac400G
 * ```
 *
 * The carets stand below the marked text. `!` stands before a place without text, `…` behind the carets says that the
 * text goes on in the next line. The comment takes the first two columns, so a mark of column 0 or 1 begins with
 * `//0` or `//1`. `//- name` begins another file of the fixture; before the first, the file is `main.topo`.
 */

/** Something said of a place in a file. */
export interface Mark {
  readonly at: Span;
  /** What stands behind the carets. */
  readonly head: string;
  readonly below: readonly Below[];
}

/** A line below the carets: `| fix*: Write 48U`, or with a place `| related 4:10: limit stated here`. */
export interface Below {
  readonly word: BelowWord;
  readonly at?: Place;
  readonly text: string;
}

/** `item` is one of a list, `at` a place that is found, `edit` one that is changed. */
export type BelowWord = (typeof belowWords)[number];

const belowWords = ['related', 'fix', 'fix*', 'reason', 'item', 'at', 'edit'] as const;

/** One file of a fixture, its marks taken out. */
export interface Section {
  readonly location: string;
  /** The line that begins it; undefined for a first file without one. */
  readonly header: string | undefined;
  readonly source: string;
  readonly marks: readonly MarkLine[];
}

/** A mark as it stands: its text, and where the line above it begins in the source. */
interface MarkLine {
  readonly text: string;
  readonly lineStart: number;
}

const carets = /^\/\/([01]| *)(\^+|!)(…?) (?:(error|warning|information|hint|allowed) [\w.]+|([a-z]+)):(?: |$)/;
const below = new RegExp(`^//(?:[01]| *)\\| (?:${belowWords.join('|').replace('*', '\\*')})[ :]`);

/** Splits a fixture into its files, and takes the marks out. */
export function splitSections(text: string): readonly Section[] {
  const sections: { header: string | undefined; name: string; lines: string[]; marks: MarkLine[] }[] = [];
  for (const line of text.split('\n')) {
    const [, name] = /^\/\/- (\S+)/.exec(line) ?? [];
    if (name !== undefined) sections.push({ header: line, name, lines: [], marks: [] });
    else {
      if (sections.length === 0) sections.push({ header: undefined, name: 'main.topo', lines: [], marks: [] });
      const section = sections.at(-1);
      const last = section?.lines.at(-1) ?? '';
      const length = section?.lines.reduce((sum, each) => sum + each.length + 1, 0) ?? 0;
      if (carets.test(line)) section?.marks.push({ text: line, lineStart: length - last.length - 1 });
      else if (!below.test(line)) section?.lines.push(line);
    }
  }
  return sections.map(({ header, name, lines, marks }) => ({
    location: `/${name}`,
    header,
    source: lines.join('\n'),
    marks,
  }));
}

/** The marks that ask something of their place. Findings are not asked for: they are found anew. */
export function parseMarks(lines: readonly MarkLine[]): readonly Mark[] {
  return lines.flatMap(({ text, lineStart }) => {
    const [, column = '', shape = '', , severity] = carets.exec(text) ?? [];
    if (shape === '' || severity !== undefined) return [];
    const start = lineStart + columnOf(column);
    const end = shape === '!' ? start : start + shape.length;
    return [
      {
        at: { start, end },
        head: text.slice(text.indexOf(shape) + shape.length).replace(/^…? /, ''),
        below: [],
      },
    ];
  });
}

/** A mark as lines below the line that it marks. */
export function renderMark(
  { at, head, below: lines }: Mark,
  column: number,
  lineLength: number,
  placeOf: (place: Place) => string,
): readonly string[] {
  const margin = column < 2 ? `//${column}` : `//${' '.repeat(column - 2)}`;
  const length = Math.min(at.end - at.start, lineLength - column);
  const goesOn = at.end - at.start > length ? '…' : '';
  const first = `${margin}${length > 0 ? '^'.repeat(length) : '!'}${goesOn} ${head}`;
  const others = lines.map(
    ({ word, at: place, text }) => `${margin}| ${word}${place ? ` ${placeOf(place)}` : ''}: ${text}`,
  );
  return [first, ...others].map((line) => line.trimEnd());
}

/** `//` is followed by the column itself, or by blanks up to it. */
function columnOf(column: string): number {
  return column === '0' || column === '1' ? Number(column) : column.length + 2;
}
