import type { Random } from '../random.ts';
import { stretchOf, written } from './documents.ts';
import { characters, pieces } from './pieces.ts';

/** What stood between two offsets of a text gives way to another. */
export interface Edit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

const MOST_DELETED = 60;
const LONGEST_PASTE = 120;

/** Beyond this a text is made shorter, so that all edits of a long run take about the same time. */
const LONGEST_TEXT = 3000;

/** What a person does next to a text: types a character or deletes one, mostly; pastes, cuts, moves lines. */
export function randomEdit(text: string, random: Random): Edit {
  if (text.length > LONGEST_TEXT) return cutLines(text, random);
  const make = random.pick(makers);
  return make(text, random);
}

export function applied(text: string, { start, end, text: put }: Edit): string {
  return text.slice(0, start) + put + text.slice(end);
}

/**
 * What a person does to a list of links in several steps: writes a line character by character and takes it back,
 * comments one out and in, gives one the name of another and its own again. Undefined where there are no links.
 */
export function linkEdits(text: string, random: Random): readonly Edit[] | undefined {
  const lines = [...text.matchAll(/^[ \t]*link[ \t]+(\w*).*\n/gm)];
  if (lines.length === 0 || text.length > LONGEST_TEXT) return undefined;
  const at = random.pick(lines);
  const other = random.pick(lines);
  const [line = '', name = ''] = at;
  switch (random.below(4)) {
    case 0:
      return back(text, [{ start: at.index, end: at.index, text: '// ' }]);
    case 1: {
      const start = at.index + line.indexOf(name, line.indexOf('link') + 'link'.length);
      return back(text, [{ start, end: start + name.length, text: other[1] ?? '' }]);
    }
    case 2:
      return back(text, [{ start: at.index, end: at.index + line.length, text: random.once(2) ? '' : other[0] }]);
    default: {
      const written = random.once(2) ? line : line.replace(name, `${name}x`);
      const keys = [...written].map((key, i): Edit => ({ start: at.index + i, end: at.index + i, text: key }));
      return random.once(2) ? keys : back(text, keys);
    }
  }
}

/** Edits, and those that take them back. */
function back(text: string, edits: readonly Edit[]): readonly Edit[] {
  const undone: Edit[] = [];
  let now = text;
  for (const edit of edits) {
    undone.unshift(takenBack(now, edit));
    now = applied(now, edit);
  }
  return [...edits, ...undone];
}

/** The edit that takes another back. */
export function takenBack(text: string, { start, end, text: put }: Edit): Edit {
  return { start, end: start + put.length, text: text.slice(start, end) };
}

type Maker = (text: string, random: Random) => Edit;

const typed: Maker = (text, random) => {
  const at = random.below(text.length + 1);
  // A key that sticks repeats what stands there: that keeps more of a text intact than any other character.
  return { start: at, end: at, text: random.once(2) ? text.slice(Math.max(0, at - 1), at) : random.pick(characters) };
};

const deleted: Maker = (text, random) => {
  const at = random.below(text.length + 1);
  return { start: at, end: Math.min(text.length, at + 1), text: '' };
};

const piece: Maker = (text, random) => {
  const at = random.below(text.length + 1);
  return { start: at, end: at, text: random.pick(pieces) };
};

const replaced: Maker = (text, random) => {
  const at = random.below(text.length + 1);
  return { start: at, end: Math.min(text.length, at + random.below(8)), text: random.pick(characters) };
};

const digit: Maker = (text, random) => {
  const places = [...text.matchAll(/\d/g)];
  const at = places.length === 0 ? 0 : random.pick(places).index;
  return { start: at, end: Math.min(text.length, at + random.below(2)), text: String(random.below(10)) };
};

const cut: Maker = (text, random) => {
  const at = random.below(text.length + 1);
  return { start: at, end: Math.min(text.length, at + random.below(MOST_DELETED)), text: '' };
};

const cutLines: Maker = (text, random) => {
  const start = text.lastIndexOf('\n', random.below(text.length + 1)) + 1;
  const newline = text.indexOf('\n', Math.min(text.length, start + random.below(text.length / 4)));
  return { start, end: newline < 0 ? text.length : newline + 1, text: '' };
};

const pasted: Maker = (text, random) => {
  const at = text.lastIndexOf('\n', random.below(text.length + 1)) + 1;
  return { start: at, end: at, text: stretchOf(random.pick([text || '\n', ...written]), random, LONGEST_PASTE) };
};

const doubledLine: Maker = (text, random) => {
  const start = text.lastIndexOf('\n', random.below(text.length + 1)) + 1;
  const newline = text.indexOf('\n', start);
  return { start, end: start, text: text.slice(start, newline < 0 ? text.length : newline + 1) };
};

const makers: readonly Maker[] = [
  ...[typed, typed, typed, typed, typed, deleted, deleted, deleted, digit, digit],
  ...[piece, piece, replaced, cut, cutLines, pasted, doubledLine],
];
