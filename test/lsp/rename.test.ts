import { expect, test } from 'vitest';
import type { TextDocumentEdit, WorkspaceEdit } from 'vscode-languageserver/node';
import { modern } from './editor.ts';
import { uri } from './lab.ts';
import { transcript } from './transcript.ts';

const parts = `/* 線🚀 */ cable Dac { medium = copper  rate = 400Gbps  lanes = 4  reach = 2m }\n`;
const row = `import "./parts.topo"
import nvidia
row Pair {
  a : nvidia.QM9700
  b : nvidia.QM9700
  /* 長😀é */ link up : a -- b via parts.Dac { length = 1m }
}
`;
const capabilities = { ...modern, textDocument: { ...modern.textDocument, rename: { prepareSupport: true } } };

transcript('rename', (open) => {
  test('changes every file in which the name is used', async () => {
    const { editor, ask, at, range } = await open(row, capabilities);
    editor.open('file:///lab/parts.topo', parts, 7);
    const position = at('Dac', 1);
    const prepared = await ask('textDocument/prepareRename', { position });
    expect(prepared).toEqual({ range: range('Dac'), placeholder: 'Dac' });
    const { documentChanges } = await ask<WorkspaceEdit>('textDocument/rename', { position, newName: 'SiteDac' });
    const changes = documentChanges as TextDocumentEdit[];
    expect(changes.map(({ textDocument, edits }) => [textDocument, edits.length])).toEqual([
      [{ uri, version: 1 }, 1],
      [{ uri: 'file:///lab/parts.topo', version: 7 }, 1],
    ]);
    expect(changes[0]?.edits).toEqual([{ range: range('Dac'), newText: 'SiteDac' }]);
  });

  test('refuses in a sentence', async () => {
    const { ask, at } = await open(row, capabilities);
    const prepare = (piece: string): Promise<unknown> => ask('textDocument/prepareRename', { position: at(piece) });
    const rename = (newName: string): Promise<unknown> =>
      ask('textDocument/rename', { position: at('a -- b'), newName });
    await expect(prepare('QM9700')).rejects.toThrow('"QM9700" is declared in the built-in catalog.');
    await expect(prepare('row Pair')).rejects.toThrow('A word of the language cannot be renamed.');
    await expect(rename('b')).rejects.toThrow('There is already a member "b" at pair.topo:5:3.');
    await expect(rename('a b')).rejects.toThrow('"a b" is no name');
  });
});
