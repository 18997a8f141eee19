import type { ILexingError, IToken } from 'chevrotain';
import type { SyntaxFault } from './ast.ts';
import { unexpectedCharacters } from './messages.ts';
import { endOf, lexer, StringToken, UnclosedString } from './tokens.ts';

/** The tokens of a text, and what in it is no token. */
export interface Lexed {
  readonly tokens: readonly IToken[];
  /** Sorted by their starts. */
  readonly faults: readonly SyntaxFault[];
}

/** Cuts a text into tokens. It takes any text: what is no token is reported and left out. */
export function tokenize(text: string): Lexed {
  const { tokens, errors, groups } = lexer.tokenize(text);
  const faults = [
    ...errors.map((error) => characterFault(text, error)),
    ...(groups.unclosed ?? []).map(commentFault),
    ...tokens.flatMap(stringFaults),
  ];
  return { tokens, faults: faults.sort((a, b) => a.start - b.start) };
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
