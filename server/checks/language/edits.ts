import type { Span } from '../../../grammar/ast.ts';
import { placeOf, type Source } from '../../model/source.ts';
import type { Fix } from '../check.ts';

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
  const last = source.imports.at(-1);
  const first = source.parsed.file.statements[0];
  const at = last?.end ?? docStart(source.text, first?.start ?? source.text.length);
  const text = last ? `\nimport ${module}` : `import ${module}\n\n`;
  return replace(source, { start: at, end: at }, text, `Add "import ${module}"`);
}

/** The statement with the blanks before it, or with its whole line where nothing else stands there. */
function withBlanks(text: string, { start, end }: Span): Span {
  const lineStart = text.lastIndexOf('\n', start - 1) + 1;
  const lineEnd = /\n|$/.exec(text.slice(end));
  const after = end + (lineEnd?.index ?? 0);
  const isAlone = /^\s*$/.test(text.slice(lineStart, start)) && /^\s*$/.test(text.slice(end, after));
  if (isAlone) return { start: lineStart, end: Math.min(text.length, after + 1) };
  const blanks = /[ \t]*$/.exec(text.slice(lineStart, start))?.[0].length ?? 0;
  return { start: start - blanks, end };
}

/** Where the `///` lines directly above a statement begin. */
function docStart(text: string, start: number): number {
  const above = /(?:^[ \t]*\/\/\/.*\r?\n)+[ \t]*$/m.exec(text.slice(0, start));
  return above ? above.index : start;
}
