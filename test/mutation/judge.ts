import { readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { runFixture, shownIn } from '../fixture.ts';
import { probes } from '../probes.ts';
import type { Mutant } from './instrument.ts';

declare global {
  /** The mutant that is switched on. */
  var topoMutant: Pick<Mutant, 'id' | 'becomes'> | undefined;
  var topoCompare: (id: number, operator: string, left: never, right: never) => boolean;
  var topoGuard: (id: number, test: unknown) => unknown;
}

globalThis.topoCompare = (id, operator, left, right) => {
  const { topoMutant: on } = globalThis;
  const own = operator === '===' || operator === '!==' ? 1 : 2;
  return compare(on && id <= on.id && on.id < id + own ? on.becomes : operator, left, right);
};
globalThis.topoGuard = (id, test) => (globalThis.topoMutant?.id === id ? false : test);

function compare(operator: string, left: never, right: never): boolean {
  switch (operator) {
    case '<':
      return left < right;
    case '<=':
      return left <= right;
    case '>':
      return left > right;
    case '>=':
      return left >= right;
    case '===':
      return left === right;
    default:
      return left !== right;
  }
}

/** Fixtures as they were when they were first asked: one that is edited meanwhile notices nothing of it. */
const texts = new Map<string, string>();

/** Whether a fixture notices that a mutant is switched on: it reads otherwise, or a check fails. */
export function notices(project: string, fixture: string, mutant: Mutant | undefined): boolean {
  const text = texts.get(fixture) ?? readFileSync(join(project, fixture), 'utf8');
  texts.set(fixture, text);
  globalThis.topoMutant = mutant;
  try {
    return runFixture(text, ['language', basename(dirname(fixture)), ...shownIn(text)], probes).written !== text;
  } catch {
    return true;
  } finally {
    globalThis.topoMutant = undefined;
  }
}
