import type { Range } from 'vscode-languageserver/node';
import { createLines } from '../../server/lsp/text.ts';
import { sequence } from '../random.ts';

/** One key of a person who types, in the terms of the protocol. */
export interface Key {
  readonly range: Range;
  readonly text: string;
}

/** A character typed by mistake somewhere in a text, and taken back. */
export interface Slip {
  readonly typed: Key;
  readonly takenBack: Key;
}

const SEED = 20_231_114;

/**
 * Slips at random places, the same for each run. What is typed repeats the character before it, as a key does that
 * sticks: a digit in a number, a letter in a name, now and then a brace or a line.
 */
export function slips(text: string, count: number): readonly Slip[] {
  const random = sequence(SEED);
  const { positionAt } = createLines(text, 'utf-16');
  return Array.from({ length: count }, () => {
    const offset = 1 + Math.floor(random() * (text.length - 1));
    const typed = text.charAt(offset - 1);
    const at = positionAt(offset);
    const behind = typed === '\n' ? { line: at.line + 1, character: 0 } : { ...at, character: at.character + 1 };
    return {
      typed: { range: { start: at, end: at }, text: typed },
      takenBack: { range: { start: at, end: behind }, text: '' },
    };
  });
}

/** Random places of a pattern, for requests that are asked at names. */
export function placesOf(text: string, pattern: RegExp, count: number): readonly Range['start'][] {
  const random = sequence(SEED + 1);
  const found = [...text.matchAll(pattern)].map((match) => match.index + (match[0].length >> 1));
  const { positionAt } = createLines(text, 'utf-16');
  const places = found.length === 0 ? 0 : count;
  return Array.from({ length: places }, () => positionAt(found[Math.floor(random() * found.length)] ?? 0));
}
