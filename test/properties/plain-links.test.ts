import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parse, parseTokenByToken } from '../../grammar/parser.ts';
import { cableList } from '../bench/files.ts';

const SEED = 20_240_401;
const RUNS = 1000;
const LONG_RUNS = 150;

/** What is typed into lists of links to break them. */
const typed = fc.oneof(
  fc.constantFrom(...' \n\r\t{}[]()=:.-,;"/*%<>#'.split('')),
  fc.constantFrom(
    'link ',
    ' via ',
    ' where ',
    'a',
    '7',
    '{ length = 2m }',
    '// x',
    '/// x\n',
    '/*',
    '*/',
    '--',
    'x = 1\n',
    'rack A {',
    '\n}\n',
  ),
);

/** Links that are plain, and some that are nearly so. */
const lines = fc.array(
  fc.constantFrom(
    '  link a : n0.nic[0] -- leaf[1].port[2] via cables.Dac400G { length = 1.5m }',
    '  link b : n0.nic[1]--leaf.port[3]  via cables.Dac400G',
    '\tlink c : a -- b via C {length=2m} // note',
    '  link d : a[01] -- b via C',
    '  link e : a[i] -- b[i] via C where i < 3',
    '  link f[2] : a -- b via C',
    '  link g : a -- b',
    '  link h : a -- b via C {',
    '  }',
    '  x : Y',
    '  /// Documented.',
    '  // Noted.',
    '  // Not /* begun',
    '  /* Begun',
    '  ended */ // and */ again /*',
    '  text = "/*" /* x */ /* y */',
    '  text = "*/"',
    '',
    '  where = 2m',
    '  { length = 2m }',
    '  via : Z',
  ),
  { maxLength: 8 },
);

describe('rows of plain links', () => {
  test('are what they are token by token', () => {
    const edits = fc.array(fc.tuple(fc.nat(), fc.nat(3), typed), { maxLength: 3 });
    fc.assert(
      fc.property(lines, edits, fc.boolean(), (body, changes, isClosed) => {
        let text = `import cables\nrack R {\n${body.join('\n')}\n${isClosed ? '}\n' : ''}`;
        for (const [at, removed, added] of changes) {
          const start = at % (text.length + 1);
          text = text.slice(0, start) + added + text.slice(start + removed);
        }
        expect(plain(text)).toEqual(tokenByToken(text));
      }),
      { seed: SEED, numRuns: RUNS },
    );
  });

  test('are what they are token by token in a long list whose braces have lost their partners', () => {
    const counted = { broken: 0 };
    const brace = fc.constantFrom(
      '}',
      '{',
      '\n  }\n',
      '\n}\n',
      '\n    }\n',
      ' {\n',
      '\n  rack x = {\n',
      '\nrack B {\n',
      '\n    fabric f {\n',
      '"',
    );
    const edits = fc.array(fc.tuple(fc.nat(), fc.constantFrom(0, 0, 0, 1, 30), brace), { minLength: 1, maxLength: 4 });
    const indent = fc.constantFrom('', '  ', '    ');
    fc.assert(
      fc.property(indent, fc.integer({ min: 590, max: 900 }), lines, edits, (blanks, count, others, changes) => {
        const list = Array.from(
          { length: count },
          (_, i) => `${blanks}link l${i} : a[${i}].b -- c via d${i % 3 ? '' : ' { length = 1m }'}`,
        );
        const at = (changes[0]?.[0] ?? 0) % count;
        let text = ['rack A {', ...list.slice(0, at), ...others, ...list, '}', ''].join('\n');
        for (const [place, removed, added] of changes) {
          const start = place % (text.length + 1);
          text = text.slice(0, start) + added + text.slice(start + removed);
        }
        if (!parse(text).isRegular) counted.broken++;
        expect(plain(text)).toEqual(tokenByToken(text));
      }),
      { seed: SEED, numRuns: LONG_RUNS },
    );
    expect(counted.broken).toBeGreaterThan(LONG_RUNS / 2);
  }, 120_000);

  test('of a long list are found', () => {
    const { text } = cableList(300);
    expect(plain(text)).toEqual(tokenByToken(text));
    expect(text.match(/^ *link/gm)?.length).toBe(JSON.stringify(parse(text)).match(/"node":"link"/g)?.length);
  });
});

function plain(text: string): unknown {
  return ofTree(parse(text));
}

function tokenByToken(text: string): unknown {
  return ofTree(parseTokenByToken(text));
}

function ofTree({ file, faults }: ReturnType<typeof parse>): unknown {
  return JSON.parse(JSON.stringify({ file, faults }));
}
