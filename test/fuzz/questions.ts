import type { Analysis } from '../../server/checks/analyse.ts';
import { editedTexts } from '../../server/checks/overlay.ts';
import { actionsAt } from '../../server/ide/actions.ts';
import { completionsAt } from '../../server/ide/completion.ts';
import { definitionAt, typeDefinitionAt } from '../../server/ide/definition.ts';
import { documentLinksIn } from '../../server/ide/document-links.ts';
import { fixesAt } from '../../server/ide/fixes.ts';
import { foldsIn } from '../../server/ide/folding.ts';
import { applied, formattingEdits } from '../../server/ide/format.ts';
import { highlightsAt } from '../../server/ide/highlight.ts';
import { hoverAt } from '../../server/ide/hover.ts';
import { knownFrom } from '../../server/ide/known.ts';
import { lensesIn, lensText } from '../../server/ide/lenses.ts';
import { manualPlaceAt } from '../../server/ide/manual.ts';
import { rename } from '../../server/ide/rename.ts';
import { selectionsAt } from '../../server/ide/selection.ts';
import { semanticTokensIn } from '../../server/ide/semantic-tokens.ts';
import { streamPartsAt, streamsOf } from '../../server/ide/streams.ts';
import { type OutlineSymbol, outlineOf } from '../../server/ide/symbols.ts';
import { createTrial, TIME_FOR_TRIALS } from '../../server/ide/trial.ts';
import { familyTypeAt, subtypesOf, supertypesOf } from '../../server/ide/type-family.ts';
import { nameAt, usesOf } from '../../server/ide/uses.ts';
import { symbolsLike } from '../../server/ide/workspace-symbols.ts';
import { readSource } from '../../server/model/source.ts';
import type { Random } from '../random.ts';

/** Fixes take analyses of their own: they are asked for once in so many times. */
const FIXES_EVERY = 20;

/**
 * Asks everything that an editor asks of a document, each at a place of its own, and judges what can be judged. `took` is
 * how long its analysis took, in milliseconds: the server leaves that much less time for trials of fixes.
 */
export function questionsAbout(
  analysis: Analysis,
  took: number,
  random: Random,
  timed: <T>(what: string, make: () => T) => T,
): void {
  const { model, source } = analysis;
  const at = (): number => random.below(source.text.length + 1);
  const whole = { start: 0, end: source.text.length };
  timed('hover', () => hoverAt(analysis, at()));
  timed('completion', () => completionsAt(analysis, { offset: at(), list: () => ['parts.topo', 'sites/'] }));
  timed('definition', () => [
    definitionAt(model, source, at()),
    typeDefinitionAt(model, source, at()),
    manualPlaceAt(model, source, at()),
  ]);
  timed('highlights', () => highlightsAt(analysis, at()));
  timed('selection', () => selectionsAt(analysis, at()));
  timed('symbols', () => outlineOf(analysis).map(withChildren));
  timed('tokens', () => semanticTokensIn(analysis, whole));
  timed('folds', () => foldsIn(analysis));
  timed('document links', () => documentLinksIn(analysis));
  timed('lenses', () => lensesIn(analysis).map((lens) => lensText(analysis, lens)));
  timed('formatting', () => expectSettled(analysis));
  timed('streams', () => askStreams(analysis, at()));
  timed('references and types', () => askKnown(analysis, at()));
  if (random.once(FIXES_EVERY)) {
    timed('rename', () => rename(knownFrom(model.program, [source.location]), source, at(), 'renamed'));
    timed('actions', () => askActions(analysis, at(), took));
  }
  if (random.once(FIXES_EVERY))
    timed('fixes', () => fixesAt(analysis, { start: at(), end: source.text.length }, createTrial(analysis)));
  expectWithin(analysis);
}

function askStreams(analysis: Analysis, offset: number): void {
  for (const part of streamPartsAt(analysis, offset))
    for (const direction of ['up', 'down'] as const) streamsOf(analysis, part, direction);
}

function askKnown({ model, source }: Analysis, offset: number): void {
  const known = knownFrom(model.program, [source.location]);
  const meaning = nameAt(known.model, source, offset)?.meaning;
  if (meaning) usesOf(known.model, known.sources, meaning);
  const type = familyTypeAt(known, source, offset);
  if (type) [...supertypesOf(known, type), ...subtypesOf(known, type)];
  symbolsLike(known, 'a');
}

/** What can be done there, all of it made. */
function askActions(analysis: Analysis, offset: number, took: number): void {
  const range = { start: offset, end: offset };
  for (const action of actionsAt(analysis, { range, timeForTrials: TIME_FOR_TRIALS - took, wants: () => true }))
    editedTexts(action.edits());
}

/** White space alone changes, and in a text without faults what is formatted once is not changed again. */
function expectSettled({ source }: Analysis): void {
  const text = String(source.text);
  const once = applied(text, formattingEdits(source));
  if (once.replace(/\s+/g, '') !== text.replace(/\s+/g, ''))
    throw new Error(`Formatting changes more than white space:\n${once}`);
  const read = readSource(source.location, once);
  const twice = applied(once, formattingEdits(read));
  if (source.parsed.faults.length === 0 && once !== twice)
    throw new Error(`Formatted twice is not formatted once:\n${once}\n---\n${twice}`);
}

/** What is found stands in the text, and is told on one line. */
function expectWithin({ source, findings }: Analysis): void {
  for (const { rule, at, message, related } of findings) {
    if (at.source.location !== source.location || at.start < 0 || at.start > at.end || at.end > source.text.length)
      throw new Error(`${rule} at ${at.start}–${at.end} lies outside of the text.`);
    for (const line of [message, ...related.map((each) => each.message)])
      if (line === '' || /[\r\n]/.test(line)) throw new Error(`${rule}: ${JSON.stringify(line)} is not one line.`);
  }
}

/** A symbol with all below it, which are made when they are asked for. */
function withChildren(symbol: OutlineSymbol): readonly OutlineSymbol[] {
  return [symbol, ...[...symbol.children].flatMap(withChildren)];
}
