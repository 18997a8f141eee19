import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Span } from '../../grammar/ast.ts';
import type { Analysis } from '../../server/checks/analyse.ts';
import { completionsAt } from '../../server/ide/completion.ts';
import { foldsIn } from '../../server/ide/folding.ts';
import { highlightsAt } from '../../server/ide/highlight.ts';
import { selectionsAt } from '../../server/ide/selection.ts';
import { semanticTokensIn } from '../../server/ide/semantic-tokens.ts';
import { signatureAt } from '../../server/ide/signature.ts';
import { type OutlineSymbol, outlineOf } from '../../server/ide/symbols.ts';
import { analyseAll } from '../fixture.ts';
import { editedExample, randomText } from '../properties/random-text.ts';

/** fast-check prints it with the failing text. */
const SEED = 20_251_125;
const RUNS = 150;
const TIME_LIMIT = 300_000;

describe(`in whatever is written an editor is answered (seed ${SEED})`, { timeout: TIME_LIMIT }, () => {
  test('random text', () => assertAnswers(randomText));
  test('random edits of the examples', () => assertAnswers(editedExample));
});

test('an import whose path is empty has a name that stands where such imports are', () => {
  const [analysis] = analyseAll(new Map([['/main.topo', 'import ""\nimport ""\nrack Empty { }\n']]));
  const found = analysis ? highlightsAt(analysis, 'import "'.length) : [];
  expect(found.map(({ start, end }) => [start, end])).toEqual([
    [7, 9],
    [17, 19],
  ]);
});

function assertAnswers(texts: fc.Arbitrary<string>): void {
  fc.assert(
    fc.property(texts, fc.nat(), (text, at) => {
      const [analysis] = analyseAll(new Map([['/main.topo', text]]));
      if (analysis) expect(problemsOf(analysis, at % (text.length + 1))).toEqual([]);
    }),
    { seed: SEED, numRuns: RUNS },
  );
}

/** What may not be in an answer, wherever in the text it is asked. */
function problemsOf(analysis: Analysis, offset: number): readonly string[] {
  const { text } = analysis.source;
  const items = completionsAt(analysis, { offset });
  const pieces = signatureAt(analysis, offset)?.pieces ?? [];
  const tokens = semanticTokensIn(analysis, { start: 0, end: text.length });
  const symbols = outlineOf(analysis).flatMap(withChildren);
  const spans: readonly (readonly [string, Span])[] = [
    ...items.map(({ label, span }) => [`item ${label}`, span] as const),
    ...highlightsAt(analysis, offset).map((use) => ['highlight', use] as const),
    ...selectionsAt(analysis, offset).map((span) => ['selection', span] as const),
    ...foldsIn(analysis).map((fold) => ['fold', fold] as const),
    ...symbols.flatMap((symbol) => [[symbol.name, symbol] as const, [symbol.name, symbol.at] as const]),
    ...tokens.map((token) => ['token', token] as const),
    ...pieces.map((piece) => ['piece of a signature', piece] as const),
  ];
  return [
    ...spans.filter(([, span]) => !isIn(span, text)).map(([what]) => `${what} lies outside of the text`),
    ...items
      .filter(({ span }) => /\n/.test(text.slice(span.start, span.end)))
      .map(({ label }) => `${label} replaces lines`),
    ...items.filter(({ span }) => offset < span.start || span.end < offset).map(({ label }) => `${label} is elsewhere`),
    ...tokens
      .filter(({ start }, i) => start < (tokens[i - 1]?.end ?? 0))
      .map(({ start }) => `token at ${start} overlaps`),
    ...symbols
      .filter(({ start, end, at }) => at.start < start || end < at.end)
      .map(({ name }) => `${name} is not in its symbol`),
  ];
}

function isIn({ start, end }: Span, text: { readonly length: number }): boolean {
  return 0 <= start && start <= end && end <= text.length;
}

function withChildren(symbol: OutlineSymbol): readonly OutlineSymbol[] {
  return [symbol, ...[...symbol.children].flatMap(withChildren)];
}
