import { countFirst } from './halving.ts';
import { lineStarts } from './line-starts.ts';

/** What whoever reads a text asks of it: a string answers, and so does a text in pieces. */
export interface Text {
  readonly length: number;
  slice(start: number, end?: number): string;
  charAt(offset: number): string;
  charCodeAt(offset: number): number;
  indexOf(sought: string, from?: number): number;
  lastIndexOf(sought: string, from?: number): number;
  startsWith(sought: string, offset?: number): boolean;
  /** The whole as one string, which costs as much as the text is long. */
  toString(): string;
}

/** Whether two texts say the same. */
export function sameText(a: Text, b: Text): boolean {
  return a === b || (a.length === b.length && inPieces(a).equals(inPieces(b)));
}

/** A text in pieces, in which a change costs as much as a piece is long. */
export function inPieces(text: Text, size: number = USUAL): TextInPieces {
  return text instanceof TextInPieces ? text : new TextInPieces(cut(String(text), size), size);
}

/** How long a piece usually is, in characters: some hundred lines. */
const USUAL = 2 ** 13;

/** Some lines of a text. Texts share those in which they do not differ. */
class Piece {
  readonly text: string;
  /** The offsets behind its line breaks. */
  readonly breaks: Int32Array;

  constructor(text: string) {
    this.text = text;
    this.breaks = lineStarts(text).subarray(1);
  }
}

/**
 * A text that does not change, in pieces of some hundred lines: the one with a change in it shares all other pieces. No
 * piece but the last ends with a carriage return, so that no line break stands in two.
 */
export class TextInPieces implements Text {
  readonly length: number;
  private readonly pieces: readonly Piece[];
  private readonly size: number;
  /** Where each piece starts, and last where the text ends. */
  private readonly starts: readonly number[];
  /** The line breaks before each piece, and last all of them. */
  private readonly breaks: readonly number[];
  /** Whoever asks for one place soon asks for another nearby. */
  private recent = 0;

  constructor(pieces: readonly Piece[], size: number) {
    const starts = [0];
    const breaks = [0];
    let length = 0;
    let lines = 0;
    for (const piece of pieces) {
      length += piece.text.length;
      lines += piece.breaks.length;
      starts.push(length);
      breaks.push(lines);
    }
    this.pieces = pieces;
    this.size = size;
    this.starts = starts;
    this.breaks = breaks;
    this.length = length;
  }

  /** The text with other characters in the place of some. */
  with(start: number, end: number, inserted: string): TextInPieces {
    const first = this.pieceAt(start);
    let last = this.pieceAt(end);
    const head = this.textOf(first).slice(0, start - this.startOf(first));
    let changed = head + inserted + this.textOf(last).slice(end - this.startOf(last));
    while (last + 1 < this.pieces.length && changed.length < this.size / 2) changed += this.textOf(++last);
    const pieces = this.pieces.slice();
    pieces.splice(first, last + 1 - first, ...cut(changed, this.size));
    return new TextInPieces(pieces, this.size);
  }

  equals(other: TextInPieces): boolean {
    if (this.length !== other.length) return false;
    const start = this.sameStart(other);
    const end = this.length - this.sameEnd(other, start);
    return this.slice(start, end) === other.slice(start, end);
  }

  /** How many characters at the start are the same as in another text, as far as whole pieces tell. */
  sameStart(other: TextInPieces): number {
    let same = 0;
    while (same < this.pieces.length && arePiecesAlike(this.pieces[same], other.pieces[same])) same++;
    return this.startOf(same);
  }

  /** How many characters at the end are the same as in another text, behind so many at the start, likewise. */
  sameEnd(other: TextInPieces, start: number): number {
    const most = Math.min(this.length, other.length) - start;
    let same = 0;
    for (let i = 1; i <= Math.min(this.pieces.length, other.pieces.length); i++) {
      const [own, their] = [this.pieces.at(-i), other.pieces.at(-i)];
      if (!own || same + own.text.length > most || !arePiecesAlike(own, their)) break;
      same += own.text.length;
    }
    return same;
  }

  /** The line on which an offset stands, from 0. Lines end with LF, CR LF or CR. */
  lineAt(offset: number): number {
    const piece = this.pieceAt(offset);
    return (this.breaks[piece] ?? 0) + upTo(this.breaksIn(piece), offset - this.startOf(piece));
  }

  /** Where a line starts; undefined behind the last. */
  startOfLine(line: number): number | undefined {
    if (line <= 0) return line === 0 ? 0 : undefined;
    const piece = upTo(this.breaks, line - 1) - 1;
    const offset = this.breaksIn(piece)[line - 1 - (this.breaks[piece] ?? 0)];
    return offset === undefined ? undefined : this.startOf(piece) + offset;
  }

  slice(start: number, end: number = this.length): string {
    const from = Math.max(0, start);
    const to = Math.min(end, this.length);
    if (from >= to) return '';
    let piece = this.pieceAt(from);
    let slice = this.textOf(piece).slice(from - this.startOf(piece), to - this.startOf(piece));
    while (this.startOf(piece + 1) < to) {
      piece++;
      slice += this.textOf(piece).slice(0, to - this.startOf(piece));
    }
    return slice;
  }

  charAt(offset: number): string {
    const piece = this.pieceAt(offset);
    return this.textOf(piece).charAt(offset - this.startOf(piece));
  }

  charCodeAt(offset: number): number {
    const piece = this.pieceAt(offset);
    return this.textOf(piece).charCodeAt(offset - this.startOf(piece));
  }

  indexOf(sought: string, from = 0): number {
    for (let piece = this.pieceAt(from); piece < this.pieces.length; piece++) {
      // What begins in a piece may end in the next.
      const start = Math.max(from, this.startOf(piece));
      const found = this.slice(start, this.startOf(piece + 1) + sought.length - 1).indexOf(sought);
      if (found >= 0) return start + found;
    }
    return -1;
  }

  lastIndexOf(sought: string, from: number = this.length): number {
    for (let piece = this.pieceAt(from); piece >= 0; piece--) {
      const start = this.startOf(piece);
      const end = Math.min(from + 1, this.startOf(piece + 1)) + sought.length - 1;
      const found = this.slice(start, end).lastIndexOf(sought);
      if (found >= 0) return start + found;
    }
    return -1;
  }

  startsWith(sought: string, offset = 0): boolean {
    return this.slice(offset, offset + sought.length) === sought;
  }

  toString(): string {
    return this.pieces.length === 1 ? this.textOf(0) : this.pieces.map(({ text }) => text).join('');
  }

  private startOf(piece: number): number {
    return this.starts[piece] ?? this.length;
  }

  private textOf(piece: number): string {
    return this.pieces[piece]?.text ?? '';
  }

  private breaksIn(piece: number): ArrayLike<number> {
    return this.pieces[piece]?.breaks ?? [];
  }

  /** The piece in which an offset stands; the last for those behind all. */
  private pieceAt(offset: number): number {
    const { recent } = this;
    if (this.startOf(recent) <= offset && offset < this.startOf(recent + 1)) return recent;
    const found = Math.min(Math.max(0, upTo(this.starts, offset) - 1), this.pieces.length - 1);
    this.recent = found;
    return found;
  }
}

function arePiecesAlike(a: Piece | undefined, b: Piece | undefined): boolean {
  return a === b || (a !== undefined && a.text === b?.text);
}

/** How many of some rising numbers are no greater than another. */
function upTo(numbers: ArrayLike<number>, most: number): number {
  return countFirst(numbers, (each) => each <= most);
}

/** Cuts a text behind line breaks, where there are any. */
function cut(text: string, size: number): readonly Piece[] {
  const pieces: Piece[] = [];
  let from = 0;
  while (text.length - from > 2 * size) {
    const lines = text.slice(from, from + size).lastIndexOf('\n') + 1;
    let to = from + (lines || size);
    while (to < text.length && text.charAt(to - 1) === '\r') to++;
    pieces.push(new Piece(text.slice(from, to)));
    from = to;
  }
  return [...pieces, new Piece(text.slice(from))];
}
