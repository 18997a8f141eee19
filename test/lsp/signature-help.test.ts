import { expect, test } from 'vitest';
import type { SignatureHelp } from 'vscode-languageserver/node';
import { modest } from './editor.ts';
import { wideLab } from './lab.ts';
import { transcript } from './transcript.ts';

const indexed = wideLab.replace('a : nvidia.QM9700', 'a[3] : nvidia.QM9700').replace(': a -- b', ': a[ -- b');

transcript('signature help', (open) => {
  test('in brackets gives the bounds of each index', async () => {
    const { ask, at } = await open(indexed);
    const help = await ask<SignatureHelp>('textDocument/signatureHelp', { position: at('a[ --', 2) });
    expect(help).toMatchObject({ activeSignature: 0, activeParameter: 0, signatures: [{ label: 'a[0..2]' }] });
    expect(help.signatures[0]?.parameters?.[0]).toEqual({
      label: [2, 6],
      documentation: { kind: 'markdown', value: '`a`: 0 to 2' },
    });
  });

  test('elsewhere in a link gives its form', async () => {
    const { ask, at } = await open(wideLab);
    const help = await ask<SignatureHelp>('textDocument/signatureHelp', { position: at('via', 4) });
    expect(help.signatures[0]?.label).toBe('link name[count] : a -- b via Cable where condition');
    expect(help.activeParameter).toBe(4);
    expect(await ask('textDocument/signatureHelp', { position: at('role') })).toBeNull();
  });

  test('names its pieces for a client that takes no offsets', async () => {
    const { ask, at } = await open(indexed, modest);
    const help = await ask<SignatureHelp>('textDocument/signatureHelp', { position: at('a[ --', 2) });
    expect(help.signatures[0]?.parameters?.[0]?.label).toBe('0..2');
  });
});
