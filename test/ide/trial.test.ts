import { expect, test } from 'vitest';
import type { Analysis } from '../../server/checks/analyse.ts';
import { fixesAt } from '../../server/ide/fixes.ts';
import { createTrial, type Trial } from '../../server/ide/trial.ts';
import { analyseAll } from '../fixture.ts';

const text = 'rack Compute {\n  frame { height = 48 }\n}\n';
const worse = 'rack Compute {\n  frame { height = 48U  depht = 1m  widht = 1m }\n}\n';

const analysisOf = (of: string): Analysis =>
  analyseAll(new Map([['/main.topo', of]]))[0] ?? expect.fail('there is no analysis');

const before = analysisOf(text);
const whole = { start: 0, end: text.length };
const offered = (trial: Trial): readonly string[] => fixesAt(before, whole, trial).map(({ fix }) => fix.title);

test('a fix that mends its finding is offered', () => {
  expect(offered(createTrial(before, Number.POSITIVE_INFINITY))).toContain('Write 48U');
});

test('one that leaves its finding or brings an error is not', () => {
  expect(offered({ after: () => before })).toEqual([]);
  expect(offered({ after: () => analysisOf(worse) })).toEqual([]);
});

test('one that there is no time to try is', () => {
  expect(createTrial(before, 0).after([])).toBeUndefined();
  expect(offered(createTrial(before, 0))).toContain('Write 48U');
});
