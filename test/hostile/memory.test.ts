import { expect, test } from 'vitest';
import { asStarted } from '../bench/dialogue.ts';
import { cableList, templates } from '../bench/files.ts';
import { measureMemory } from '../bench/memory.ts';
import { bundleServer } from '../lsp/editor.ts';

// What the server holds does not grow with how long somebody has been typing. `npm run bench` goes on to 10,000 edits.

const FEW = 250;
const MANY = 1000;
/** The aim. What an analysis holds varies more with what was asked of it last, on a heap that is this small. */
const MOST_GROWTH = 1.1;
const SLACK = 4;

test.skipIf(process.platform === 'win32').each([
  ['a list of 200 cables', cableList(200).text],
  ['templates of 100 lines', templates(100).text],
])('memory levels off over edits of %s', { timeout: 300_000 }, async (_, text) => {
  const command = [process.execPath, ...asStarted, await bundleServer(), '--stdio'];
  const launch = { name: 'topo', languageId: 'topo', extension: 'topo', command };
  const [few, many] = await measureMemory(launch, text, [FEW, MANY]);
  expect(many?.heap).toBeLessThan((few?.heap ?? 0) * MOST_GROWTH + SLACK);
});
