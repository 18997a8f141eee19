import { expect, test } from 'vitest';
import type { DocumentHighlight } from 'vscode-languageserver/node';
import { wideLab } from './lab.ts';
import { transcript } from './transcript.ts';

transcript('document highlight', (open) => {
  test('is every place that means the same, written or read', async () => {
    const { ask, at, textOf } = await open(wideLab);
    const found = await ask<DocumentHighlight[]>('textDocument/documentHighlight', { position: at('a -- b') });
    expect(found.map(({ range, kind }) => [textOf(range), kind])).toEqual([
      ['a', 3],
      ['a', 2],
    ]);
    expect(found[1]?.range.start).toEqual(at('a -- b'));
    const cursorBehind = { position: at('cables.Dac', 'cables'.length) };
    expect(await ask<DocumentHighlight[]>('textDocument/documentHighlight', cursorBehind)).toHaveLength(2);
    expect(await ask('textDocument/documentHighlight', { position: at('role', -2) })).toEqual([]);
  });
});
