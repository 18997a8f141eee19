import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parse } from '../../grammar/parser.ts';
import type { Analysis } from '../../server/checks/analyse.ts';
import { type CompletionItem, textOf } from '../../server/ide/completion/item.ts';
import { completionsAt } from '../../server/ide/completion.ts';
import { analyseAll } from '../fixture.ts';

/** Every how many offsets are asked; `npm run test:slow` asks at every one, which takes minutes. */
const EVERY = process.env.MODE === 'slow' ? 1 : 17;
const examples = globSync('examples/*.topo', { cwd: join(import.meta.dirname, '../..') }).sort();

describe.each(examples)('completion in %s', { timeout: 600_000 }, (path) => {
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

/** Items that add a syntax error. Those that differ only in names and digits are alike: one of them is tried. */
function wrongAt(analysis: Analysis, offset: number): readonly string[] {
  const items = completionsAt(analysis, { offset, list: () => ['a.topo', 'parts/'] });
  const shapes = new Map(items.map((item) => [shapeOf(item), item]));
  const tried = [...shapes.values()];
  const faults = analysis.source.parsed.faults.length;
  return tried.flatMap((item) => {
    const after = inserted(String(analysis.source.text), item);
    const found = parse(after).faults;
    if (found.length <= faults) return [];
    const line = analysis.source.text.slice(0, offset).split('\n').length;
    return [
      `${line}:${offset} ${item.sort} ${item.label}: ${JSON.stringify(textOf(item.snippet))} -> ${found[0]?.message} in ${JSON.stringify(after.slice(Math.max(0, item.span.start - 40), item.span.start + 60))}`,
    ];
  });
}

function shapeOf({ sort, snippet, span, edits = [] }: CompletionItem): string {
  return `${sort} ${snippet.replaceAll(/\w+/g, 'x')} ${span.start} ${span.end} ${edits.length}`;
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
