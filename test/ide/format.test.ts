import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { tokenize } from '../../grammar/lexing.ts';
import { analyse } from '../../server/checks/analyse.ts';
import { applied, formattingEdits } from '../../server/ide/format.ts';
import { createProgram, type SourceCache } from '../../server/model/program.ts';
import { readSource } from '../../server/model/source.ts';

const SEED = 20_261_125;
const project = join(import.meta.dirname, '../..');
const paths = globSync('{examples,server/catalog,test/checks/*,test/language}/*.topo', { cwd: project }).sort();
const texts = paths.map((path) => readFileSync(join(project, path), 'utf8'));
const examples = texts.filter((_, i) => paths[i]?.startsWith('examples/'));

function format(text: string): string {
  return applied(text, formattingEdits(readSource('main.topo', text)));
}

describe('the one form', () => {
  test.each([
    [
      'one statement a line, two blanks a body',
      'rack A {\na=1 b=2\n    c = 3\n}',
      'rack A {\n  a = 1\n  b = 2\n  c = 3\n}\n',
    ],
    ['a body on one line stays there', 'power{feed=2kW feeds=2}\n', 'power { feed = 2kW  feeds = 2 }\n'],
    ['an empty body', 'rack A {   }\nrack B{\n}', 'rack A {}\nrack B {\n}\n'],
    ['signs, operators, indexes', 'let a=-1+b*( 3 % -2 )', 'let a = -1 + b * (3 % -2)\n'],
    [
      '`=` in neighbouring lines',
      'rack A {\n  mass = 1kg\n  // why\n  depth_of_it = 2\n\n  x = 1\n}\n',
      'rack A {\n  mass        = 1kg\n  // why\n  depth_of_it = 2\n\n  x = 1\n}\n',
    ],
    [
      'members, links and blocks each by themselves',
      'rack A {\n  frame { a = 1 }\n  power { b = 1 }\n  x[4] : X\n  long : Y\n}\n',
      'rack A {\n  frame { a = 1 }\n  power { b = 1 }\n  x[4] : X\n  long : Y\n}\n',
    ],
    [
      'one blank line, none at the ends of a body',
      '\n\nlet a = 1\n\n\n\nrack A {\n\n  b = 1\n\n}\n\n',
      'let a = 1\n\nrack A {\n  b = 1\n}\n',
    ],
    [
      'remarks below each other',
      'rack A {\n  a = 1 // one\n  power { b = 1 } // two\n}\n',
      'rack A {\n  a = 1            // one\n  power { b = 1 }  // two\n}\n',
    ],
    [
      'comments keep their lines',
      'rack A { // why\n/* b */ a = 1 /* c */\n// end\n}\n',
      'rack A {  // why\n  /* b */ a = 1 /* c */\n  // end\n}\n',
    ],
    [
      'line breaks in a statement',
      'cable A {\n  lengths = [ 1m,\n 2m\n]\n}\nrow R {\nlink a : b\n-- c\nvia D\n}\n',
      'cable A {\n  lengths = [1m,\n    2m\n  ]\n}\nrow R {\n  link a : b\n      -- c\n      via D\n}\n',
    ],
    ['line ends of Windows, and a byte order mark', '\uFEFFrack A {\r\na=1\r\n}', '\uFEFFrack A {\r\n  a = 1\r\n}\r\n'],
    ['nothing', '', ''],
    ['only a comment', '  // a  ', '// a\n'],
  ])('%s', (_, text, formatted) => {
    expect(format(text)).toBe(formatted);
    expect(format(formatted)).toBe(formatted);
  });

  test('a file of another tool is left alone', () => {
    const foreign = '<topo  version="1">\n   <devices/>\n</topo>';
    expect(format(foreign)).toBe(foreign);
  });
});

describe('a broken statement keeps its text, the others are formatted', () => {
  test.each([
    ['rack A {\n    b  =\n      c=1\n}\n', 'rack A {\n  b  =\n  c = 1\n}\n'],
    ['let a=1\nrack B   ) {\n b=1\n}\nlet c=2\n', 'let a = 1\nrack B   ) {\n b=1\n}\nlet c = 2\n'],
    ['let a=1\nrack B {\n b=1\n\nrack C {\n c=1\n}\n', 'let a = 1\nrack B {\n b=1\n\nrack C {\n  c = 1\n}\n'],
    ['let  a=1\n}  ]\nlet  b=2\n', 'let a = 1\n}  ]\nlet b = 2\n'],
    ['let  a = "b\nlet  c=1\n', 'let  a = "b\nlet c = 1\n'],
    ['let  a=1\n/* never\nlet  b=2\n', 'let a = 1\n/* never\nlet b = 2\n'],
  ])('%j', (text, formatted) => {
    expect(format(text)).toBe(formatted);
  });
});

/** What formatting may not change: all but white space, in order. */
function essence(text: string): readonly string[] {
  return [...tokenize(text).tokens.map(({ image }) => image), text.replaceAll(/\s+/g, '')];
}

const cache: SourceCache = new Map();

/** What is found in a text, without its places. */
function findings(text: string): readonly string[] {
  const read = (location: string): string | undefined => (location === 'main.topo' ? text : undefined);
  const analysis = analyse(createProgram({ read }, cache), 'main.topo');
  return (analysis?.findings ?? []).map(({ rule, message, count }) => `${rule} ${count} ${message}`).sort();
}

test('examples and catalog stand in the one form', () => {
  const ours = paths.flatMap((path, i) => (/^(?:examples|server)\b/.test(path) ? [[path, texts[i] ?? '']] : []));
  expect(ours.filter(([, text = '']) => format(text) !== text).map(([path]) => path)).toEqual([]);
});

describe('formatting changes white space alone', () => {
  test.each(paths.map((path, i) => [path, texts[i] ?? '']))('%s', (_, text) => {
    const formatted = format(text);
    expect(essence(formatted)).toEqual(essence(text));
    expect(format(formatted)).toBe(formatted);
  });

  test(`of examples with characters taken out and put in (seed ${SEED})`, () => {
    const edited = fc
      .tuple(
        fc.constantFrom(...examples),
        fc.array(
          fc.tuple(
            fc.double({ min: 0, max: 1, noNaN: true }),
            fc.nat(3),
            fc.constantFrom('', '{', '}', '"', '/*', '//', '\n', ' ', '[', '-', 'x', '\r\n', '%', '.'),
          ),
          {
            minLength: 1,
            maxLength: 4,
          },
        ),
      )
      .map(([text, edits]) =>
        edits.reduce((before, [at, removed, added]) => {
          const start = Math.floor(at * before.length);
          return before.slice(0, start) + added + before.slice(start + removed);
        }, text),
      );
    fc.assert(
      fc.property(edited, (text) => {
        const formatted = format(text);
        expect(essence(formatted)).toEqual(essence(text));
        expect(format(formatted)).toBe(formatted);
      }),
      { seed: SEED, numRuns: 300 },
    );
  });

  test(`blanks do not matter, and findings stay (seed ${SEED})`, () => {
    const blanks = fc.tuple(
      fc.constantFrom(...examples),
      fc.array(fc.constantFrom('', ' ', '   ', '\t'), { minLength: 50, maxLength: 50 }),
    );
    fc.assert(
      fc.property(blanks, ([text, written]) => {
        // Blanks at the start of lines are of any number; those between two words stay at least one.
        const shaken = text
          .split('\n')
          .map((line, i) => (line.includes('/') ? line : `${written[i % written.length]}${line.trimStart()}`))
          .join('\n');
        expect(format(shaken)).toBe(format(text));
        expect(findings(format(shaken))).toEqual(findings(text));
      }),
      { seed: SEED, numRuns: 30 },
    );
  });
});
