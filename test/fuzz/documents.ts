import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { cableList, templates } from '../bench/files.ts';
import type { Random } from '../random.ts';
import { characters, pieces } from './pieces.ts';

const project = join(import.meta.dirname, '../..');

/** Texts of this project: designs, fixtures, and generated lists. */
export const written: readonly string[] = [
  ...globSync(['examples/*.topo', 'test/{language,designs,syntaxes}/*.topo', 'test/checks/*/*.topo'], { cwd: project })
    .sort()
    .map((name) => readFileSync(join(project, name), 'utf8')),
  cableList(60).text,
  templates(45).text,
];

const SHORT = 1000;
const MOST_PIECES = 60;
const LONGEST_STRETCH = 600;

/** A text that a person could have open: one of this project, or some of its lines; mostly intact and short. */
export function writtenText(random: Random): string {
  const text = random.pick(written);
  if (text.length <= SHORT || random.once(8)) return text;
  // Names of the first lines, which import, are used by most others.
  const imports = text.match(/^import .*\n/gm)?.join('') ?? '';
  const start = random.below(text.length);
  return imports + (random.once(8) ? stretchOf(text, random, SHORT) : wholeLines(text, start));
}

/** Top-level statements from an offset on: they begin at the start of a line, and end with a brace there. */
function wholeLines(text: string, start: number): string {
  const first = text.slice(start).search(/^[a-z]/m);
  const end = text.indexOf('\n}\n', start + first + SHORT / 2);
  return first < 0 ? text.slice(-SHORT) : text.slice(start + first, end < 0 ? text.length : end + 3);
}

/** A text that nobody has written: of pieces of the language, of stretches of texts, or of any characters. */
export function randomText(random: Random): string {
  const count = random.below(MOST_PIECES);
  const make = random.pick([ofPieces, ofPieces, ofStretches, ofCharacters]);
  return Array.from({ length: count }, () => make(random, count)).join('');
}

function ofPieces(random: Random): string {
  return random.pick(pieces);
}

/** Whole lines, which leave braces without partners, and now and then what is no line. */
function ofStretches(random: Random, count: number): string {
  return stretchOf(random.pick(written), random, LONGEST_STRETCH / Math.max(1, count));
}

function ofCharacters(random: Random): string {
  return random.once(3) ? String.fromCharCode(random.below(2 ** 16)) : random.pick(characters);
}

export function stretchOf(text: string, random: Random, longest: number): string {
  const start = random.below(text.length);
  const from = random.once(4) ? start : text.lastIndexOf('\n', start) + 1;
  const end = Math.min(text.length, from + 1 + random.below(longest));
  const newline = text.indexOf('\n', end);
  return text.slice(from, random.once(4) || newline < 0 ? end : newline + 1);
}
