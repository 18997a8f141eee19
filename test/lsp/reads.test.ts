import { describe, expect, test } from 'vitest';
import { modest, until } from './editor.ts';
import { codes, tooFar, useEditors } from './lab.ts';

const start = useEditors();

/** Files that are on no disk; each arrives a moment after it was asked for. */
const files: Readonly<Record<string, string>> = {
  'lab://web/my%20parts.topo': 'import "./deep/more.topo" as more\ncable Dac400G : more.Dac { reach = 2m }\n',
  'lab://web/deep/more.topo': 'cable Dac { medium = copper  rate = 400Gbps  lanes = 4 }\n',
};
const uri = 'lab://web/pair.topo';
const importer = tooFar.replace('import cables', 'import "./my parts.topo" as cables');

/** An editor that reads files for the server, and the files for which it was asked. */
async function readingEditor(capabilities?: Parameters<typeof start>[0]) {
  const editor = await start(capabilities, { readsFiles: true });
  const asked: string[] = [];
  editor.connection.onRequest('topo/read', async ({ uri: wanted }: { uri: string }) => {
    asked.push(wanted);
    await new Promise((resolve) => setTimeout(resolve, 10));
    return files[wanted] ?? null;
  });
  return { editor, asked };
}

describe('files that the client reads', () => {
  test('are waited for, through all that they import', async () => {
    const { editor, asked } = await readingEditor();
    editor.open(uri, importer);
    expect(codes(await editor.diagnostics(uri))).toEqual(['reach.copper']);
    expect(asked).toEqual(Object.keys(files));
  });

  test('are waited for before anything is pushed', async () => {
    const { editor } = await readingEditor(modest);
    editor.open(uri, importer);
    await until(() => editor.published.at(-1));
    expect(editor.published.map(({ diagnostics }) => codes(diagnostics))).toEqual([['reach.copper']]);
  });

  test('are waited for by a hover', async () => {
    const { editor } = await readingEditor();
    editor.open(uri, importer);
    expect(JSON.stringify(await editor.hover(uri, { line: 8, character: 10 }))).toContain('2 m');
  });

  test('that are not there are not found', async () => {
    const { editor } = await readingEditor();
    editor.open(uri, importer.replace('my parts', 'your parts'));
    expect(codes(await editor.diagnostics(uri))).toContain('import.not_found');
  });
});
