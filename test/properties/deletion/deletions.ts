import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Span } from '../../../grammar/ast.ts';
import { type Analysis, analyse } from '../../../server/checks/analyse.ts';
import type { Finding } from '../../../server/checks/findings.ts';
import { createProgram, type SourceCache } from '../../../server/model/program.ts';
import { type TopLevel, topLevels } from '../statements.ts';

const examples = join(import.meta.dirname, '../../../examples');

const LOCATION = 'example.topo';
/** Enough of what went wrong to see a pattern in it. */
const MOST_SHOWN = 20;
/** A slow machine takes much longer than the half minute that the longest example needs. */
const TIME_LIMIT = 600_000;

/** Files of the catalog are parsed once. */
const parsed: SourceCache = new Map();

/**
 * Tests every deletion of one character or one line of an example. It may change the findings of the statement that it
 * touches, of those that this one uses and of those that use it; all others keep theirs. Between two statements it
 * touches both.
 */
export function testDeletions(example: string): void {
  const text = readFileSync(join(examples, `${example}.topo`), 'utf8');
  describe(`a deletion in ${example} changes no finding of what has nothing to do with it`, () => {
    test('of each character', { timeout: TIME_LIMIT }, () => {
      expect(changesBy(text, characters(text))).toEqual([]);
    });
    test('of each line', { timeout: TIME_LIMIT }, () => {
      expect(changesBy(text, lines(text))).toEqual([]);
    });
  });
}

function characters(text: string): readonly Span[] {
  return Array.from(text, (_, i) => ({ start: i, end: i + 1 }));
}

function lines(text: string): readonly Span[] {
  const starts = [0, ...Array.from(text.matchAll(/\n/g), ({ index }) => index + 1), text.length];
  return starts.flatMap((start, i) =>
    i > 0 && start > (starts[i - 1] ?? 0) ? [{ start: starts[i - 1] ?? 0, end: start }] : [],
  );
}

/** What deletions change that they should not. */
function changesBy(text: string, deletions: readonly Span[]): readonly string[] {
  const all = topLevels(text);
  const intact = analysed(text);
  const before = new Map(all.map((one) => [one, findingsIn(intact, one.statement)]));
  const wrong: string[] = [];
  // Within a run of blanks, or `**`, it is all the same which one goes.
  const analyses = { text: '', analysis: intact };
  for (const deletion of deletions) {
    const rest = text.slice(0, deletion.start) + text.slice(deletion.end);
    if (rest !== analyses.text) Object.assign(analyses, { text: rest, analysis: analysed(rest) });
    for (const one of all) {
      if (isTouched(one, all, deletion)) continue;
      const moved = shifted(one.statement, deletion);
      const problem = problemOf(analyses.analysis, moved, before.get(one) ?? []);
      if (problem !== undefined)
        wrong.push(
          `${shown(text, deletion)} changes ${JSON.stringify(text.slice(one.statement.start, one.statement.start + 20))}: ${problem}`,
        );
    }
    if (wrong.length > MOST_SHOWN) break;
  }
  return wrong;
}

/** Whether a deletion touches a statement, or one that has to do with it. */
function isTouched(one: TopLevel, all: readonly TopLevel[], deletion: Span): boolean {
  const within = all.filter(({ region }) => region.start < deletion.end && deletion.start < region.end);
  if (within.length > 0) return within.some(({ related }) => related.has(one));
  const next = all.findIndex(({ region }) => deletion.end <= region.start);
  const neighbours = next < 0 ? all.slice(-1) : all.slice(Math.max(0, next - 1), next + 1);
  return neighbours.some(({ related }) => related.has(one));
}

function shifted({ start, end }: Span, deletion: Span): Span {
  const by = deletion.end <= start ? deletion.end - deletion.start : 0;
  return { start: start - by, end: end - by };
}

/** How a statement differs from what it was, undefined when it does not. */
function problemOf(analysis: Analysis, at: Span, before: readonly string[]): string | undefined {
  const { statements } = analysis.source.parsed.file;
  if (!statements.some(({ start, end }) => start === at.start && end === at.end))
    return 'it is not read as one statement any more';
  const after = findingsIn(analysis, at);
  const lost = before.filter((each) => !after.includes(each));
  const added = after.filter((each) => !before.includes(each));
  if (lost.length === 0 && added.length === 0 && before.length === after.length) return undefined;
  return [...lost.map((each) => `- ${each}`), ...added.map((each) => `+ ${each}`)].join(' ');
}

function analysed(text: string): Analysis {
  const program = createProgram({ read: (location) => (location === LOCATION ? text : undefined) }, parsed);
  const rethrow = (rule: string, error: unknown): never => {
    throw new Error(`The check ${rule} failed on:\n${text}`, { cause: error });
  };
  const analysis = analyse(program, LOCATION, rethrow);
  if (!analysis) throw new Error('There is no example.');
  const outside = analysis.findings.find(({ at }) => at.start < 0 || at.end < at.start || at.end > text.length);
  if (outside) throw new Error(`A finding of ${outside.rule} lies outside of the text:\n${text}`);
  return analysis;
}

/** The findings that stand in a statement, told without where it stands. */
function findingsIn({ findings }: Analysis, { start, end }: Span): readonly string[] {
  const inside = findings.filter(({ at }) => start <= at.start && at.start < end);
  return inside.map((finding) => told(finding, start));
}

function told({ rule, severity, message, at, count }: Finding, from: number): string {
  return `${severity} ${rule} at ${at.start - from}–${at.end - from}, ${count}: ${message}`;
}

function shown(text: string, { start, end }: Span): string {
  const line = text.slice(0, start).split('\n').length;
  return `${JSON.stringify(text.slice(start, end))} of line ${line} at ${start}`;
}
