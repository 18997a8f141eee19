import type { Span } from '../../grammar/ast.ts';
import type { Text } from '../../grammar/text.ts';
import { placeOf, type Source } from '../model/source.ts';
import type { Edit, Fix } from './check.ts';

/** A fix that replaces one span. */
export function replace(source: Source, span: Span, text: string, title: string): Fix {
  return { title, edits: [{ at: placeOf(source, span), text }] };
}

/** A fix that removes a statement, with its line where it stands alone on it. */
export function remove(source: Source, statement: Span, title: string): Fix {
  return replace(source, withBlanks(source.text, statement), '', title);
}

/** A fix that makes a built-in module known: its import goes below the last one, else above the first statement. */
export function addImport(source: Source, module: string): Fix {
  return { title: `Add "import ${module}"`, edits: [importEdit(source, `import ${module}`)] };
}

/** Adds an import below the last one, else above the first statement and its documentation. */
export function importEdit(source: Source, text: string): Edit {
  const last = source.imports.at(-1);
  if (last) return insert(source, last.end, `\n${text}`);
  const [first] = source.parsed.file.statements;
  return insert(source, docStart(source.text, first?.start ?? source.text.length), `${text}\n\n`);
}

/** Puts a text where none is. */
export function insert(source: Source, offset: number, text: string): Edit {
  return { at: placeOf(source, { start: offset, end: offset }), text };
}

/** Where the line of an offset starts. */
export function lineStart(text: Text, offset: number): number {
  return text.lastIndexOf('\n', offset - 1) + 1;
}

/** The statement with the blanks before it, or with its whole line where nothing else stands there. */
function withBlanks(text: Text, { start, end }: Span): Span {
  const from = lineStart(text, start);
  const lineEnd = /\n|$/.exec(text.slice(end));
  const after = end + (lineEnd?.index ?? 0);
  const isAlone = /^\s*$/.test(text.slice(from, start)) && /^\s*$/.test(text.slice(end, after));
  if (isAlone) return { start: from, end: Math.min(text.length, after + 1) };
  return { start: from + text.slice(from, start).trimEnd().length, end };
}

/** Where the `///` lines directly above a statement begin. */
function docStart(text: Text, start: number): number {
  let first = lineStart(text, start);
  if (text.slice(first, start).trim() !== '') return start;
  let found = start;
  while (first > 0) {
    first = lineStart(text, first - 1);
    if (!/^[ \t]*\/\/\//.test(text.slice(first, found))) break;
    found = first;
  }
  return found;
}
