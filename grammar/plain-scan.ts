import { PlainLink, type PlainPath } from './plain-link.ts';

/** The paths of plain links by their text: of fifty thousand cables there are but some thousand. */
export type PlainPaths = Map<string, PlainPath>;

/** Words that may be no names in a plain link, because they could be something else. */
const reserved: ReadonlySet<string> = new Set([
  ...['import', 'as', 'let', 'link', 'via', 'where', 'allow', 'true', 'false', 'not', 'and', 'or'],
]);

/** Indexes with more digits are left to the grammar. */
const MOST_DIGITS = 9;

const TAB = 9;
const NEWLINE = 10;
const RETURN = 13;
const BLANK = 32;
const DASH = 45;
const DOT = 46;
const SLASH = 47;
const ZERO = 48;
const NINE = 57;
const COLON = 58;
const EQUALS = 61;
const OPEN_BRACKET = 91;
const CLOSE_BRACKET = 93;
const OPEN_BRACE = 123;
const CLOSE_BRACE = 125;

/** The plain link that starts at an offset, if there is one and nothing behind it can go on with it. */
export function scanPlainLink(text: string, start: number, paths: PlainPaths): PlainLink | undefined {
  const name = skipBlanks(text, start + 'link'.length);
  const nameEnd = endOfName(text, name);
  const colon = skipBlanks(text, nameEnd);
  if (nameEnd === name || name === start + 'link'.length || text.charCodeAt(colon) !== COLON) return undefined;
  const left = skipBlanks(text, colon + 1);
  const leftEnd = endOfPath(text, left);
  const dashes = skipBlanks(text, leftEnd);
  if (leftEnd < 0 || text.charCodeAt(dashes) !== DASH || text.charCodeAt(dashes + 1) !== DASH) return undefined;
  const right = skipBlanks(text, dashes + 2);
  const rightEnd = endOfPath(text, right);
  const viaWord = skipBlanks(text, rightEnd);
  const via = skipBlanks(text, viaWord + 'via'.length);
  if (rightEnd < 0 || viaWord === rightEnd || !text.startsWith('via', viaWord) || via === viaWord + 'via'.length)
    return undefined;
  const viaEnd = endOfPath(text, via);
  if (viaEnd < 0 || text.slice(via, viaEnd).includes('[')) return undefined;
  const body = scanBody(text, skipBlanks(text, viaEnd));
  if (!body || !endsLine(text, body.end < 0 ? viaEnd : body.end, body.end >= 0)) return undefined;
  const leftEnds = pathAt(text, left, leftEnd, paths);
  const rightEnds = pathAt(text, right, rightEnd, paths);
  const cable = known(text.slice(via, viaEnd), paths);
  const word = text.slice(name, nameEnd);
  if (!leftEnds || !rightEnds || !cable || reserved.has(word)) return undefined;
  const plain = {
    name: short(word),
    left: leftEnds.path,
    leftIndex: leftEnds.index,
    right: rightEnds.path,
    rightIndex: rightEnds.index,
    via: cable,
    length: body.end < 0 ? undefined : short(text.slice(body.value, body.valueEnd)),
  };
  const size = (body.end < 0 ? viaEnd : body.end) - start;
  const { end, open, property, value } = body;
  return new PlainLink(start, size, plain, {
    name: name - start,
    left: left - start,
    right: right - start,
    via: via - start,
    body: end < 0 ? -1 : open - start,
    property: end < 0 ? -1 : property - start,
    value: end < 0 ? -1 : value - start,
  });
}

interface ScannedBody {
  readonly open: number;
  readonly property: number;
  readonly value: number;
  readonly valueEnd: number;
  /** −1 where there is no body. */
  readonly end: number;
}

const noBody: ScannedBody = { open: -1, property: -1, value: -1, valueEnd: -1, end: -1 };

/** `{ length = 1.5m }`, or nothing; undefined for any other body. */
function scanBody(text: string, open: number): ScannedBody | undefined {
  if (text.charCodeAt(open) !== OPEN_BRACE) return noBody;
  const property = skipBlanks(text, open + 1);
  if (!text.startsWith('length', property)) return undefined;
  const equals = skipBlanks(text, property + 'length'.length);
  if (text.charCodeAt(equals) !== EQUALS || text.charCodeAt(equals + 1) === EQUALS) return undefined;
  const value = skipBlanks(text, equals + 1);
  let at = endOfDigits(text, value);
  if (at === value) return undefined;
  if (text.charCodeAt(at) === DOT) {
    const fraction = at + 1;
    at = endOfDigits(text, fraction);
    if (at === fraction) return undefined;
  }
  const unit = at;
  while (isLetter(text.charCodeAt(at))) at++;
  const close = skipBlanks(text, at);
  if (at === unit || text.charCodeAt(close) !== CLOSE_BRACE) return undefined;
  return { open, property, value, valueEnd: at, end: close + 1 };
}

/** Whether the line ends behind a link, apart from blanks and a comment, and nothing on the next can belong to the link. */
function endsLine(text: string, end: number, isClosed: boolean): boolean {
  let at = skipBlanks(text, end);
  if (text.charCodeAt(at) === SLASH && text.charCodeAt(at + 1) === SLASH) {
    while (at < text.length && text.charCodeAt(at) !== NEWLINE && text.charCodeAt(at) !== RETURN) at++;
  }
  if (text.charCodeAt(at) === RETURN) at++;
  if (text.charCodeAt(at) !== NEWLINE) return false;
  if (isClosed) return true;
  for (;;) {
    at = skipBlanks(text, at);
    const code = text.charCodeAt(at);
    if (code !== NEWLINE && code !== RETURN) break;
    at++;
  }
  const wordEnd = endOfName(text, at);
  if (wordEnd === at) return text.charCodeAt(at) === CLOSE_BRACE;
  const word = text.slice(at, wordEnd);
  return word !== 'via' && word !== 'where';
}

/** A path is cut before its last index, where there is one. */
function pathAt(
  text: string,
  start: number,
  end: number,
  paths: PlainPaths,
): { readonly path: PlainPath; readonly index: number } | undefined {
  if (text.charCodeAt(end - 1) !== CLOSE_BRACKET) {
    const path = known(text.slice(start, end), paths);
    return path && { path, index: -1 };
  }
  let index = 0;
  let open = end - 2;
  for (let scale = 1; text.charCodeAt(open) !== OPEN_BRACKET; scale *= 10)
    index += (text.charCodeAt(open--) - ZERO) * scale;
  const path = known(text.slice(start, open), paths);
  return path && { path, index };
}

/** The one object of a path; undefined where one of its names is reserved. */
function known(text: string, paths: PlainPaths): PlainPath | undefined {
  const found = paths.get(text);
  if (found) return found;
  if (text.split(/[.[\]]/).some((name) => reserved.has(name))) return undefined;
  const made = { text: copied(text) };
  paths.set(made.text, made);
  return made;
}

/** From this length on a piece of a text is kept as a piece of it, and would keep all of it in memory. */
const SLICED = 13;

function short(text: string): string {
  return text.length < SLICED ? text : copied(text);
}

/** The same text, which holds no other. */
export function copied(text: string): string {
  const codes: number[] = [];
  for (let i = 0; i < text.length; i++) codes.push(text.charCodeAt(i));
  let copy = '';
  for (let i = 0; i < codes.length; i += MOST_ARGUMENTS)
    copy += String.fromCharCode(...codes.slice(i, i + MOST_ARGUMENTS));
  return copy;
}

/** A call takes only so many arguments. */
const MOST_ARGUMENTS = 4096;

/** The end of `a[1].b.c[2]`; −1 where there is none, or it is followed by what could go on with it. */
function endOfPath(text: string, start: number): number {
  let at = start;
  for (;;) {
    const end = endOfName(text, at);
    if (end === at) return -1;
    at = end;
    if (text.charCodeAt(at) === OPEN_BRACKET) {
      const digits = endOfDigits(text, at + 1);
      const count = digits - at - 1;
      const hasZero = count > 1 && text.charCodeAt(at + 1) === ZERO;
      if (count === 0 || count > MOST_DIGITS || hasZero || text.charCodeAt(digits) !== CLOSE_BRACKET) return -1;
      at = digits + 1;
    }
    const next = text.charCodeAt(at);
    if (next !== DOT) return next === OPEN_BRACKET || isNamePart(next) ? -1 : at;
    at++;
  }
}

function endOfName(text: string, start: number): number {
  if (!isLetter(text.charCodeAt(start)) && text.charCodeAt(start) !== 95) return start;
  let at = start + 1;
  while (isNamePart(text.charCodeAt(at))) at++;
  return at;
}

function endOfDigits(text: string, start: number): number {
  let at = start;
  while (isDigit(text.charCodeAt(at))) at++;
  return at;
}

function skipBlanks(text: string, start: number): number {
  let at = start;
  while (text.charCodeAt(at) === BLANK || text.charCodeAt(at) === TAB) at++;
  return at;
}

function isLetter(code: number): boolean {
  return (code >= 97 && code <= 122) || (code >= 65 && code <= 90);
}

function isDigit(code: number): boolean {
  return code >= ZERO && code <= NINE;
}

function isNamePart(code: number): boolean {
  return isLetter(code) || isDigit(code) || code === 95;
}
