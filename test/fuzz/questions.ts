import type { Analysis } from '../../server/checks/analyse.ts';
import { completionsAt } from '../../server/ide/completion.ts';
import { definitionAt, typeDefinitionAt } from '../../server/ide/definition.ts';
import { documentLinksIn } from '../../server/ide/document-links.ts';
import { fixesAt } from '../../server/ide/fixes.ts';
import { foldsIn } from '../../server/ide/folding.ts';
import { applied, formattingEdits } from '../../server/ide/format.ts';
import { highlightsAt } from '../../server/ide/highlight.ts';
import { hoverAt } from '../../server/ide/hover.ts';
import { lensesIn, lensText } from '../../server/ide/lenses.ts';
import { selectionsAt } from '../../server/ide/selection.ts';
import { semanticTokensIn } from '../../server/ide/semantic-tokens.ts';
import { outlineOf } from '../../server/ide/symbols.ts';
import { createTrial } from '../../server/ide/trial.ts';
import { readSource } from '../../server/model/source.ts';
import type { Random } from '../random.ts';

/** Fixes take analyses of their own: they are asked for once in so many times. */
const FIXES_EVERY = 20;

/** Asks everything that an editor asks of a document, each at a place of its own, and judges what can be judged. */
export function questionsAbout(analysis: Analysis, random: Random, timed: <T>(what: string, make: () => T) => T): void {
  const { model, source } = analysis;
  const at = (): number => random.below(source.text.length + 1);
  const whole = { start: 0, end: source.text.length };
  timed('hover', () => hoverAt(analysis, at()));
  timed('completion', () => completionsAt(analysis, { offset: at(), list: () => ['parts.topo', 'sites/'] }));
  timed('definition', () => [definitionAt(model, source, at()), typeDefinitionAt(model, source, at())]);
  timed('highlights', () => highlightsAt(analysis, at()));
  timed('selection', () => selectionsAt(analysis, at()));
  timed('symbols', () => outlineOf(analysis));
  timed('tokens', () => semanticTokensIn(analysis, whole));
  timed('folds', () => foldsIn(analysis));
  timed('document links', () => documentLinksIn(analysis));
  timed('lenses', () => lensesIn(analysis).map((lens) => lensText(analysis, lens)));
  timed('formatting', () => expectSettled(analysis));
  if (random.once(FIXES_EVERY))
    timed('fixes', () => fixesAt(analysis, { start: at(), end: source.text.length }, createTrial(analysis)));
  expectWithin(analysis);
}

/** White space alone changes, and in a text without faults what is formatted once is not changed again. */
function expectSettled({ source }: Analysis): void {
  const once = applied(source.text, formattingEdits(source));
  if (once.replace(/\s+/g, '') !== source.text.replace(/\s+/g, ''))
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
