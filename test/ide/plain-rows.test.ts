import { expect, test } from 'vitest';
import { analyse } from '../../server/checks/analyse.ts';
import { applied, formattingEdits } from '../../server/ide/format.ts';
import { semanticTokensIn } from '../../server/ide/semantic-tokens.ts';
import { createProgram } from '../../server/model/program.ts';
import { cableList } from '../bench/files.ts';
import { type Random, randomFrom } from '../random.ts';

const location = 'file:///lab/list.topo';
/** Before a comment at the end no row of links is read at once: the grammar reads each of them. */
const END = '/* end */\n';

function analysed(text: string) {
  const analysis = analyse(createProgram({ read: (from) => (from === location ? text : undefined) }), location);
  if (!analysis) throw new Error('There is a text.');
  return analysis;
}

/** A list of cables, in which some lines are written otherwise, and some not as they should be. */
function list(random: Random): string {
  const lines = cableList(90)
    .text.split('\n')
    .map((line) => (random.once(3) ? changed(line, random) : line));
  return lines.join(random.once(4) ? '\r\n' : '\n');
}

function changed(line: string, random: Random): string {
  const at = random.below(line.length + 1);
  switch (random.below(6)) {
    case 0:
      return line.replaceAll(' ', () => random.pick([' ', '  ', '\t', '']));
    case 1:
      return `${line} // remark`;
    case 2:
      return line.replace('length = ', random.pick(['length=', 'length  = ', 'price = ']));
    case 3:
      return line.replace(/\[(\d)/, '[0$1');
    case 4:
      return line.slice(0, at) + line.slice(at + 1);
    default:
      return line.slice(0, at) + random.pick(['.', '[', 'x', ' ', '{', '"']) + line.slice(at);
  }
}

test('links that are read in rows are coloured and formatted as if the grammar had read each', () => {
  for (let seed = 1; seed <= 60; seed++) {
    const text = list(randomFrom(seed));
    const rows = analysed(text);
    const each = analysed(text + END);
    const range = { start: 0, end: text.length };
    expect(semanticTokensIn(rows, range), `seed ${seed}`).toEqual(semanticTokensIn(each, range));
    const inside = formattingEdits(each.source).filter(({ end }) => end < text.length);
    expect(
      formattingEdits(rows.source).filter(({ end }) => end < text.length),
      `seed ${seed}`,
    ).toEqual(inside);
    expect(applied(text, formattingEdits(rows.source)).replaceAll(/\s/g, '')).toBe(text.replaceAll(/\s/g, ''));
  }
});
