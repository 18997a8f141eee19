import { readFileSync } from 'node:fs';
import { relative } from 'node:path';

/** A regular expression as it is written in a file. */
export interface Written {
  readonly where: string;
  readonly expression: RegExp;
}

/**
 * The regular expressions in a file of TypeScript. What a slash means depends on what stands before it: behind a value it
 * divides. Strings, templates and comments are passed over; what stands in a template's `${}` is not.
 */
export function expressionsIn(path: string, root: string): readonly Written[] {
  const text = readFileSync(path, 'utf8');
  const found: Written[] = [];
  const templates: number[] = [];
  let depth = 0;
  let before = '';
  for (let at = 0; at < text.length; ) {
    const token = tokenAt(text, at, before);
    const image = token[0];
    if (token.groups?.regex !== undefined) {
      const where = `${relative(root, path)}:${text.slice(0, at).split('\n').length}`;
      found.push({ where, expression: new RegExp(token.groups.regex, token.groups.flags) });
    }
    at += image.length;
    if (image === '{') depth++;
    if (image === '`' || (image === '}' && templates.at(-1) === depth)) {
      if (image === '}') templates.pop();
      const end = templateEnd(text, at);
      if (text.startsWith('${', end)) {
        templates.push(depth);
        at = end + 2;
        before = '(';
        continue;
      }
      at = end + 1;
      before = ')';
      continue;
    }
    if (image === '}') depth--;
    if (token.groups?.blank === undefined) before = image;
  }
  return found;
}

const blank = String.raw`(?<blank>\s+|//.*|/\*[^]*?\*/)`;
const string = String.raw`'(?:[^'\\\n]|\\.)*'|"(?:[^"\\\n]|\\.)*"`;
const word = String.raw`[\w$]+`;
const literal = String.raw`/(?<regex>(?:[^/\\\[\n]|\\.|\[(?:[^\]\\\n]|\\.)*\])+)/(?<flags>[a-z]*)`;

function tokenAt(text: string, at: number, before: string): RegExpExecArray {
  const isBehindValue = /^[\w$)\]'"]/.test(before.at(-1) ?? '') && !/^(?:return|typeof|case|in|of|yield)$/.test(before);
  const pattern = new RegExp(`${blank}|${string}|${word}${isBehindValue ? '' : `|${literal}`}|[^]`, 'y');
  pattern.lastIndex = at;
  const token = pattern.exec(text);
  if (!token) throw new Error('There is always a token.');
  return token;
}

/** Where the text of a template ends: at its last quote, or where `${` begins. */
function templateEnd(text: string, from: number): number {
  for (let at = from; at < text.length; at++) {
    if (text[at] === '\\') at++;
    else if (text[at] === '`' || text.startsWith('${', at)) return at;
  }
  return text.length;
}
