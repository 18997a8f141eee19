import type { Hostile } from './texts.ts';

const MEGABYTE = 1_000_000;

/** One token, one line or one run of blanks as long as a file may be, or longer. */
export const longTexts: Readonly<Record<string, Hostile>> = {
  'a line of 10 MB': { text: () => `rack A { label = "${'a'.repeat(10 * MEGABYTE)}" }`, rule: 'syntax.error' },
  'a line of 8 MB': { text: () => `rack A { label = "${'a'.repeat(8 * MEGABYTE)}" }` },
  'a comment of 10 MB': { text: () => `/${'/'.repeat(10 * MEGABYTE)}`, rule: 'syntax.error' },
  'a comment of 8 MB': { text: () => `/${'/'.repeat(8 * MEGABYTE)}` },
  'a comment of 8 MB that is never closed': { text: () => `/*${'*'.repeat(8 * MEGABYTE)}`, rule: 'syntax.error' },
  'a comment of 2 million lines': { text: () => `/*${'*\n'.repeat(2 * MEGABYTE)}*/` },
  'documentation of a million lines': { text: () => `${'///\n'.repeat(MEGABYTE)}rack A { }` },
  'a number of 10 MB': { text: () => `let x = ${'9'.repeat(10 * MEGABYTE)}`, rule: 'syntax.error' },
  'a number of 8 MB': { text: () => `let x = ${'9'.repeat(8 * MEGABYTE)}`, rule: 'value.range' },
  'a fraction of 8 MB': { text: () => `let x = 0.${'9'.repeat(8 * MEGABYTE)}m`, rule: 'value.range' },
  'a number of 1 MB with marks': { text: () => `let x = ${'9_'.repeat(MEGABYTE / 2)}9`, rule: 'value.range' },
  'a unit of 4 MB': { text: () => `let x = 3${'a'.repeat(4 * MEGABYTE)}`, rule: 'unit.unknown' },
  'a name of 10 MB': { text: () => `rack ${'a'.repeat(10 * MEGABYTE)} { }`, rule: 'syntax.error' },
  'a name of 8 MB': { text: () => `rack ${'a'.repeat(8 * MEGABYTE)} { }` },
  'names of 1 MB': {
    text: () => `rack ${'a'.repeat(MEGABYTE)} { b : ${'c'.repeat(MEGABYTE)} }`,
    rule: 'name.unresolved',
  },
  '8 MB of blanks': { text: () => `${' '.repeat(8 * MEGABYTE)}rack A { }` },
  '8 MB of blanks behind a statement': {
    text: () => `rack A { }${' '.repeat(8 * MEGABYTE - 100)}x`,
    rule: 'syntax.error',
  },
  '2 million empty lines': { text: () => `${'\n'.repeat(2 * MEGABYTE)}rack A { }` },
  '2 million carriage returns': { text: () => `${'\r'.repeat(2 * MEGABYTE)}rack A { }` },
  '200,000 NUL bytes': { text: () => '\0'.repeat(MEGABYTE / 5), rule: 'syntax.error' },
};
