import { expect, test } from 'vitest';
import { createSessions } from './sessions.ts';

// The short form of `npm run fuzz`, which says in docs/performance.md what the long one came to.

const SEED = 20_240_811;
const ROWS = 8;
const DOCUMENTS = 80;
/** A busy machine and code that is not warm take longer than the long run allows. */
const LIMIT = 10_000;

test(`random edits and documents (seed ${SEED})`, { timeout: 120_000 }, () => {
  const sessions = createSessions(LIMIT);
  for (let row = 0; row < ROWS; row++) sessions.edits(SEED + row);
  for (let each = 0; each < DOCUMENTS; each++) sessions.document(SEED + each);
  expect(sessions.failures).toEqual([]);
});
