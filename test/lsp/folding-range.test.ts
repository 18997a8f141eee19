import { expect, test } from 'vitest';
import { wideLab } from './lab.ts';
import { transcript } from './transcript.ts';

transcript('folding ranges', (open) => {
  test('leave the line of the closing brace', async () => {
    const { ask } = await open(wideLab);
    expect(await ask('textDocument/foldingRange')).toEqual([
      { startLine: 3, endLine: 9 },
      { startLine: 6, endLine: 8 },
    ]);
  });
});
