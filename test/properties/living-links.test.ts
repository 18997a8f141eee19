import { expect, test } from 'vitest';
import { inPieces } from '../../grammar/text.ts';
import { analyse, begin, type LivingAnalysis } from '../../server/checks/analyse.ts';
import { createProgram } from '../../server/model/program.ts';
import { reread } from '../../server/model/source.ts';
import { cableList } from '../bench/files.ts';
import { applied, type Edit, takenBack } from '../fuzz/edits.ts';
import { createSubject, told } from '../fuzz/subject.ts';

const TIME_LIMIT = 120_000;
const MANY = 7;

const parts = `
nic Card { port port { rate = 400Gbps } }
node Server { nic[4] : Card }
switch Leaf { port port[8] { rate = 400Gbps } }
`;

const texts: Readonly<Record<string, string>> = {
  'a list of cables': cableList(30).text,
  'a list with a comment in the middle': cableList(30).text.replace(/\n( *link c9 )/, '\n/* measured\n twice */\n$1'),
  'waived findings': `import cables
${parts}
rack Compute {
  allow reach.medium "all on one frame"
  server[2] : Server
  leaf[2] : Leaf
  link a : server[0].nic[0] -- leaf[0].port[0] { length = 1m }
  link b : server[0].nic[1] -- leaf[0].port[1] via cables.Dac400G { length = 9m allow reach.copper "tested" }
  link c : server[0].nic[2] -- leaf[0].port[2] via cables.Dac400G { length = 9m }
  link d : server[0].nic[3] -- leaf[9].port[3] via cables.Dac400G { length = 9m }
}
`,
  'several roots': `import cables
${parts}
rack Near {
  server[2] : Server
  leaf : Leaf
  link n[2] : server[s].nic[i] -- leaf.port[(s + 2 * i) % 8] where i < 1
  link m : server[0].nic[2] -- leaf.port[6] via cables.Dac400G { length = 9m }
  link l : server[0].nic[2] -- leaf.port[6] via cables.Dac400G { length = 9m }
}
rack Far {
  server[2] : Server
  leaf : Leaf
  link o : server[0].nic[0] -- leaf.port[0] via cables.Dac400G { length = 1m }
  link p : server[0].nic[1] -- leaff.port[1] via cables.Dac400G { length = 1m }
  link q : server[0].nic[1] -- leaff.port[1] via cables.Dac400G { length = 1m }
}
row Both { near[2] : Near  other : Near { server[3] : Server }  far : Far }
`,
  'a fabric that is derived and overridden': `import cables
${parts}
rack Base {
  server[2] : Server
  leaf[2] : Leaf
  fabric Rails {
    role = scale_out
    link a : server[0].nic[0] -- leaf[0].port[0] via cables.Dac400G { length = 9m }
    link b : server[0].nic[1] -- leaf[0].port[1] via cables.Dac400G { length = 1m }
    link c : server[0].nic[2] -- leaf[0].port[2] via cables.Dac400G { length = 1m }
  }
}
rack Derived : Base {
  fabric Rails {
    link b : server[1].nic[1] -- leaf[1].port[1] via cables.Dac400G { length = 8m }
    link d : server[1].nic[2] -- leaf[1].port[2] via cables.Dac400G { length = 1m }
    link e : server[1].nic[3] -- leaf[3].port[3] via cables.Dac400G { length = 1m }
  }
}
row Both { base[2] : Base  derived : Derived { fabric Rails { link f : server[1].nic[0] -- leaf[1].port[5] } } }
`,
  'long bodies with faults': `import cables
import optics
${parts}
${['One', 'Two', 'Three'].map(longBody).join('')}
rack Four : Two {
${longBody('Two').split('\n').slice(10, -2).join('\n')}
}
`,
};

/** A body of many statements of which rules on what is written have something to say, and links of its own. */
function longBody(name: string): string {
  return `rack ${name} {
  frame { height = 48U }
  height = 3
  let idle = 1
  let twice = 1
  let twice = 2
  node Local[2] { }
  allow density.space "agreed"
  allow reach.nothing "agreed"
  server[4] : Server
  server : Server
  leaf[2] : Leaf
  spine : Leff
  spare : ${name}
  frame { depth = 1m }
${Array.from({ length: 10 }, (_, i) => `  link l${name}${i} : server[0].nic[${i % 4}] -- leaf[0].port[${i % 8}] via cables.Dac400G { length = ${i}m }`).join('\n')}
}
`;
}

interface Line {
  readonly start: number;
  readonly end: number;
  readonly text: string;
  readonly name: string;
}

/** The lines of a text that are links: the first, one in the middle and the last. */
function placesIn(text: string): readonly Line[] {
  const lines = [...text.matchAll(/^ *link (\w+).*\n/gm)].map(
    ({ index, 0: line, 1: name = '' }): Line => ({ start: index, end: index + line.length, text: line, name }),
  );
  return [...new Set([lines[0], lines[lines.length >> 1], lines.at(-1)])].flatMap((line) => line ?? []);
}

/** What a person does at a line; each is taken back step by step. */
const doings: Readonly<Record<string, (line: Line, text: string) => readonly Edit[]>> = {
  'types another line': ({ start, text, name }) => [
    { start, end: start, text: '\n' },
    ...[...text.trimEnd().replace(`link ${name}`, 'link zone')].map((key, i) => ({
      start: start + i,
      end: start + i,
      text: key,
    })),
  ],
  'types in front of it': ({ start, text }) =>
    [...text.slice(0, 20)].map((key, i) => ({ start: start + i, end: start + i, text: key })),
  'deletes it backwards': ({ start, end }) =>
    Array.from({ length: end - 1 - start }, (_, i) => ({ start: end - i - 2, end: end - i - 1, text: '' })),
  'deletes the line': ({ start, end }) => [{ start, end, text: '' }],
  'pastes a hundred': ({ start, text, name }) => [
    {
      start,
      end: start,
      text: Array.from({ length: 100 }, (_, i) => text.replace(`link ${name}`, `link pasted${i}`)).join(''),
    },
  ],
  'pastes it again': ({ start, text }) => [{ start, end: start, text }],
  'comments it out': ({ start }) => [{ start, end: start, text: '// ' }],
  'gives it the name of each other': (line, text) =>
    placesIn(text).flatMap(({ name }, i, all) => {
      const start = line.start + line.text.indexOf(line.name, line.text.indexOf('link') + 4);
      const before = i === 0 ? line.name : (all[i - 1]?.name ?? '');
      return [{ start, end: start + before.length, text: name }];
    }),
  'misspells the word': ({ start, text }) => {
    const at = start + text.indexOf('link') + 1;
    return [
      { start: at + 1, end: at + 1, text: 'a' },
      { start: at - 1, end: at, text: '' },
    ];
  },
  'loses the dashes': ({ start, text }) => {
    const at = start + text.indexOf('--');
    return [
      { start: at, end: at + 1, text: '' },
      { start: at, end: at + 1, text: '' },
    ];
  },
  'loses a bracket': ({ start, text }) => {
    const at = start + text.indexOf('[');
    return [{ start: at, end: at + 1, text: '' }];
  },
  'opens a body': ({ end }) => [
    { start: end - 1, end: end - 1, text: ' {' },
    { start: end + 1, end: end + 1, text: ' length = 2m' },
    { start: end + 13, end: end + 13, text: ' }' },
  ],
};

const cases = Object.keys(texts).flatMap((of) => Object.keys(doings).map((doing) => [doing, of] as const));

test.each(cases)('somebody %s in %s', { timeout: TIME_LIMIT }, (doing, of) => {
  const text = texts[of] ?? '';
  const subject = createSubject();
  subject.open(text);
  subject.analysis();
  let steps = 0;
  const apply = (edit: Edit, i: number, { length }: readonly Edit[]): void => {
    subject.change([edit]);
    const seen = subject.analysis();
    // To compare each of many keys would take too long: others are compared at other lines.
    if (length < MANY || i === length - 1 || steps++ % MANY === 0)
      expect(JSON.parse(told(seen))).toEqual(JSON.parse(told(subject.fresh())));
  };
  for (const line of placesIn(text)) {
    const undone: Edit[] = [];
    for (const [i, edit] of (doings[doing]?.(line, text) ?? []).entries()) {
      undone.unshift(takenBack(subject.text(), edit));
      apply(edit, i, doings[doing]?.(line, text) ?? []);
    }
    undone.forEach(apply);
    expect(subject.text()).toBe(text);
  }
});

test.each([
  ['types another line', 'a list of cables'],
  ['deletes it backwards', 'a list of cables'],
  ['pastes a hundred', 'a list of cables'],
  ['pastes it again', 'a list of cables'],
  ['comments it out', 'a list of cables'],
  ['gives it the name of each other', 'a list of cables'],
  ['misspells the word', 'a list of cables'],
  ['loses the dashes', 'a list of cables'],
  ['types another line', 'a list with a comment in the middle'],
  ['types another line', 'several roots'],
  ['types another line', 'long bodies with faults'],
  ['types another line', 'a fabric that is derived and overridden'],
])('the model lives on where somebody %s in %s', (doing, of) => {
  const text = texts[of] ?? '';
  const subject = createSubject();
  subject.open(text);
  const { model } = subject.analysis();
  const [line] = placesIn(text);
  const lives: boolean[] = [];
  for (const edit of line ? (doings[doing]?.(line, text) ?? []) : []) {
    subject.change([edit]);
    lives.push(subject.analysis().model === model);
  }
  expect(lives).not.toContain(false);
});

test('tuples that a link has taken are given back when it is counted anew', () => {
  const subject = createSubject();
  const lines = (n: number): string =>
    `${parts}\nrack Compute {\n  leaf[1000] : Leaf\n  spine[1000] : Leaf\n  link x : leaf[a] -- spine[(a + b) % 1000].port[b] where b < ${n}\n}\n`;
  subject.open(lines(1));
  const { model } = subject.analysis();
  const { remaining } = model.budget;
  const at = lines(1).indexOf('where b < ') + 'where b < '.length;
  for (let i = 0; i < 600; i++) {
    subject.change([{ start: at, end: at + 1, text: String(1 + (i % 7)) }]);
    subject.analysis();
  }
  expect(subject.analysis().model).toBe(model);
  expect(model.budget.remaining).toBe(remaining);
  expect(JSON.parse(told(subject.analysis()))).toEqual(JSON.parse(told(subject.fresh())));
});

test('whoever types before all is judged loses nothing', () => {
  const name = 'file:///lab/edited.topo';
  const text = texts['several roots'] ?? '';
  const typed = text.replace('link o : server[0]', 'link o : server[1]');
  const begun = (): LivingAnalysis => begin(createProgram({ read: () => inPieces(text) }), name) ?? expect.fail();
  const fresh = analyse(createProgram({ read: () => inPieces(typed) }), name) ?? expect.fail();
  const steps = [...begun().finish()].length;
  for (let step = 0; step <= steps; step++) {
    const living = begun();
    const givenUp = living.finish();
    for (let i = 0; i < step; i++) givenUp.next();
    expect(living.takeIn(reread(living.source, inPieces(typed)))).toBe(true);
    for (const _ of living.finish());
    expect(told(living.now())).toBe(told(fresh));
  }
});

test('one of two links with the same fault is changed', () => {
  const subject = createSubject();
  subject.open(texts['several roots'] ?? '');
  for (const [from, to] of [
    ['link q : server[0]', 'link q : server[0]]'],
    ['link q : server[0]]', 'link q : server[0]'],
    ['link p : server[0]', 'link p : server[1]'],
    ['link q :', 'link p :'],
  ] as const) {
    const start = subject.text().indexOf(from);
    subject.change([{ start, end: start + from.length, text: to }]);
    expect(JSON.parse(told(subject.analysis()))).toEqual(JSON.parse(told(subject.fresh())));
  }
});

test('what the tests do is what they say', () => {
  for (const text of Object.values(texts)) {
    expect(placesIn(text).length).toBe(3);
    const [line] = placesIn(text);
    const edit = line && doings['deletes the line']?.(line, text)[0];
    expect(edit && applied(text, edit)).not.toContain(line?.text);
  }
});
