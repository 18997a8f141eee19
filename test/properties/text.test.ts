import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Analysis, analyse } from '../../server/checks/analyse.ts';
import { createProgram, type SourceCache } from '../../server/model/program.ts';
import { editedExample, randomText } from './random-text.ts';

/** fast-check prints it with the failing text. */
const SEED = 20_240_318;
const RUNS = 400;
/** One analysis of such short texts takes some milliseconds; a busy machine may take much longer, but not that long. */
const LONGEST_MS = 5000;
const TIME_LIMIT = 300_000;

/** Files of the catalog are parsed once. */
const parsed: SourceCache = new Map();

describe(`whatever is written is analysed (seed ${SEED})`, () => {
  test('random text', { timeout: TIME_LIMIT }, () => assertSound(randomText));
  test('random edits of the examples', { timeout: TIME_LIMIT }, () => assertSound(editedExample));
});

/** No analysis throws or takes long, and what it tells stands in the text on one line. */
function assertSound(texts: fc.Arbitrary<string>): void {
  fc.assert(
    fc.property(texts, (text) => {
      const started = performance.now();
      const analysis = analysed(text);
      expect(performance.now() - started).toBeLessThan(LONGEST_MS);
      expect(problemsOf(analysis, text)).toEqual([]);
    }),
    { seed: SEED, numRuns: RUNS },
  );
}

function analysed(text: string): Analysis {
  const program = createProgram({ read: (location) => (location === 'random.topo' ? text : undefined) }, parsed);
  const rethrow = (rule: string, error: unknown): never => {
    throw new Error(`The check ${rule} failed.`, { cause: error });
  };
  const analysis = analyse(program, 'random.topo', rethrow);
  if (!analysis) throw new Error('There is no text.');
  return analysis;
}

function problemsOf({ findings }: Analysis, text: string): readonly string[] {
  return findings.flatMap((finding) => {
    const name = `${finding.rule} at ${finding.at.start}`;
    const places = [finding.at, ...finding.fixes.flatMap(({ edits }) => edits.map(({ at }) => at))].filter(
      ({ source }) => source === finding.at.source,
    );
    const lines = [
      finding.message,
      ...finding.related.map(({ message }) => message),
      ...finding.fixes.map(({ title }) => title),
    ];
    return [
      ...places
        .filter(({ start, end }) => !(0 <= start && start <= end && end <= text.length))
        .map(() => `${name} lies outside of the text`),
      ...lines
        .filter((line) => line === '' || /[\r\n]/.test(line))
        .map((line) => `${name}: ${JSON.stringify(line)} is not one line`),
    ];
  });
}
