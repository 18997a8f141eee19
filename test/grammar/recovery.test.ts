import { describe, expect, test } from 'vitest';
import { parse } from '../../grammar/parser.ts';
import { print, printStatement } from './print.ts';

// One mistake gives one fault, where it is, and costs one statement.

/** What is written, the text that is marked, the message, and what is read. */
type Mistake = readonly [written: string, marked: string, message: string, read: string];

const before = 'rack Before { frame { height = 48U } }\n';
const after = 'rack After { dgx[4] : Dgx }\n';

const inBody: readonly Mistake[] = [
  ['rate 400Gbps', 'rate', 'Expected "=" and a value after "rate".', '!rate = 400Gbps'],
  ['rate =', '=', 'Expected a value after "rate =".', '!rate = _'],
  ['rate =\n  lanes = 4', '=', 'Expected a value after "rate =".', '!rate = _  lanes = 4'],
  ['rate = 400Gbps,', ',', 'Unexpected ",".', '!rate = 400Gbps'],
  ['rate = 400Gbps;', ';', 'A statement ends without ";".', 'rate = 400Gbps'],
  ['rate == 4', 'rate', 'Expected ":", "=" or "{" after "rate".', '!rate _'],
  ['rate := 4', ':', 'Expected a type after ":" (for example nvidia.DgxH100).', '!rate : _'],
  ['dgx[4 : Dgx', '[', 'This "[" is never closed.', '!dgx[4] : Dgx'],
  ['dgx 4] : Dgx', 'dgx', 'Expected "[" after "dgx".', '!dgx : Dgx'],
  ['dgx[] : Dgx', '[', 'Expected a value after "dgx[".', '!dgx[_] : Dgx'],
  ['dgx[4] Dgx', ']', 'Expected ":" and a type after "dgx[4]".', '!dgx[4] : Dgx'],
  ['dgx[4] :', ':', 'Expected a type after ":" (for example nvidia.DgxH100).', '!dgx[4] : _'],
  ['dgx[4] : nvidia.', '.', 'Expected a name after "dgx[4] : nvidia.".', '!dgx[4] : nvidia'],
  ['dgx[4] : : Dgx', ':', 'Expected a type after ":" (for example nvidia.DgxH100).', '!dgx[4] : _'],
  ['rack-a : Rack', 'rack-a', 'A name has no "-". Write "rack_a".', '!rack-a : Rack'],
  ['dgx : Dgx }', '}', 'This "}" closes nothing.', 'dgx : Dgx'],
  ['dgx : Dgx {', '{', 'The "{" of "dgx : Dgx" is never closed.', '!dgx : Dgx {}'],
  ['power { feed = 4kW', '{', 'The "{" of "power" is never closed.', '!power { feed = 4kW }'],
  ['power feed = 4kW }', 'power', 'Expected "{" after "power".', '!power { feed = 4kW }'],
  ['link up a -- b', 'up', 'Expected ":" and two endpoints after "link up".', '!link up : a -- b'],
  ['link up : a b', 'a', 'Expected "--" and a second endpoint after "link up : a".', '!link up : a -- _'],
  ['link up : a - b', 'a', 'Expected "--" and a second endpoint after "link up : a".', '!link up : a -- b'],
  ['link up : a -> b', 'a', 'Expected "--" and a second endpoint after "link up : a".', '!link up : a -- b'],
  ['link up : a --', '--', 'Expected a second endpoint after "link up : a --".', '!link up : a -- _'],
  [
    'link up : -- b',
    ':',
    'Expected an endpoint (for example compute[c].nic[r]) after "link up :".',
    '!link up : _ -- b',
  ],
  ['link : a -- b', '--', 'Unexpected "--".', '!link : a'],
  ['link up : a -- b via', 'via', 'Expected a type after "via" (for example nvidia.DgxH100).', '!link up : a -- b'],
  ['link up : a -- b where', 'where', 'Expected a value after "link up : a -- b where".', '!link up : a -- b where _'],
  ['link up : a -- b where c < 2 via Dac', 'via', '"via" stands before "where".', '!link up : a -- b where (c < 2)'],
  ['link up : a[c -- b', '[', 'This "[" is never closed.', '!link up : a[c] -- b'],
  ['link up : a[] -- b', '[', 'Expected a value after "link up : a[".', '!link up : a[_] -- b'],
  [
    'link up : a -- b..c via x.D { length = 2m }',
    '..',
    'Unexpected "..".',
    '!link up : a -- b via x.D { length = 2m }',
  ],
  ['link up : a -- b viia x.D { length = 2m }', 'viia', 'Unexpected "viia".', '!link up : a -- b { length = 2m }'],
  ['link up : a -- b via x..D { length = 2m }', '..', 'Unexpected "..".', '!link up : a -- b via x { length = 2m }'],
  ['link up[2 : a -- b', '[', 'This "[" is never closed.', '!link up[2] : a -- b'],
  ['let units', 'units', 'Expected "=" and a value after "let units".', '!let units = _'],
  ['let units 4', 'units', 'Expected "=" and a value after "let units".', '!let units = 4'],
  [
    'allow reach.copper',
    'copper',
    'Expected the reason in quotes after "allow reach.copper".',
    '!allow reach.copper _',
  ],
  [
    'allow reach "why"',
    'reach',
    'Expected "." and the rest of a rule (for example reach.copper) after "allow reach".',
    '!allow reach "why"',
  ],
  ['allow "why"', 'allow', 'Expected a name after "allow".', '!allow _ "why"'],
  ['plug = [OSFP, QSFP', '[', 'This "[" is never closed.', '!plug = [OSFP, QSFP]'],
  ['plug = [OSFP QSFP]', 'QSFP', 'Unexpected "QSFP".', '!plug = [OSFP]'],
  ['plug = [, OSFP]', '[', 'This "[" is never closed.', '!plug = []'],
  ['load = (1 + 2', '(', 'This "(" is never closed.', '!load = (1 + 2)'],
  ['load = 1 + 2)', ')', 'Unexpected ")".', '!load = (1 + 2)'],
  ['load = 1 +', '+', 'Expected a value after "load = 1 +".', '!load = (1 + _)'],
  ['load = * 2', '=', 'Expected a value after "load =".', '!load = _'],
  ['load = a < b < c', '<', 'A comparison does not chain. Write "a < b and b < c".', '!load = ((a < b) < c)'],
  [
    'load = 1 + not a',
    'not',
    'Expected a value. Put "not" and what it negates in parentheses.',
    '!load = (1 + (not a))',
  ],
  ['label = "no end', '"no end', 'This string is never closed: a quote is missing.', '!label = "no end"'],
  ['label = "a\\qb"', '\\q', 'A string knows three escapes: \\" and \\\\ and \\n.', '!label = "aqb"'],
  ['x = a && b', '&&', 'Unexpected "&&". Write "and".', '!x = a'],
  ['x = !a', '!', 'Unexpected "!". Write "not".', '!x = a'],
  ['/* no end', '/*', 'This comment is never closed: "*/" is missing.', ''],
  ['port', 'port', 'Expected a name after "port".', '!port _'],
  ['port {', '{', 'The "{" of "port" is never closed.', '!port {}'],
  ['port down[4]', ']', 'Expected "{" after "port down[4]".', '!port down[4] _'],
  ['fabric Rails', 'Rails', 'Expected "{" after "fabric Rails".', '!fabric Rails _'],
  ['{ x = 1 }', '{', 'Expected a name before "{".', '!_ { x = 1 }'],
  ['}', '}', 'This "}" closes nothing.', ''],
  ['-- b', '--', 'Unexpected "--".', ''],
  ['4', '4', 'Unexpected "4".', ''],
  ['Dac400G', 'Dac400G', 'Expected ":", "=" or "{" after "Dac400G".', '!Dac400G _'],
  ['x = a.', '.', 'Expected a name after "x = a.".', '!x = a'],
  ['import nvidia', 'import', 'An import stands at the top of the file.', 'import nvidia'],
  ['dgx[4] : Dgx extra', 'extra', 'Unexpected "extra".', '!dgx[4] : Dgx'],
  ['rate = 400Gbps fast', 'fast', 'Unexpected "fast".', '!rate = 400Gbps'],
  ['rate = 4 Gbps fast', 'fast', 'Unexpected "fast".', '!rate = 4~Gbps'],
  ['node Inner : { x = 1 }', ':', 'Expected a type after ":" (for example nvidia.DgxH100).', '!node Inner { x = 1 }'],
  ['node Inner : Base extra { x = 1 }', 'extra', 'Unexpected "extra".', '!node Inner : Base { x = 1 }'],
  ['node { x = 1', '{', 'The "{" of "node" is never closed.', '!node { x = 1 }'],
  ['x = 4 $ 3', '$', 'Unexpected "$".', '!x = 4'],
];

const atTop: readonly Mistake[] = [
  ['import', 'import', 'Expected a module or the path of a file after "import".', '!import _'],
  ['import nvidia as', 'as', 'Expected a name after "import nvidia as".', '!import nvidia'],
  ['import "./site.topo', '"./site.topo', 'This string is never closed: a quote is missing.', '!import "./site.topo"'],
  ['import 4', 'import', 'Expected a module or the path of a file after "import".', '!import _'],
  ['rack', 'rack', 'Expected a name after "rack".', '!rack _'],
  ['rack {', '{', 'The "{" of "rack" is never closed.', '!rack {}'],
  ['rack A', 'A', 'Expected "{" after "rack A".', '!rack A _'],
  ['rack A { x = 1', '{', 'The "{" of "rack A" is never closed.', '!rack A { x = 1 }'],
  ['rack A x = 1 }', 'A', 'Expected "{" after "rack A".', '!rack A { x = 1 }'],
  ['rack A { x = 1 } }', '}', 'This "}" closes nothing.', 'rack A { x = 1 }'],
  ['x = 1', 'x', 'Here stands an import, a declaration or a "let".', 'x = 1'],
  ['dgx : Dgx', 'dgx', 'Here stands an import, a declaration or a "let".', 'dgx : Dgx'],
  ['let n =', '=', 'Expected a value after "let n =".', '!let n = _'],
  ['rack A B { x = 1 }', 'B', 'Unexpected "B".', '!rack A { x = 1 }'],
  ['rack A(4) { x = 1 }', '(', 'Unexpected "(".', '!rack A { x = 1 }'],
  ['4', '4', 'Unexpected "4".', ''],
  ['@', '@', 'Unexpected "@".', ''],
  ['link a : b -- c', 'link', 'Here stands an import, a declaration or a "let".', 'link a : b -- c'],
];

describe('a mistake in a body', () => {
  test.each(inBody)('%s', (written, marked, message, read) => {
    const text = `${before}row Middle {\n  first = 1\n  ${written}\n  last : Last\n}\n${after}`;
    const { file, faults } = parse(text);
    expect(faults.map((fault) => [text.slice(fault.start, fault.end), fault.message])).toEqual([[marked, message]]);
    const inside = read === '' ? '' : `${read}  `;
    expect(file.statements.map(printStatement)).toEqual([
      before.trim(),
      `row Middle { first = 1  ${inside}last : Last }`,
      after.trim(),
    ]);
  });
});

describe('a mistake at the top', () => {
  test.each(atTop)('%s', (written, marked, message, read) => {
    const text = `${before}${written}\n${after}`;
    const { file, faults } = parse(text);
    expect(faults.map((fault) => [text.slice(fault.start, fault.end), fault.message])).toEqual([[marked, message]]);
    expect(print(file.statements)).toBe([before.trim(), read, after.trim()].filter((part) => part !== '').join('  '));
  });
});

test('a mistake at the end of the file is marked on the last token', () => {
  const text = 'rack A {\n  rate =\n';
  const { faults } = parse(text);
  expect(faults.map(({ start, end }) => text.slice(start, end))).toEqual(['{', '=']);
});
