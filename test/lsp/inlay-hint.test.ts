import { expect, test } from 'vitest';
import type { InlayHint } from 'vscode-languageserver/node';
import { range } from './lab.ts';
import { transcript } from './transcript.ts';

const lab = `import nvidia
/* 線🚀 */ rack Compute { power { feed = 20kW }  /* 機架😀 */ dgx[2] : nvidia.DgxH100 }
row Row { compute[3] : Compute }
cluster Lab { row[2] : Row }
`;

transcript('inlay hints', (open) => {
  test('stand behind what they tell of, and only in the range', async () => {
    const { ask, at } = await open(lab);
    const hints = (from: number, to: number): Promise<InlayHint[]> =>
      ask('textDocument/inlayHint', { range: range(from, 0, to, 0) });
    const all = await hints(0, 4);
    expect(all.map(({ label }) => label)).toEqual(['20.4 kW of 20 kW', '12 in all', '6 in all']);
    expect(all[0]?.position).toEqual(at('  /* 機架'));
    expect(all[1]?.position).toEqual(at(' }\nrow'));
    expect((await hints(2, 3)).map(({ label }) => label)).toEqual(['6 in all']);
  });

  test('are of the kinds that are not turned off', async () => {
    const { ask, editor } = await open(lab);
    editor.configure({ inlayHints: { count: false } });
    const hints = await ask<InlayHint[]>('textDocument/inlayHint', { range: range(0, 0, 4, 0) });
    expect(hints.map(({ label }) => label)).toEqual(['20.4 kW of 20 kW']);
  });
});
