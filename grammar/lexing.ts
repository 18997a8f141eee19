import type { ILexingError, IToken } from 'chevrotain';
import type { SyntaxFault } from './ast.ts';
import { unexpectedCharacters } from './messages.ts';
import type { PlainLink } from './plain-link.ts';
import { type PlainPaths, scanPlainLink } from './plain-scan.ts';
import { layInStretches } from './stretches.ts';
import { endOf, lexer, PlainLinks, StringToken, UnclosedString } from './tokens.ts';

/** The tokens of a text, and what in it is no token. */
export interface Lexed {
  readonly tokens: readonly IToken[];
  /** Sorted by their starts. */
  readonly faults: readonly SyntaxFault[];
  /** Whether a comment is never closed: it ends with its line, until somebody closes it anywhere behind. */
  readonly isOpen: boolean;
}

/** Cuts a text into tokens. It takes any text: what is no token is reported and left out. */
export function tokenize(text: string): Lexed {
  return lexed(text, lexer.tokenize(text));
}

/**
 * Cuts a text into tokens, of which one stands for each row of plain links: those are read at once, because a list of
 * them is far too long to be read token by token. The first and the last links of a row, as many as a margin says, are
 * cut into tokens, too.
 */
export function tokenizeInRows(text: string, paths: PlainPaths, margin = 0): Lexed {
  const rows = rowsOf(text, paths, margin);
  if (rows.length === 0) return tokenize(text);
  const tokens: IToken[] = [];
  const faults: SyntaxFault[] = [];
  let isOpen = false;
  let from = 0;
  for (const row of [...rows, undefined]) {
    const to = row?.startOffset ?? text.length;
    const between = text.slice(from, to);
    const piece = lexed(between, lexer.tokenize(between));
    for (const token of piece.tokens) {
      token.startOffset += from;
      tokens.push(token);
    }
    isOpen ||= piece.isOpen;
    for (const { start, end, message } of piece.faults) faults.push({ start: start + from, end: end + from, message });
    if (!row) break;
    tokens.push(row);
    from = endOf(row);
  }
  return { tokens, faults, isOpen };
}

/** The plain links for which a token stands. */
export function linksIn(token: IToken): readonly PlainLink[] {
  return token.tokenType === PlainLinks ? token.payload : [];
}

/** Rows of plain links on lines that follow each other and begin in the same column. */
function rowsOf(text: string, paths: PlainPaths, margin: number): readonly IToken[] {
  const rows: IToken[] = [];
  let links: PlainLink[] = [];
  let column = 0;
  const close = (): void => {
    const inner = links.slice(margin, links.length - margin);
    const [first] = inner;
    const last = inner.at(-1);
    if (first && last) rows.push(rowOf(text.slice(first.start, last.end), inner));
    links = [];
  };
  const lastClose = text.lastIndexOf('*/');
  let isDocumented = false;
  for (let lineStart = 0; lineStart >= 0 && lineStart < text.length; ) {
    let at = lineStart;
    while (text.charCodeAt(at) === 32 || text.charCodeAt(at) === 9) at++;
    const link = !isDocumented && text.startsWith('link', at) ? scanPlainLink(text, at, paths) : undefined;
    if (links.length > 0 && !(link && at - lineStart === column)) close();
    if (link) links.push(link);
    column = at - lineStart;
    isDocumented = text.startsWith('///', at);
    lineStart = link ? lineBehind(text, link.end) : lineBehindComments(text, at, lastClose);
  }
  close();
  return rows;
}

function rowOf(image: string, links: readonly PlainLink[]): IToken {
  layInStretches(links);
  const [first] = links;
  const tokenTypeIdx = PlainLinks.tokenTypeIdx ?? 0;
  return { image, startOffset: first?.start ?? 0, tokenType: PlainLinks, tokenTypeIdx, payload: links };
}

/** Where the next line begins; −1 behind the last. */
function lineBehind(text: string, offset: number): number {
  return text.indexOf('\n', offset) + 1 || -1;
}

/**
 * Where the next line begins that is in no comment. What looks like the start of a comment may stand in a string or in
 * another comment; then lines are left out that are in none, which does no harm.
 */
function lineBehindComments(text: string, offset: number, lastClose: number): number {
  for (let from = offset; ; ) {
    const line = lineBehind(text, from);
    const open = text.slice(from, line < 0 ? text.length : line).indexOf('/*');
    if (open < 0 || from + open + 2 > lastClose) return line;
    from = text.indexOf('*/', from + open + 2) + 2;
  }
}

function lexed(text: string, { tokens, errors, groups }: ReturnType<typeof lexer.tokenize>): Lexed {
  const faults = [
    ...errors.map((error) => characterFault(text, error)),
    ...(groups.unclosed ?? []).map(commentFault),
    ...tokens.flatMap(stringFaults),
  ];
  const isOpen = (groups.unclosed ?? []).length > 0;
  return { tokens, faults: faults.sort((a, b) => a.start - b.start), isOpen };
}
/** What a string says, without its quotes, of which the closing one may be missing, and its escapes. */
export function unquote(image: string): string {
  const closed = image.length > 1 && image.endsWith('"');
  const inner = closed ? image.slice(1, -1) : image.slice(1);
  if (!inner.includes('\\')) return inner;
  return inner.replace(/\\(.)/g, (_, char: string) => (char === 'n' ? '\n' : char));
}

function characterFault(text: string, error: ILexingError): SyntaxFault {
  const end = error.offset + error.length;
  return { start: error.offset, end, message: unexpectedCharacters(text.slice(error.offset, end)) };
}

/** Only the opener is marked: the rest of the file cannot be meant. */
function commentFault(token: IToken): SyntaxFault {
  return {
    start: token.startOffset,
    end: token.startOffset + 2,
    message: 'This comment is never closed: "*/" is missing.',
  };
}

function stringFaults(token: IToken): readonly SyntaxFault[] {
  if (token.tokenType === UnclosedString) {
    return [
      { start: token.startOffset, end: endOf(token), message: 'This string is never closed: a quote is missing.' },
    ];
  }
  if (token.tokenType !== StringToken || !token.image.includes('\\')) return [];
  return Array.from(token.image.matchAll(/\\(.)/g))
    .filter(([, char = '']) => !'"\\n'.includes(char))
    .map(({ index }) => ({
      start: token.startOffset + index,
      end: token.startOffset + index + 2,
      message: 'A string knows three escapes: \\" and \\\\ and \\n.',
    }));
}
