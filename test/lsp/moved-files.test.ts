import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, test } from 'vitest';
import type { WorkspaceEdit } from 'vscode-languageserver/node';
import { modern } from './editor.ts';
import { useEditors } from './lab.ts';

const start = useEditors();

const files: Readonly<Record<string, string>> = {
  'site.topo': 'import "./lib/my parts.topo" as parts\nimport "./rows/row.topo"\ncluster Site { row : row.Row }\n',
  'rows/row.topo':
    'import nvidia\nimport "../lib/my parts.topo" as p\nimport "./rack.topo"\nrow Row { rack : rack.Rack }\n',
  'rows/rack.topo': 'rack Rack { frame { height = 48U } }\n',
  'lib/my parts.topo': 'cable Dac { medium = copper }\n',
};

/** What an editor is told to change when files move, by the file and its new text. */
async function changes(moves: Readonly<Record<string, string>>): Promise<Readonly<Record<string, string>>> {
  const folder = mkdtempSync(join(tmpdir(), 'topo-moves-'));
  for (const name of ['rows', 'lib']) mkdirSync(join(folder, name));
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
  const uriOf = (name: string): string => pathToFileURL(join(folder, name)).href;
  const workspace = { ...modern.workspace, workspaceFolders: true, workspaceEdit: { documentChanges: false } };
  const editor = await start({ ...modern, workspace });
  editor.connection.onRequest('workspace/workspaceFolders', () => [{ uri: uriOf(''), name: 'lab' }]);
  const edit = await editor.connection.sendRequest<WorkspaceEdit | null>('workspace/willRenameFiles', {
    files: Object.entries(moves).map(([from, to]) => ({ oldUri: uriOf(from), newUri: uriOf(to) })),
  });
  const texts = Object.entries(edit?.changes ?? {}).map(([uri, edits]): readonly [string, string] => {
    const name = decodeURIComponent(uri).slice(decodeURIComponent(uriOf('')).length + 1);
    const lines = (files[name] ?? '').split('\n');
    for (const { range, newText } of edits.toReversed()) {
      const line = lines[range.start.line] ?? '';
      lines[range.start.line] = line.slice(0, range.start.character) + newText + line.slice(range.end.character);
    }
    return [name, lines.join('\n')];
  });
  return Object.fromEntries(texts);
}

test('imports follow a file to another folder', async () => {
  expect(await changes({ 'lib/my parts.topo': 'my parts.topo' })).toEqual({
    'site.topo': files['site.topo']?.replace('./lib/my parts', './my parts'),
    'rows/row.topo': files['rows/row.topo']?.replace('../lib/my parts', '../my parts'),
  });
});

test('a file that moves still finds what it imports', async () => {
  expect(await changes({ 'rows/row.topo': 'row.topo' })).toEqual({
    'site.topo': files['site.topo']?.replace('./rows/row', './row'),
    'rows/row.topo': files['rows/row.topo']
      ?.replace('../lib/my parts', './lib/my parts')
      .replace('./rack', './rows/rack'),
  });
});

test('a file with another base name is still called by the old one', async () => {
  expect(await changes({ 'rows/row.topo': 'rows/north row.topo' })).toEqual({
    'site.topo': files['site.topo']?.replace('"./rows/row.topo"', '"./rows/north row.topo" as row'),
  });
});

test('a folder takes all that is in it along', async () => {
  expect(await changes({ rows: 'halls/rows' })).toEqual({
    'site.topo': files['site.topo']?.replace('./rows/', './halls/rows/'),
    'rows/row.topo': files['rows/row.topo']?.replace('../lib', '../../lib'),
  });
});
