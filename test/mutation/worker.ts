import { parentPort } from 'node:worker_threads';
import type { Mutant } from './instrument.ts';
import { notices } from './judge.ts';

/** What is asked of the bundle in which the mutants are: whether one of some fixtures notices one of them. */
interface Question {
  readonly project: string;
  readonly fixtures: readonly string[];
  readonly mutant: Mutant;
}

/** Fixtures that fail without any mutant notice nothing. */
const failing = new Map<string, boolean>();

parentPort?.on('message', ({ project, fixtures, mutant }: Question) => {
  const broken = fixtures.find((fixture) => {
    const known = failing.get(fixture) ?? notices(project, fixture, undefined);
    failing.set(fixture, known);
    return known;
  });
  const isNoticed = fixtures.some((fixture) => notices(project, fixture, mutant));
  parentPort?.postMessage(broken ? `${broken} fails without any change` : isNoticed ? 'noticed' : 'unnoticed');
});
