import type { Parsed } from './ast.ts';
import { BodyParser } from './bodies.ts';
import { balanceBraces } from './braces.ts';
import { limitDepth } from './depth.ts';
import { tokenize } from './lexing.ts';
import { misplaced } from './misplaced.ts';

/**
 * Reads a text. It never throws, and gives a tree for any text; what is broken in it is said in the faults, which are
 * sorted and of which at most one starts at each place.
 *
 * The steps are ordered by what they have to trust: braces get their partners on the tokens, before anything is parsed,
 * because they alone say to which body a statement belongs; so the parser can take them for certain, and a broken
 * statement costs itself and nothing else.
 */
export function parse(text: string): Parsed {
  const lexed = tokenize(text);
  const balanced = balanceBraces(text, lexed.tokens, lexed.faults);
  const shallow = limitDepth(balanced.tokens);
  const { file, faults } = parser.parse(text, shallow.tokens, lexed.faults);
  const worthSaying = [...balanced.faults, ...faults, ...misplaced(file)].filter(
    ({ start }) => !shallow.excused.some((span) => span.start <= start && start < span.end),
  );
  const all = [...lexed.faults, ...shallow.faults, ...worthSaying];
  const sorted = all.sort((a, b) => a.start - b.start || a.end - b.end);
  return { file, faults: sorted.filter(({ start }, i) => sorted[i - 1]?.start !== start) };
}

/** The one parser: making one analyses the grammar, which takes longer than to parse most files. */
const parser = new BodyParser(false);
