import { expect, test } from 'vitest';
import type { SelectionRange } from 'vscode-languageserver/node';
import { wideLab } from './lab.ts';
import { transcript } from './transcript.ts';

transcript('selection ranges', (open) => {
  test('grow from the word to the file, for each position', async () => {
    const { ask, at, textOf } = await open(wideLab);
    const positions = [at('Dac400G', 2), at('機架', 1)];
    const [first, second] = await ask<SelectionRange[]>('textDocument/selectionRange', { positions });
    const link = 'link up : a -- b via cables.Dac400G { length = 3m }';
    expect(textsOf(first).slice(0, 3)).toEqual(['Dac400G', 'cables.Dac400G', link]);
    expect(textsOf(first).at(-1)).toBe(wideLab);
    expect(textsOf(second).slice(0, 2)).toEqual(['機架🚀', '"機架🚀"']);

    function textsOf(range: SelectionRange | undefined): readonly string[] {
      return range ? [textOf(range.range), ...textsOf(range.parent)] : [];
    }
  });
});
