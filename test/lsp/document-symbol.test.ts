import { expect, test } from 'vitest';
import type { DocumentSymbol } from 'vscode-languageserver/node';
import { wideLab } from './lab.ts';
import { transcript } from './transcript.ts';

transcript('document symbols', (open) => {
  test('are the outline, with counts and the places of the names', async () => {
    const { ask, textOf } = await open(wideLab);
    const symbols = await ask<DocumentSymbol[]>('textDocument/documentSymbol');
    const lines = (of: readonly DocumentSymbol[]): readonly unknown[] =>
      of.map(({ name, detail, selectionRange, children }) => {
        expect(textOf(selectionRange)).toBe(name);
        return [name, detail, ...lines(children ?? [])];
      });
    expect(lines(symbols)).toEqual([
      ['nvidia', ''],
      ['cables', ''],
      [
        'Pair',
        'rack',
        ['a', 'nvidia.QM9700'],
        ['b', 'nvidia.QM9700'],
        ['Link', 'fabric', ['up', '1 link, cables.Dac400G']],
      ],
    ]);
  });
});
