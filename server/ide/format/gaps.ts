import type { Statement } from '../../../grammar/ast.ts';
import { PlainLink } from '../../../grammar/plain-link.ts';
import type { Text } from '../../../grammar/text.ts';
import { type Outline, spanAt } from './outline.ts';
import type { Piece } from './pieces.ts';
import { spaceBetween } from './spacing.ts';

/** What the white space before each piece becomes, and last the one behind all. */
export interface Gaps {
  readonly texts: readonly string[];
  /** Those that stay as they are, because what is around them is broken. */
  readonly fixed: ReadonlySet<number>;
}

/** Columns that each body, and each bracket that is broken over lines, adds. */
const INDENT = 2;
/** Columns that a line adds that goes on with a statement. */
const CONTINUED = 4;

/** Where the walk through the pieces stands. */
interface Walk {
  readonly text: Text;
  readonly lineEnd: string;
  readonly outline: Outline;
  /** What begins a line, by its indentation: there are very many lines, and few indentations. */
  readonly starts: Map<number, string>;
  /** For each body around the piece at hand, the innermost last: whether it is written on one line. */
  readonly bodies: boolean[];
  /** Brackets of the statement at hand that are open. */
  brackets: number;
  /** Where the head of the statement at hand ends: at its body, or with it. */
  headEnd: number;
}

/** The gap before each piece, and the one behind the last. */
export function gapsOf(text: Text, pieces: readonly Piece[], outline: Outline): Gaps {
  const lineEnd = usualLineEnd(text);
  const walk: Walk = { text, lineEnd, outline, starts: new Map(), bodies: [], brackets: 0, headEnd: 0 };
  const fixed = new Set<number>();
  const texts = pieces.map((piece, i) => {
    const before = pieces[i - 1];
    if (!isFixed(outline, before, piece)) return gapBefore(walk, pieces[i - 2], before, piece);
    fixed.add(i);
    return text.slice(startOfGap(text, pieces, i), piece.start);
  });
  texts.push(pieces.length > 0 ? lineEnd : '');
  return { texts, fixed };
}

/** Where the white space before a piece starts. */
export function startOfGap(text: Text, pieces: readonly Piece[], piece: number): number {
  return pieces[piece - 1]?.end ?? (text.startsWith('\uFEFF') ? 1 : 0);
}

/** The line end that a text uses most. */
function usualLineEnd(text: Text): string {
  let windows = 0;
  let all = 0;
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) {
    all++;
    if (text.charAt(at - 1) === '\r') windows++;
  }
  return windows > all - windows ? '\r\n' : '\n';
}

/** Within a broken statement nothing moves, nor beside what belongs to no statement. */
function isFixed(outline: Outline, before: Piece | undefined, piece: Piece): boolean {
  if (!before) return false;
  const frozen = spanAt(outline.frozen, piece.start);
  return (frozen !== undefined && frozen.start <= before.start) || isStray(outline, before) || isStray(outline, piece);
}

function isStray({ top }: Outline, { what, start }: Piece): boolean {
  return what === 'foreign' || (what === 'token' && !spanAt(top, start));
}

/** The white space before a piece, by what it is; the walk goes on to behind it. */
function gapBefore(walk: Walk, earlier: Piece | undefined, before: Piece | undefined, piece: Piece): string {
  const { outline, bodies } = walk;
  const opener = outline.openers.get(piece.start);
  const opened = before !== undefined && outline.openers.has(before.start);
  if (piece.image && outline.closers.has(piece.start)) {
    const isLine = bodies.pop() ?? false;
    return isLine ? (opened ? '' : ' ') : lineBreak(walk, before, { ...piece, breaks: 1 });
  }
  const statement = piece.image === undefined ? undefined : outline.statements.get(piece.start);
  if (statement || spanAt(outline.frozen, piece.start)) {
    walk.headEnd = headEndOf(statement);
    walk.brackets = 0;
    if (startsWithComment(earlier, before, piece)) return ' ';
    return bodies.at(-1) && before?.what !== 'line comment' ? (opened ? ' ' : '  ') : lineBreak(walk, before, piece);
  }
  if (opener) {
    const isLine = !/[\r\n]/.test(walk.text.slice(opener.start, opener.end));
    const gap = before?.what === 'line comment' ? lineBreak(walk, before, piece) : ' ';
    bodies.push(isLine);
    return gap;
  }
  return withinStatement(walk, earlier, before, piece);
}

/** A plain link is on one line, and must not grow its tree for this. */
function headEndOf(statement: Statement | undefined): number {
  if (!statement) return 0;
  const body = 'body' in statement && !(statement instanceof PlainLink) ? statement.body : undefined;
  return body?.start ?? statement.end;
}

/** Whether the line of a statement begins with a comment: a closed comment, then its first word. */
function startsWithComment(earlier: Piece | undefined, before: Piece | undefined, piece: Piece): boolean {
  return before?.what === 'block comment' && piece.breaks === 0 && (!earlier || before.breaks > 0);
}

/** The white space before a comment, or before a token that neither begins nor ends anything. */
function withinStatement(walk: Walk, earlier: Piece | undefined, before: Piece | undefined, piece: Piece): string {
  const { text } = walk;
  const { image } = piece;
  if (image === ']' || image === ')') walk.brackets--;
  const breaks = !before || piece.breaks > 0 || before.what === 'line comment';
  const gap = breaks ? lineBreak(walk, before, piece) : blanks();
  if (image === '[' || image === '(') walk.brackets++;
  return gap;

  function blanks(): string {
    if (piece.what === 'line comment') return '  ';
    return before?.image && piece.image ? spaceBetween(text, earlier, before, piece) : ' ';
  }
}

/** Line breaks and the indentation of a piece; a blank line stays where one was, unless a body begins before it. */
function lineBreak(walk: Walk, before: Piece | undefined, piece: Piece): string {
  if (!before) return '';
  const isApart = piece.breaks > 1 && !isWithinHead(walk, piece) && !walk.outline.openers.has(before.start);
  const start = startOfLine(walk, indentOf(walk, piece));
  return isApart ? walk.lineEnd + start : start;
}

function startOfLine({ starts, lineEnd }: Walk, indent: number): string {
  const start = starts.get(indent) ?? lineEnd + ' '.repeat(indent);
  starts.set(indent, start);
  return start;
}

function indentOf(walk: Walk, piece: Piece): number {
  const { bodies, brackets } = walk;
  const indent = INDENT * bodies.length;
  if (!isWithinHead(walk, piece)) return indent;
  if (brackets > 0 || piece.image === ']' || piece.image === ')') return indent + INDENT * brackets;
  return indent + CONTINUED;
}

function isWithinHead({ headEnd, outline }: Walk, { start, image }: Piece): boolean {
  return start < headEnd && !(image && outline.statements.has(start));
}
