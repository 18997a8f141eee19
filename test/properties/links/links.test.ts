import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Analysis, analyse } from '../../../server/checks/analyse.ts';
import { cableRun, instanceName, linkCount, linkShape } from '../../../server/facts/links.ts';
import type { LinkCount } from '../../../server/model/link/count.ts';
import type { Piece } from '../../../server/model/link/pieces.ts';
import type { End } from '../../../server/model/link/shape.ts';
import { createProgram } from '../../../server/model/program.ts';
import { type LinkSite, sitesUnder } from '../../../server/model/site.ts';
import { visitEvery } from './every-instance.ts';
import { type RandomLink, randomLink } from './random-link.ts';
import { drawFrom, type Hall, hallText, randomHall } from './random-site.ts';

/** fast-check prints it with the failing case; `SEED=… RUNS=…` tries others. */
const SEED = Number(process.env.SEED ?? 20_220_322);
const RUNS = Number(process.env.RUNS ?? 800);
/** A busy machine takes much longer than the seconds that it needs. */
const TIME_LIMIT = 600_000;

interface Case {
  readonly hall: Hall;
  readonly link: RandomLink;
  readonly text: string;
}

/** A small site with one link, drawn from numbers so that a failing one is made small. */
const cases = fc.array(fc.nat({ max: 1023 }), { minLength: 40, maxLength: 120, size: 'max' }).map((numbers): Case => {
  const draw = drawFrom(numbers);
  const hall = randomHall(draw);
  const link = randomLink(draw, hall);
  return { hall, link, text: hallText(hall, link.inHall ? link.text : '', link.inHall ? '' : link.text) };
});

test(`what is counted in closed form is what visiting every instance counts (seed ${SEED})`, {
  timeout: TIME_LIMIT,
}, () => {
  const met = { linked: 0, faulty: 0, none: 0 };
  assertEach((each) => {
    const { analysis, site } = analysed(each.text);
    const count = linkCount(analysis.model, site);
    const visited = visitEvery(each.hall, each.link);
    expect(count?.total, each.text).toBe(visited?.total);
    if (count && visited) expect(degreesOf(count, each), each.text).toEqual(sorted(visited.degrees));
    const run = cableRun(analysis.model, site);
    expect([run?.shortest, run?.longest], each.text).toEqual([visited?.shortest, visited?.longest]);
    met[visited === undefined ? 'faulty' : visited.total > 0 ? 'linked' : 'none']++;
  });
  // Most cases link something, and some do not: else the test would show little.
  expect(met.linked).toBeGreaterThan(RUNS / 2);
  expect(met.faulty).toBeGreaterThan(0);
  expect(met.none).toBeGreaterThan(0);
});

test(`the instance that is named as the longest is as long (seed ${SEED})`, { timeout: TIME_LIMIT }, () => {
  assertEach((each) => {
    const { analysis, site } = analysed(each.text);
    const run = cableRun(analysis.model, site);
    const shape = linkShape(analysis.model, site);
    if (!run || !shape) return;
    const ends = [shape.left, shape.right].map((end) => instanceName(end, run.longestPoint));
    const written = `link wire : ${ends.join(' -- ')}`;
    const { analysis: alone, site: one } = analysed(each.text.replace(each.link.text, written));
    expect(cableRun(alone.model, one)?.longest, `${each.text}\n${written}`).toBe(run.longest);
  });
});

function assertEach(holds: (each: Case) => void): void {
  fc.assert(fc.property(cases, holds), { seed: SEED, numRuns: RUNS });
}

function analysed(text: string): { readonly analysis: Analysis; readonly site: LinkSite } {
  const program = createProgram({ read: () => text });
  const rethrow = (rule: string, error: unknown): never => {
    throw new Error(`The check ${rule} failed on:\n${text}`, { cause: error });
  };
  const analysis = analyse(program, 'random.topo', rethrow);
  const site = analysis?.roots.flatMap((root) => [...sitesUnder(root)].flatMap(({ links }) => links)).at(0);
  if (!analysis || !site) throw new Error(`There is no link in:\n${text}`);
  return { analysis, site };
}

/** Links on each device of the first instance of the block. A mesh may count a pair at either of its ends. */
function degreesOf(count: LinkCount, { hall, link }: Case): readonly (readonly [string, number])[] {
  const degrees = new Map<string, number>();
  const outer = link.inHall ? '' : `${hall.rows[0]?.name}[${(hall.rows[0]?.dims ?? []).map(() => 0)}].`;
  for (const [end, pieces] of [[count.shape.left, count.left] as const, [count.shape.right, count.right] as const]) {
    for (const piece of pieces) {
      for (const indexes of pointsOf(piece)) {
        const key = outer + deviceName(end, indexes);
        degrees.set(key, (degrees.get(key) ?? 0) + piece.degree);
      }
    }
  }
  return sorted(degrees);
}

function pointsOf({ box }: Piece): readonly (readonly number[])[] {
  return box.reduce<readonly (readonly number[])[]>(
    (all, { low, high }) =>
      all.flatMap((point) => Array.from({ length: high - low + 1 }, (_, i) => [...point, low + i])),
    [[]],
  );
}

function deviceName(end: End, indexes: readonly number[]): string {
  const state = { next: 0 };
  return end.steps
    .map(({ member, axes }) => {
      const own = indexes.slice(state.next, state.next + axes.length);
      state.next += axes.length;
      return `${member.name}[${own}]`;
    })
    .join('.');
}

function sorted(degrees: ReadonlyMap<string, number>): readonly (readonly [string, number])[] {
  return [...degrees].sort(([a], [b]) => (a < b ? -1 : 1));
}
