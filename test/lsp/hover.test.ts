import { expect, test } from 'vitest';
import type { Hover } from 'vscode-languageserver/node';
import { modest } from './editor.ts';
import { wideLab } from './lab.ts';
import { transcript } from './transcript.ts';

transcript('hover', (open) => {
  test('is Markdown with the range of the word', async () => {
    const { ask, at, range } = await open(wideLab);
    const hover = await ask<Hover>('textDocument/hover', { position: at('up :', 1) });
    expect(hover.range).toEqual(range('up'));
    expect(hover.contents).toMatchObject({
      kind: 'markdown',
      value: expect.stringMatching(
        /\| length \| \[3 m\]\(file:\/\/\/lab\/pair\.topo#L9,\d+ "length of up"\), stated \|/,
      ),
    });
  });

  test('is nothing where nothing stands', async () => {
    const { ask } = await open(wideLab);
    expect(await ask('textDocument/hover', { position: { line: 2, character: 0 } })).toBeNull();
    expect(await ask('textDocument/hover', { position: { line: 99, character: 99 } })).toBeNull();
  });

  test('is plain text for a client that shows no Markdown', async () => {
    const { ask, at } = await open(wideLab, modest);
    const hover = await ask<Hover>('textDocument/hover', { position: at('up :') });
    expect(hover.contents).toMatchObject({
      kind: 'plaintext',
      value: expect.stringContaining('| length | 3 m, stated |'),
    });
  });
});
