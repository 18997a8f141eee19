import { type Hostile, rows } from './texts.ts';

const MANY = 100_000;
const DEEP = 10_000;

/** Everything that can stand in itself or lead to itself, very deep. */
export const deepTexts: Readonly<Record<string, Hostile>> = {
  '100,000 nested braces': { text: () => `${'rack A { '.repeat(MANY)}${'}'.repeat(MANY)}`, rule: 'syntax.error' },
  '100,000 nested braces, a line each': {
    text: () => `${'rack A {\n'.repeat(MANY)}${'}\n'.repeat(MANY)}`,
    rule: 'syntax.error',
  },
  '100,000 nested braces, one of them not closed': {
    text: () => `${'rack A {\n'.repeat(MANY)}${'}\n'.repeat(MANY - 1)}`,
    rule: 'syntax.error',
  },
  '100,000 nested braces, one closed twice': {
    text: () => `${'rack A {\n'.repeat(MANY)}${'}\n'.repeat(MANY + 1)}`,
    rule: 'syntax.error',
  },
  '100,000 braces that are never closed': { text: () => 'rack A {\n'.repeat(MANY), rule: 'syntax.error' },
  '100,000 braces on a line that are never closed': { text: () => 'rack A { '.repeat(MANY), rule: 'syntax.error' },
  '100,000 braces in a cluster that are never closed': {
    text: () => `cluster C {\n${'  rack A {\n'.repeat(MANY)}`,
    rule: 'syntax.error',
  },
  '2,000 braces, each further in, that are never closed': {
    text: () => rows(2000, (i) => `${' '.repeat(i)}rack A {\n`),
    rule: 'syntax.error',
  },
  '100,000 braces that close nothing': { text: () => '}'.repeat(MANY), rule: 'syntax.error' },
  '100,000 braces on lines that close nothing': { text: () => '}\n'.repeat(MANY), rule: 'syntax.error' },
  '100,000 braces in a cluster that close nothing': {
    text: () => `cluster C {\n${'  a\n'.repeat(MANY)}${'  }\n'.repeat(MANY)}`,
    rule: 'syntax.error',
  },
  '100,000 heads without their brace': { text: () => 'rack A }\n'.repeat(MANY), rule: 'syntax.error' },
  '100,000 braces of all sorts': {
    text: () => {
      const sorts = ['rack A {\n', '}\n', '  }\n', 'row B { { }\n', ' } }\n', 'a b {'];
      return rows(MANY, (i) => sorts[(i * 7919) % sorts.length] ?? '');
    },
    rule: 'syntax.error',
  },
  '100,000 nested blocks': {
    text: () => `cluster C { ${'power { '.repeat(MANY)}${'}'.repeat(MANY)} }`,
    rule: 'syntax.error',
  },
  '100,000 nested members': {
    text: () => `cluster C { ${'a : B { '.repeat(MANY)}${'}'.repeat(MANY)} }`,
    rule: 'syntax.error',
  },
  '100,000 nested links': {
    text: () => `cluster C { ${'link a : b -- c { '.repeat(MANY)}${'}'.repeat(MANY)} }`,
    rule: 'syntax.error',
  },
  '100,000 nested parentheses': { text: () => `let x = ${'('.repeat(MANY)}1${')'.repeat(MANY)}`, rule: 'syntax.error' },
  '100,000 parentheses that are never closed': { text: () => `let x = ${'('.repeat(MANY)}1`, rule: 'syntax.error' },
  '100,000 nested brackets': {
    text: () => `rack A { x = ${'['.repeat(MANY)}${']'.repeat(MANY)} }`,
    rule: 'syntax.error',
  },
  '100,000 brackets of a member that are never closed': {
    text: () => `rack A { x${'['.repeat(MANY)}1 : B }`,
    rule: 'syntax.error',
  },
  '100,000 nested calls': { text: () => `let x = ${'min('.repeat(MANY)}1${')'.repeat(MANY)}`, rule: 'syntax.error' },
  '100,000 signs before an operand': { text: () => `let x = ${'-'.repeat(MANY)}1`, rule: 'syntax.error' },
  '100,000 signs apart before an operand': { text: () => `let x = ${'- '.repeat(MANY)}1`, rule: 'syntax.error' },
  '100,000 negations': { text: () => `let x = ${'not '.repeat(MANY)}1`, rule: 'syntax.error' },
  'an expression of 100,000 operands': { text: () => `let x = ${'1 + '.repeat(MANY)}1`, rule: 'syntax.error' },
  'an expression of 100,000 operands on all levels': {
    text: () => `let x = ${'1 + 2 * 3 < 4 and not '.repeat(MANY / 4)}1`,
    rule: 'syntax.error',
  },
  'types that derive from each other ten thousand deep': {
    text: () => `rack A0 { }\n${rows(DEEP, (i) => `rack A${i + 1} : A${i} { }\n`)}cluster C { a : A${DEEP} }`,
    rule: 'index.budget',
  },
  'types that derive from each other in a circle of ten thousand': {
    text: () => rows(DEEP, (i) => `rack A${i} : A${(i + 1) % DEEP} { }\n`),
    rule: 'file.capped',
  },
  'members nested a thousand deep': {
    text: () => `${rows(1000, (i) => `node A${i} { a : A${i + 1} }\n`)}node A1000 { }\ncluster C { x : A0 }`,
    rule: 'index.budget',
  },
  'members in a circle of a thousand types': {
    text: () => `${rows(1000, (i) => `node A${i} { a : A${(i + 1) % 1000} }\n`)}cluster C { x : A0 }`,
    rule: 'index.budget',
  },
  'local types nested sixty deep that derive from those around': {
    text: () => `${rows(60, (i) => `row R${i} { ${i > 0 ? `m : R${i - 1}` : ''} `)}${'}'.repeat(60)}`,
  },
  'forty local types that derive from what they stand in, each with a member': {
    text: () => `row R { ${rows(40, (i) => `row L${i} : R { }  m${i} : L${i}\n`)} }\ncluster C { a : R }`,
    rule: 'index.budget',
  },
  '2,000 local types that derive from what they stand in': {
    text: () => `row R { ${rows(2000, (i) => `row L${i} : R { }\n`)} }\ncluster C { a : R }`,
  },
  '3,000 local types that derive from each other': {
    text: () => `cluster R { ${rows(3000, (i) => `row L${i} : L${i + 1} { }\n`)} }`,
    rule: 'name.unresolved',
  },
  'constants that lead to each other a thousand deep': {
    text: () => `${rows(1000, (i) => `let a${i} = a${i + 1} + a${i + 1}\n`)}let a1000 = 1`,
    rule: 'value.range',
  },
  'constants that lead to each other in a circle of ten thousand': {
    text: () => rows(DEEP, (i) => `let a${i} = a${(i + 1) % DEEP} + 1\n`),
    rule: 'value.range',
  },
};
