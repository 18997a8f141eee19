import type { Body, FileNode, Parsed, Statement, SyntaxFault } from './ast.ts';
import { countFirst } from './halving.ts';
import { hasNewline } from './layout.ts';
import { moveEnd, moveFrom, moveStatement } from './move.ts';
import { isTooLong, type Piece, parsePiece } from './parser.ts';
import { PlainLink } from './plain-link.ts';
import { cutStretch } from './stretches.ts';
import type { Text } from './text.ts';

/** A change of a text: what stood between `start` and `oldEnd` is now what stands between `start` and `newEnd`. */
export interface TextChange {
  readonly start: number;
  readonly oldEnd: number;
  readonly newEnd: number;
}

/** What a change did to a tree. */
export interface TreeChange {
  readonly parsed: Parsed;
  /** The row of statements in which others stand now. */
  readonly body: Body | FileNode;
  /** Where in the row the others begin. */
  readonly from: number;
  readonly removed: readonly Statement[];
  readonly added: readonly Statement[];
}

/** Statements before and behind a change that are read again, because how a statement ends depends on what follows. */
const CONTEXT = 2;
/** How often the window is made larger, where the statement behind it is not what it was. */
const MOST_TRIES = 2;
/** A longer piece is not worth the care: the whole is read. */
const LONGEST_PIECE = 2 ** 16;
/** How deep a change may stand in other bodies; the limit of all brackets is far above. */
const DEEPEST = 16;

/**
 * Takes a change into a tree: reads the statements around it, keeps all others, and moves those behind. The tree is
 * changed in place, and is then what `parse` would give for the new text. Undefined, and nothing is changed, where the
 * text has to be read as a whole.
 */
export function reparse(parsed: Parsed, next: Text, change: TextChange): TreeChange | undefined {
  if (!parsed.isRegular || isTooLong(next)) return undefined;
  const rows = rowsAround(parsed.file, change);
  const row = rows.at(-1);
  if (!row || rows.length > DEEPEST) return undefined;
  const by = change.newEnd - change.oldEnd;
  let window = windowOf(row, change, next);
  let read = readWindow(row, window, next, by, rows.length - 1);
  for (let tries = 0; !read && tries < MOST_TRIES && window.to < row.body.statements.length; tries++) {
    window = { from: window.from, to: window.to + 1 };
    read = readWindow(row, window, next, by, rows.length - 1);
  }
  return read && isInPlace(row, read.statements) ? take(parsed, rows, window, read, change, by) : undefined;
}

/** A row of statements: those of the file or of a body. */
interface Row {
  readonly body: Body | FileNode;
  /** The statement whose body it is, and where that stands in the row around. */
  readonly owner: Statement | undefined;
  readonly index: number;
}

/**
 * The rows around a change, the file first. The body of a link counts as one with the link, and so does that of a broken
 * statement: whether it is closed may rest on what stands in it.
 */
function rowsAround(file: FileNode, change: TextChange): readonly Row[] {
  const rows: Row[] = [{ body: file, owner: undefined, index: -1 }];
  for (;;) {
    const { statements } = rows[rows.length - 1]?.body ?? file;
    const index = firstEndingAt(statements, change.start);
    const owner = statements[index];
    if (!owner || owner.node === 'link' || owner.broken || !('body' in owner) || !owner.body) return rows;
    const { body } = owner;
    if (change.start <= body.start || change.oldEnd >= body.end) return rows;
    rows.push({ body, owner, index });
  }
}

/** The index of the first statement that ends at an offset or behind it. */
function firstEndingAt(statements: readonly Statement[], offset: number): number {
  return countFirst(statements, ({ end }) => end < offset);
}

/** The statements that are read again: from one index up to another, which is the first that stays. */
interface Window {
  readonly from: number;
  readonly to: number;
}

function windowOf({ body: { statements } }: Row, change: TextChange, next: Text): Window {
  const touched = firstEndingAt(statements, change.start);
  const isSound = (index: number): boolean => index < 0 || !statements[index]?.broken;
  let from = Math.max(0, touched - CONTEXT);
  while (from > 0 && !(isSound(from - 1) && isSound(from) && isSound(Math.min(from + 1, touched - 1)))) from--;
  // Within a line it counts what the line begins with.
  while (from > 0 && !hasNewline(next, statements[from - 1]?.end ?? 0, statements[from]?.start ?? 0)) from--;
  let to = touched;
  while (to < statements.length && (statements[to]?.start ?? 0) <= change.oldEnd) to++;
  // What stands between the last statement read and the first that stays must be as it was.
  if (to === touched || (statements[to - 1]?.end ?? 0) < change.oldEnd) to++;
  return { from, to: Math.min(to, statements.length) };
}

interface Read extends Piece {
  /** The end of the statement before the window. */
  readonly start: number;
  /** The start of the statement that stays, before the change; the end of the row without one. */
  readonly end: number;
}

/** Reads the window with the next statements behind it, and goes on until one of them is what it was. */
function readWindow(row: Row, window: Window, next: Text, by: number, depth: number): Read | undefined {
  const { statements } = row.body;
  const { from, to } = window;
  const start = from > 0 ? (statements[from - 1]?.end ?? 0) : row.owner ? row.body.start + 1 : 0;
  const last = Math.min(to + CONTEXT, statements.length);
  const isWhole = last === statements.length;
  const close = row.owner ? row.body.end - 1 : row.body.end;
  const end = isWhole ? close + by : lineEnd(next, (statements[last - 1]?.end ?? 0) + by, close + by);
  if (end - start > LONGEST_PIECE || goesOnFromLink(statements[from - 1], next)) return undefined;
  const piece = parsePiece(next, start, end, isWhole && row.owner !== undefined, depth);
  if (!piece) return undefined;
  const stays = statements[to];
  if (!stays) return { ...piece, start, end: close };
  const first = piece.statements.findIndex((each) => each.start === stays.start + by);
  if (first < 0 || piece.statements[first]?.doc !== stays.doc || !startsWithName(next, stays.start + by))
    return undefined;
  for (let i = 0; to + i < last; i++) {
    const [old, read] = [statements[to + i], piece.statements[first + i]];
    if (!old || !read || old.broken || read.broken || old.end + by !== read.end || old.node !== read.node)
      return undefined;
  }
  const faults = piece.faults.filter((fault) => fault.start < stays.start + by);
  return { statements: piece.statements.slice(0, first), faults, start, end: stays.start };
}

/** A brace behind a link on its line may be taken for the link's. */
function goesOnFromLink(before: Statement | undefined, text: Text): boolean {
  if (before?.node !== 'link' || before instanceof PlainLink) return false;
  return !/^[^\S\n]*(?:\/\/[^\n]*)?(?:\n|$)/.test(
    text.slice(before.end, text.indexOf('\n', before.end) + 1 || undefined),
  );
}

function lineEnd(text: Text, from: number, atMost: number): number {
  const newline = text.indexOf('\n', from);
  return newline < 0 ? atMost : Math.min(newline + 1, atMost);
}

function startsWithName(text: Text, offset: number): boolean {
  return /[A-Za-z_]/.test(text.charAt(offset));
}

/** Whether all statements may stand in the row; those that may not are reported from the whole file. */
function isInPlace({ owner, body }: Row, statements: readonly Statement[]): boolean {
  if (owner) return !statements.some(hasImport);
  const isTopLevel = ({ node }: Statement): boolean => topLevel.has(node);
  return (
    statements.every(isTopLevel) &&
    body.statements.every(isTopLevel) &&
    !statements.some((statement) => statement.node !== 'import' && hasImport(statement))
  );
}

const topLevel: ReadonlySet<Statement['node']> = new Set(['import', 'declaration', 'constant'] as const);

function hasImport(statement: Statement): boolean {
  if (statement instanceof PlainLink) return false;
  if (statement.node === 'import') return true;
  return 'body' in statement && (statement.body?.statements.some(hasImport) ?? false);
}

/** Puts what was read into the tree. */
function take(
  parsed: Parsed,
  rows: readonly Row[],
  { from, to }: Window,
  read: Read,
  change: TextChange,
  by: number,
): TreeChange {
  const row = rows[rows.length - 1] as Row;
  const same = sameBefore(row.body.statements, from, to, read.statements, change);
  const added = read.statements.slice(same);
  cutStretch(row.body.statements, to);
  if (by !== 0) moveBehind(rows, to, by);
  // In place: a row may be very long, and a copy of it for each key would keep the garbage collector busy.
  const statements = row.body.statements as Statement[];
  const removed = statements.splice(from + same, to - from - same, ...added);
  // What moves the others no longer moves these.
  for (const statement of removed) if (statement instanceof PlainLink) moveStatement(statement, 0);
  const before = parsed.faults.filter((fault) => fault.start < read.start);
  const behind = parsed.faults.filter((fault) => fault.start >= read.end);
  const moved = behind.map((fault): SyntaxFault => ({ ...fault, start: fault.start + by, end: fault.end + by }));
  const faults = [...before, ...read.faults, ...moved];
  return { parsed: { ...parsed, faults }, body: row.body, from: from + same, removed, added };
}

/** How many of the statements read are those that stood there, before the change. */
function sameBefore(
  old: readonly Statement[],
  from: number,
  to: number,
  read: readonly Statement[],
  change: TextChange,
): number {
  let same = 0;
  for (; from + same < to && same < read.length; same++) {
    const [was, is] = [old[from + same], read[same]];
    if (!was || !is || was.end >= change.start || was.end !== is.end || was.start !== is.start) break;
    // What is made of a broken one rests on what follows.
    if (was.broken || is.broken || was.node !== is.node || was instanceof PlainLink !== is instanceof PlainLink) break;
  }
  return same;
}

/** Moves all that stands behind the change, in its row and in the rows around, and the ends of what is around. */
function moveBehind(rows: readonly Row[], to: number, by: number): void {
  for (const [i, { body, owner }] of rows.entries()) {
    const first = rows[i + 1] ? (rows[i + 1]?.index ?? 0) + 1 : to;
    moveFrom(body.statements, first, by);
    moveEnd(body, by);
    if (owner) moveEnd(owner, by);
  }
}
