import { describe, expect, test } from 'vitest';
import { analyse } from '../../server/checks/analyse.ts';
import { completionsAt } from '../../server/ide/completion.ts';
import { hoverAt } from '../../server/ide/hover.ts';
import { selectionsAt } from '../../server/ide/selection.ts';
import { signatureAt } from '../../server/ide/signature.ts';
import { createProgram } from '../../server/model/program.ts';
import { cableList, templates } from '../bench/files.ts';

/** What a person does not notice; the answers take a tenth of it on a machine that has time. */
const MOST_MILLISECONDS = 30;
const LINES = 10_000;

describe.each([
  ['a list of cables', cableList],
  ['types that derive from types', templates],
])('in %s of 10,000 lines, once it is analysed,', (_, make) => {
  const { text } = make(LINES);
  const analysis = analyse(createProgram({ read: () => text }), '/long.topo');
  const via = text.indexOf('via', Math.floor(text.length / 2));
  const places: readonly (readonly [string, number])[] = [
    ['a cable', via + 'via '.length],
    ['a path', text.lastIndexOf('.nic', via) + 1],
    ['an index', text.lastIndexOf('[', via) + 1],
    ['a statement', text.lastIndexOf('link', via)],
    ['a type', text.lastIndexOf(' : nvidia.', via) + 3],
  ];

  test.each(places)('completion, signature, hover and selection of %s take no time', (_what, offset) => {
    if (!analysis) throw new Error('There is no analysis.');
    expect(quickest(() => completionsAt(analysis, { offset }))).toBeLessThan(MOST_MILLISECONDS);
    expect(quickest(() => signatureAt(analysis, offset))).toBeLessThan(MOST_MILLISECONDS);
    expect(quickest(() => hoverAt(analysis, offset))).toBeLessThan(MOST_MILLISECONDS);
    expect(quickest(() => selectionsAt(analysis, offset))).toBeLessThan(MOST_MILLISECONDS);
  });
});

/** The time of the best of some answers, because others use the machine, too. */
function quickest(answer: () => unknown): number {
  const times = Array.from({ length: 7 }, () => {
    const start = performance.now();
    answer();
    return performance.now() - start;
  });
  return Math.min(...times);
}
