import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, test } from 'vitest';
import type { WorkspaceDiagnosticReport } from 'vscode-languageserver/node';
import { type Editor, modern } from './editor.ts';
import { codes, tooFar, useEditors } from './lab.ts';

const start = useEditors();

/** An editor with two folders: one has a file with a finding and the parts that it imports, the other a clean file. */
async function twoFolders() {
  const [first, second] = ['a', 'b'].map((name) => mkdtempSync(join(tmpdir(), `topo-${name}-`)));
  if (!first || !second) throw new Error('there are no folders');
  const uriOf = (folder: string, name = ''): string => pathToFileURL(join(folder, name)).href;
  const parts = (reach: number): void =>
    writeFileSync(
      join(first, 'parts.topo'),
      `cable Dac400G { medium = copper  rate = 400Gbps  lanes = 4  reach = ${reach}m }\n`,
    );
  parts(2);
  writeFileSync(join(first, 'pair.topo'), tooFar.replace('import cables', 'import "./parts.topo" as cables'));
  writeFileSync(join(second, 'clean.topo'), 'rack Empty { frame { height = 48U } }\n');
  const editor = await start({ ...modern, workspace: { ...modern.workspace, workspaceFolders: true } });
  editor.connection.onRequest('workspace/workspaceFolders', () =>
    [first, second].map((folder) => ({ uri: uriOf(folder), name: 'lab' })),
  );
  return { editor, parts, uriOf: (name: string) => uriOf(first, name), first };
}

function pull(editor: Editor, previous: WorkspaceDiagnosticReport = { items: [] }): Promise<WorkspaceDiagnosticReport> {
  const previousResultIds = previous.items.flatMap(({ uri, resultId }) =>
    resultId === undefined ? [] : [{ uri, value: resultId }],
  );
  return editor.connection.sendRequest('workspace/diagnostic', { previousResultIds });
}

/** What is told of each file, by the end of its address. */
function told({ items }: WorkspaceDiagnosticReport): Readonly<Record<string, unknown>> {
  return Object.fromEntries(
    items.map((item) => [item.uri.split('/').at(-1), item.kind === 'full' ? codes(item.items) : 'unchanged']),
  );
}

describe('files that nobody has opened', () => {
  test('are checked in all folders, and told again only when something has changed', async () => {
    const { editor, parts, uriOf } = await twoFolders();
    const first = await pull(editor);
    expect(told(first)).toEqual({ 'pair.topo': ['reach.copper'], 'parts.topo': [], 'clean.topo': [] });
    expect(told(await pull(editor, first))).toEqual({
      'pair.topo': 'unchanged',
      'parts.topo': 'unchanged',
      'clean.topo': 'unchanged',
    });
    parts(5);
    const changes = [{ uri: uriOf('parts.topo'), type: 2 }];
    await editor.connection.sendNotification('workspace/didChangeWatchedFiles', { changes });
    expect(told(await pull(editor, first))).toMatchObject({ 'pair.topo': [], 'clean.topo': 'unchanged' });
  });

  test('are left to their documents once they are open, whose text counts', async () => {
    const { editor, uriOf } = await twoFolders();
    editor.open(uriOf('parts.topo'), 'cable Dac400G { medium = copper  rate = 400Gbps  lanes = 4  reach = 9m }\n');
    expect(told(await pull(editor))).toEqual({ 'pair.topo': [], 'clean.topo': [] });
  });

  test('lose their findings when they are deleted', async () => {
    const { editor, first, uriOf } = await twoFolders();
    const before = await pull(editor);
    rmSync(join(first, 'pair.topo'));
    const changes = [{ uri: uriOf('pair.topo'), type: 3 }];
    await editor.connection.sendNotification('workspace/didChangeWatchedFiles', { changes });
    const after = await pull(editor, before);
    expect(told(after)).toMatchObject({ 'pair.topo': [] });
    expect(
      told(await pull(editor, { items: after.items.filter(({ uri }) => !uri.endsWith('pair.topo')) })),
    ).not.toHaveProperty(['pair.topo']);
  });

  test('follow the settings', async () => {
    const { editor } = await twoFolders();
    editor.setRules({ 'reach.copper': 'off' });
    expect(told(await pull(editor))).toMatchObject({ 'pair.topo': [] });
  });
});
