import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Analysis } from '../../server/checks/analyse.ts';
import { analyse } from '../../server/checks/analyse.ts';
import type { Finding } from '../../server/checks/findings.ts';
import { createAnalyses } from '../../server/lsp/analyses.ts';
import { createProgram } from '../../server/model/program.ts';
import { cableList, templates } from '../bench/files.ts';

const SEED = 20_240_403;
const RUNS = 24;
const TIME_LIMIT = 300_000;
const LOCATION = 'file:///edited.topo';

const folder = join(import.meta.dirname, '../../examples');
const lists = [cableList(40).text, cableList(120).text];
const others = [
  ...globSync('*.topo', { cwd: folder })
    .sort()
    .map((name) => readFileSync(join(folder, name), 'utf8')),
  templates(45).text,
];

const typed = fc.oneof(
  fc.constantFrom(...' \n[]:.-0123456789amx'.split('')),
  fc.constantFrom('', '{', '}', '"', '// x', 'link ', ' via ', '{ length = 9m }', 'allow reach.copper "x"\n'),
);

/** Where, how many characters go, what comes, and whether it is taken back at once. */
const edits = fc.array(fc.tuple(fc.nat(), fc.oneof(fc.constant(0), fc.nat(3)), typed, fc.boolean()), {
  minLength: 1,
  maxLength: 8,
});

test.each([
  ['lists of cables', lists, 1],
  ['examples and templates', others, 3],
])('an analysis that takes changes in says of %s what a new one says', { timeout: TIME_LIMIT }, (_, texts, share) => {
  fc.assert(
    fc.property(fc.constantFrom(...texts), edits, (start, changes) => {
      let text = start;
      const analyses = createAnalyses(
        { read: (location) => (location === LOCATION ? text : undefined) },
        new Map(),
        rethrow,
      );
      const known = (): Analysis | undefined => analyses.of(LOCATION)?.analysis;
      known();
      for (const [place, removed, added, isTakenBack] of changes) {
        const at = place % (text.length + 1);
        const before = text;
        text = text.slice(0, at) + added + text.slice(at + removed);
        expect(said(known())).toEqual(said(fresh(text)));
        if (!isTakenBack) continue;
        text = before;
        expect(said(known())).toEqual(said(fresh(text)));
      }
    }),
    { seed: SEED, numRuns: Math.ceil(RUNS / share) },
  );
});

function fresh(text: string): Analysis | undefined {
  return analyse(createProgram({ read: (location) => (location === LOCATION ? text : undefined) }), LOCATION, rethrow);
}

function rethrow(rule: string, error: unknown): never {
  throw new Error(rule, { cause: error });
}

function said(analysis: Analysis | undefined): unknown {
  return {
    findings: analysis?.findings.map(plain).sort(),
    waived: analysis?.waived.map(({ finding, reason }) => `${plain(finding)} ${reason}`).sort(),
  };
}

function plain({ rule, severity, at, message, count, related, fixes }: Finding): string {
  const places = related.map((each) => `${each.at.source.location} ${each.at.start}-${each.at.end} ${each.message}`);
  const titles = fixes.map(({ title }) => title);
  return [rule, severity, `${at.start}-${at.end}`, message, count, ...places.sort(), ...titles].join(' | ');
}
