import { expect, test } from 'vitest';
import { type Analysis, analyse, begin } from '../../server/checks/analyse.ts';
import { completionsAt } from '../../server/ide/completion.ts';
import { LATER } from '../../server/ide/hover/later.ts';
import { hoverAt } from '../../server/ide/hover.ts';
import { createProgram } from '../../server/model/program.ts';
import { cableList } from '../bench/files.ts';

const location = 'file:///lab/list.topo';
const { text } = cableList(200);
const program = createProgram({ read: (from) => (from === location ? text : undefined) });

/** What a hover says at the first place of a text. */
function hovered(analysis: Analysis, at: string): string {
  return hoverAt(analysis, text.indexOf(at) + 1)?.markdown ?? '';
}

test('a hover does not wait for the links of whole blocks, and says what is missing', () => {
  const living = begin(program, location);
  const whole = analyse(program, location);
  if (!living || !whole) throw new Error('There is a text.');
  for (const at of ['c7 :', 'AsBuilt', 'Net', 'Pod {', 'Aec400G']) {
    expect(hovered(living.now(), at), at).toContain(LATER);
    expect(hovered(whole, at), at).not.toContain(LATER);
  }
  const link = hovered(living.now(), 'c7 :');
  for (const known of ['| length |', '| reach |', '| power |']) expect(link).toContain(known);
  for (const _ of living.finish());
  for (const at of ['c7 :', 'AsBuilt', 'Net', 'Pod {', 'Aec400G'])
    expect(hovered(living.now(), at), at).toBe(hovered(whole, at));
});

test('completion does not wait for them either, and offers the same', () => {
  const living = begin(program, location);
  const whole = analyse(program, location);
  if (!living || !whole) throw new Error('There is a text.');
  const offset = text.indexOf('cables.Aec400G') + 'cables.'.length;
  const labels = (analysis: Analysis): readonly string[] =>
    completionsAt(analysis, { offset }).map((each) => each.label);
  expect(living.now().isWaiting).toBe(true);
  expect(labels(living.now())).toEqual(labels(whole));
  expect(living.now().isWaiting).toBe(true);
});
