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
