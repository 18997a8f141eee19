import type { Constant, Declaration, Import, Parsed, Span } from '../../grammar/ast.ts';
import { parse } from '../../grammar/parser.ts';
import { reparse, type TextChange, type TreeChange } from '../../grammar/reparse.ts';
import { inPieces, type Text, type TextInPieces } from '../../grammar/text.ts';
import { changeBetween } from '../../grammar/text-change.ts';
import { renameLinks } from './link-names.ts';

/** The one way to read text: node, the browser and tests each implement it. */
export interface Files {
  /** The text at a location (a URI or path with `/`), or undefined where there is none. */
  read(location: string): Text | undefined;
}

/** One parsed file. */
export interface Source {
  readonly location: string;
  readonly text: TextInPieces;
  readonly parsed: Parsed;
  readonly imports: readonly Import[];
  /** Top-level declarations with a name, the first of each name. */
  readonly types: ReadonlyMap<string, Declaration>;
  /** Top-level constants, the first of each name. */
  readonly constants: ReadonlyMap<string, Constant>;
  /** Top-level `policy` blocks, in the order written. */
  readonly policies: readonly Declaration[];
}

/** A range in a file. */
export interface Place extends Span {
  readonly source: Source;
}

/** The place of a node of a file. It goes with the node when text before it is added or removed. */
export function placeOf(source: Source, span: Span): Place {
  if (!('node' in span || 'text' in span)) return { source, start: span.start, end: span.end };
  // Properties of its own, so that a copy of a place is a place.
  return {
    source,
    get start() {
      return span.start;
    },
    get end() {
      return span.end;
    },
  };
}

/** Whether a place goes with no node: it has to be moved by itself. */
export function isAdrift(place: Place): boolean {
  return Object.getOwnPropertyDescriptor(place, 'start')?.get === undefined;
}

/** Moves a place that goes with no node, when text before it or in it has been added or removed. */
export function movePlace(place: Place, source: Source, { start, oldEnd, newEnd }: TextChange): void {
  if (place.source !== source || !isAdrift(place)) return;
  const moving: { start: number; end: number } = place;
  if (place.start >= oldEnd && place.start > start) moving.start += newEnd - oldEnd;
  if (place.end >= oldEnd && place.end > start) moving.end += newEnd - oldEnd;
}

/** Line and column of a place, from 1, as people and links to files count them. */
export function lineAndColumn({ source, start }: Place): { readonly line: number; readonly column: number } {
  const line = source.text.lineAt(start);
  return { line: line + 1, column: start - (source.text.startOfLine(line) ?? 0) + 1 };
}

/** Whether two places are the same range of the same file. */
export function samePlace(a: Place, b: Place): boolean {
  return a.source.location === b.source.location && a.start === b.start && a.end === b.end;
}

/** Whether `inner` lies within `outer`, in the same file. */
export function contains(outer: Place, inner: Place): boolean {
  return outer.source.location === inner.source.location && outer.start <= inner.start && inner.end <= outer.end;
}

/** Parses a text and lists its top-level names. */
export function readSource(location: string, text: Text): Source {
  return sourceOf(location, inPieces(text), parse(String(text)));
}

/** A file read again, and what has changed in its tree; undefined where all of it was read. */
export interface Reread {
  readonly source: Source;
  readonly change: TextChange;
  readonly tree: TreeChange | undefined;
}

/** Reads the text that a file has now: what did not change is not parsed again. The tree of the file before is used up. */
export function reread(before: Source, given: Text): Reread {
  const text = inPieces(given);
  const change = changeBetween(before.text, text);
  const tree = reparse(before.parsed, text, change);
  if (tree?.body.node === 'body') renameLinks(tree.body, tree);
  const source = tree ? sourceOf(before.location, text, tree.parsed) : readSource(before.location, text);
  return { source, change, tree };
}

function sourceOf(location: string, text: TextInPieces, parsed: Parsed): Source {
  const imports: Import[] = [];
  const types = new Map<string, Declaration>();
  const constants = new Map<string, Constant>();
  const policies: Declaration[] = [];
  for (const statement of parsed.file.statements) {
    if (statement.node === 'import') imports.push(statement);
    else if (statement.node === 'constant') setFirst(constants, statement.name.text, statement);
    else if (statement.node === 'declaration') {
      if (statement.name) setFirst(types, statement.name.text, statement);
      if (statement.keyword.text === 'policy') policies.push(statement);
    }
  }
  return { location, text, parsed, imports, types, constants, policies };
}

function setFirst<T>(map: Map<string, T>, key: string, value: T): void {
  if (!map.has(key)) map.set(key, value);
}
