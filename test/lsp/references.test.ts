import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, test } from 'vitest';
import type { Location } from 'vscode-languageserver/node';
import { modern } from './editor.ts';
import { uri, useEditors } from './lab.ts';
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

transcript('references', (open) => {
  test('are in every open document, with or without what declares', async () => {
    const { editor, ask, at, textOf } = await open(row);
    editor.open('file:///lab/parts.topo', parts);
    const find = (includeDeclaration: boolean): Promise<readonly Location[]> =>
      ask('textDocument/references', { position: at('Dac'), context: { includeDeclaration } });
    expect((await find(true)).map((each) => each.uri)).toEqual([uri, 'file:///lab/parts.topo']);
    const [use] = await find(false);
    expect(use && textOf(use.range)).toBe('Dac');
    expect(use?.range.start).toEqual(at('Dac'));
  });
});

describe('the files of a workspace', () => {
  const start = useEditors();
  const folder = mkdtempSync(join(tmpdir(), 'topo-workspace-'));
  const onDisk = (name: string): string => pathToFileURL(join(folder, name)).href;
  mkdirSync(join(folder, 'rows'));
  mkdirSync(join(folder, 'node_modules'));
  writeFileSync(join(folder, 'rows', 'pair.topo'), row.replace('./', '../'));
  writeFileSync(join(folder, 'node_modules', 'other.topo'), row.replace('./', '../'));
  const asked = {
    textDocument: { uri: onDisk('parts.topo') },
    position: { line: 0, character: parts.indexOf('Dac') },
    context: { includeDeclaration: false },
  };

  test('are searched whether or not they are open', async () => {
    const editor = await start({ ...modern, workspace: { ...modern.workspace, workspaceFolders: true } });
    editor.connection.onRequest('workspace/workspaceFolders', () => [{ uri: onDisk(''), name: 'lab' }]);
    editor.open(onDisk('parts.topo'), parts);
    const found: readonly Location[] = await editor.connection.sendRequest('textDocument/references', asked);
    expect(found.map((each) => each.uri)).toEqual([onDisk('rows/pair.topo')]);
  });

  test('are listed and read by a client that says it does', async () => {
    const editor = await start(modern, { readsFiles: true });
    const texts: Readonly<Record<string, string>> = { 'mem:/pair.topo': row, 'mem:/parts.topo': parts };
    editor.connection.onRequest('topo/files', () => Object.keys(texts));
    editor.connection.onRequest('topo/read', (params: { readonly uri: string }) => texts[params.uri] ?? null);
    editor.open('mem:/parts.topo', parts);
    const textDocument = { uri: 'mem:/parts.topo' };
    const found: readonly Location[] = await editor.connection.sendRequest('textDocument/references', {
      ...asked,
      textDocument,
    });
    expect(found.map((each) => each.uri)).toEqual(['mem:/pair.topo']);
  });
});
