import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parse } from '../../grammar/parser.ts';
import type { Analysis } from '../../server/checks/analyse.ts';
import { type CompletionItem, textOf } from '../../server/ide/completion/item.ts';
import { completionsAt } from '../../server/ide/completion.ts';
import { analyseAll } from '../fixture.ts';

/** `npm run test:slow` asks at every offset and tries every item, which takes minutes. */
const isSlow = process.env.MODE === 'slow';
/** Every how many offsets are asked else: no divisor of the length of a usual line. */
const EVERY = isSlow ? 1 : 17;
const examples = globSync('examples/*.topo', { cwd: join(import.meta.dirname, '../..') }).sort();

describe.each(examples)('completion in %s', (path) => {
  const text = readFileSync(join(import.meta.dirname, '../..', path), 'utf8');

  test('at every offset offers what parses', () => {
    const analysis = analysisOf(text);
    expect(offsetsOf(text).flatMap((offset) => wrongAt(analysis, offset))).toEqual([]);
  });

  test('at every offset of the text cut off there offers what parses', () => {
    const wrong = offsetsOf(text).flatMap((offset) => wrongAt(analysisOf(text.slice(0, offset)), offset));
    expect(wrong).toEqual([]);
  });
});

function analysisOf(text: string): Analysis {
  const [analysis] = analyseAll(new Map([['/main.topo', text]]));
  if (!analysis) throw new Error('There is no analysis.');
  return analysis;
}

/** Offsets some steps apart, from another start in each text. */
function offsetsOf(text: string): readonly number[] {
  const start = text.length % EVERY;
  return Array.from({ length: Math.floor((text.length - start) / EVERY) + 1 }, (_, i) => start + i * EVERY);
}

/** Items that add a syntax error. Those of one sort are alike: if there is little time, the first and the last are tried. */
function wrongAt(analysis: Analysis, offset: number): readonly string[] {
  const items = completionsAt(analysis, { offset, list: () => ['a.topo', 'parts/'] });
  const groups = Map.groupBy(items, (item) => `${item.sort} ${item.edits?.length ?? 0}`);
  const tried = isSlow ? items : [...groups.values()].flatMap((group) => [group[0], ...group.slice(1).slice(-1)]);
  const faults = analysis.source.parsed.faults.length;
  return tried.flatMap((item) => {
    if (!item) return [];
    const after = inserted(analysis.source.text, item);
    const found = parse(after).faults;
    if (found.length <= faults) return [];
    const line = analysis.source.text.slice(0, offset).split('\n').length;
    return [
      `${line}:${offset} ${item.sort} ${item.label}: ${JSON.stringify(textOf(item.snippet))} -> ${found[0]?.message} in ${JSON.stringify(after.slice(Math.max(0, item.span.start - 40), item.span.start + 60))}`,
    ];
  });
}

function inserted(text: string, { snippet, span, edits = [] }: CompletionItem): string {
  const all = [
    { start: span.start, end: span.end, text: textOf(snippet) },
    ...edits.map((edit) => ({ ...edit.at, text: edit.text })),
  ];
  return all
    .sort((a, b) => b.start - a.start)
    .reduce((before, edit) => before.slice(0, edit.start) + edit.text + before.slice(edit.end), text);
}
