import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { Edit } from '../../server/checks/check.ts';
import { bodiesOf } from '../../server/checks/language/bodies.ts';
import { editedTexts } from '../../server/checks/overlay.ts';
import { type Known, knownFrom } from '../../server/ide/known.ts';
import { rename } from '../../server/ide/rename.ts';
import { subjects } from '../../server/ide/target.ts';
import { createProgram } from '../../server/model/program.ts';
import type { Source } from '../../server/model/source.ts';
import { analyseAll } from '../fixture.ts';

const folder = join(import.meta.dirname, '../../examples');
const FRESH = 'fresh_name';

const examples = ['dual-plane.topo', 'gb200-row.topo', 'liquid-row.topo', 'roadmap.topo', 'tpu-v4.topo'];

test.each(examples)('every name of %s can be another, and its own again', (name) => {
  const location = `/${name}`;
  const text = readFileSync(join(folder, name), 'utf8');
  const { known, source } = read(location, text);
  const done = new Set<string>();
  for (const offset of namesIn(known, source)) {
    const edits = renamed(known, source, offset, FRESH);
    const key = JSON.stringify(edits?.map(({ at }) => at.start));
    if (!edits || done.has(key)) continue;
    done.add(key);
    const changed = editedTexts(edits).get(location) ?? '';
    const own = edits.find(({ at, text: written }) => at.start <= offset && written.endsWith(FRESH));
    const there = read(location, changed);
    const back = renamed(there.known, there.source, changed.indexOf(FRESH), text.slice(own?.at.start, own?.at.end));
    // An import that was given a name keeps having one.
    if (own && own.at.end > own.at.start) expect(back && editedTexts(back).get(location), changed).toBe(text);
  }
  expect(done.size).toBeGreaterThan(5);
});

test.each(['gb200-row.topo', 'superpod-h100.topo'])('a name of %s decides no finding', (name) => {
  const location = `/${name}`;
  const text = readFileSync(join(folder, name), 'utf8');
  const { known, source } = read(location, text);
  const before = rulesOf(location, text);
  const done = new Set<string>();
  for (const offset of namesIn(known, source)) {
    const edits = renamed(known, source, offset, FRESH);
    const changed = edits && editedTexts(edits).get(location);
    if (changed === undefined || done.has(changed)) continue;
    done.add(changed);
    expect(rulesOf(location, changed), changed).toEqual(before);
  }
});

function read(location: string, text: string): { readonly known: Known; readonly source: Source } {
  const known = knownFrom(createProgram({ read: (at) => (at === location ? text : undefined) }), [location]);
  const [source] = known.sources;
  if (!source) throw new Error(`There is no ${location}.`);
  return { known, source };
}

/** Where a name stands in a file, each place once. */
function namesIn({ model }: Known, source: Source): readonly number[] {
  const starts = bodiesOf(model, source).flatMap(({ statements }) =>
    statements.flatMap((node) => [...subjects(node, source.text)].map(([span]) => span.start)),
  );
  return [...new Set(starts)].sort((a, b) => a - b);
}

function renamed(known: Known, source: Source, offset: number, to: string): readonly Edit[] | undefined {
  const edits = rename(known, source, offset, to);
  return 'refused' in edits ? undefined : edits;
}

function rulesOf(location: string, text: string): readonly string[] {
  return analyseAll(new Map([[location, text]]))
    .flatMap(({ findings }) => findings.map(({ rule }) => rule))
    .sort();
}
