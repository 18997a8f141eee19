import type { Span, Statement } from '../../grammar/ast.ts';
import { foreignFormat } from '../../grammar/foreign.ts';
import { isTooLong } from '../../grammar/parser.ts';
import type { Source } from '../model/source.ts';
import { type Line, paddings } from './format/align.ts';
import { gapsOf, startOfGap } from './format/gaps.ts';
import { type Outline, outlineOf } from './format/outline.ts';
import { type Piece, piecesOf } from './format/pieces.ts';

/** White space that is to be replaced. */
export interface FormatEdit extends Span {
  readonly text: string;
}

/**
 * What to change so that a text stands in the one form: two blanks for each body, one statement a line (a body on one line
 * stays there), `=`, `:` and remarks of neighbouring lines below each other, no more than one blank line. Only white
 * space changes; line breaks within a statement stay. A broken statement keeps its text, and the others are formatted. A
 * file of another tool is left alone.
 */
export function formattingEdits({ text, parsed, location }: Source): readonly FormatEdit[] {
  if (isTooLong(text) || foreignFormat(text, location) !== undefined) return [];
  const outline = outlineOf(text, parsed);
  const pieces = piecesOf(text, outline.tidy);
  const gaps = gapsOf(text, pieces, outline);
  const added = paddings(linesOf(pieces, gaps.texts, outline));
  return gaps.texts.flatMap((gap, i): readonly FormatEdit[] => {
    const start = startOfGap(text, pieces, i);
    const end = pieces[i]?.start ?? text.length;
    const written = gap + ' '.repeat(added.get(i) ?? 0);
    return gaps.fixed.has(i) || text.slice(start, end) === written ? [] : [{ start, end, text: written }];
  });
}

/** A text with edits applied that are in order and apart. */
export function applied(text: string, edits: readonly FormatEdit[]): string {
  let result = '';
  let at = 0;
  for (const { start, end, text: written } of edits) {
    result += text.slice(at, start) + written;
    at = end;
  }
  return result + text.slice(at);
}

/** The lines that the pieces make with the gaps before them; the gap behind the last piece begins no line. */
function linesOf(pieces: readonly Piece[], gaps: readonly string[], outline: Outline): readonly Line[] {
  const lines: Line[] = [];
  for (let first = 0; first < pieces.length; ) {
    let next = first + 1;
    while (next < pieces.length && !startsLine(gaps[next])) next++;
    lines.push(lineOf(pieces, gaps, outline, first, next));
    first = next;
  }
  return lines;
}

function startsLine(gap: string | undefined): boolean {
  return gap?.includes('\n') ?? false;
}

function lineOf(
  pieces: readonly Piece[],
  gaps: readonly string[],
  outline: Outline,
  first: number,
  next: number,
): Line {
  const gap = gaps[first] ?? '';
  const indent = gap.length - (gap.lastIndexOf('\n') + 1);
  const head = pieces[first];
  const last = pieces[next - 1];
  const statement = head && outline.statements.get(head.start);
  const end = last?.what === 'line comment' && next - first > 1 ? pieces[next - 2] : last;
  const isWhole = statement !== undefined && end !== undefined && end.end === statement.end;
  const mark = isWhole ? markOf(pieces, statement, first, next) : undefined;
  const columnOf = (piece: number): number => {
    let column = indent;
    for (let i = first; i < piece; i++) column += widthOf(pieces[i]) + (gaps[i + 1]?.length ?? 0);
    return column;
  };
  const remark = end !== last ? next - 1 : undefined;
  return {
    sort: mark === undefined ? undefined : statement?.node,
    isComment: head?.image === undefined && next - first === 1,
    indent,
    isApart: gap.indexOf('\n') < gap.lastIndexOf('\n'),
    mark: mark === undefined ? undefined : { piece: mark, column: columnOf(mark) },
    remark: remark === undefined ? undefined : { piece: remark, column: columnOf(remark) },
  };
}

function widthOf(piece: Piece | undefined): number {
  return piece ? piece.end - piece.start : 0;
}

/** The piece at which a statement is aligned: its `=` or `:`, the brace of an unnamed block; a named one has none. */
function markOf(pieces: readonly Piece[], statement: Statement, first: number, next: number): number | undefined {
  const image = imageOf(statement);
  for (let i = first; image !== undefined && i < next; i++) if (pieces[i]?.image === image) return i;
  return undefined;
}

function imageOf(statement: Statement): string | undefined {
  switch (statement.node) {
    case 'property':
    case 'constant':
      return '=';
    case 'member':
    case 'link':
      return ':';
    case 'declaration':
      return statement.name ? undefined : '{';
    default:
      return undefined;
  }
}
