import { expect, test } from 'vitest';
import type { CodeLens } from 'vscode-languageserver/node';
import { modern, until } from './editor.ts';
import { uri, useEditors } from './lab.ts';
import { transcript } from './transcript.ts';

const lab = (length: string) => `import nvidia
/* 線🚀 */ import cables

cluster Lab {
  label = "機架🚀"  a : nvidia.QM9700
  /* 🚀 */ b : nvidia.QM9700
  fabric Link {
    role = scale_out
    link up : a -- b via cables.Dac400G { length = ${length} }
  }
}
`;

transcript('lenses', (open) => {
  test('stand over the name, and say what they say when they are resolved', async () => {
    const { ask, editor, range } = await open(lab('1.5m'));
    const lenses = await ask<CodeLens[]>('textDocument/codeLens');
    expect(lenses.map(({ data }) => data.kind)).toEqual(['cluster', 'next-doubling', 'references', 'fabric']);
    const lens = lenses.find(({ data }) => data.kind === 'next-doubling');
    expect(lens).toEqual({ range: range('Lab'), data: { uri, kind: 'next-doubling', declaration: 'Lab' } });
    const resolved = await editor.connection.sendRequest<CodeLens>('codeLens/resolve', lens);
    expect(resolved.command).toMatchObject({
      title: 'Next doubling: 1 link loses copper',
      command: 'topo.showPage',
      arguments: [`topo-page:/next-doubling/Lab.md?${encodeURIComponent(uri)}`],
    });
  });

  test('lead to a page that follows the document', async () => {
    const { ask, editor } = await open(lab('1.5m'), {
      ...modern,
      workspace: { ...modern.workspace, textDocumentContent: {} },
    });
    const { connection } = editor;
    const refreshed: string[] = [];
    connection.onRequest('workspace/textDocumentContent/refresh', (params: { uri: string }) => {
      refreshed.push(params.uri);
    });
    const lens = (await ask<CodeLens[]>('textDocument/codeLens')).find(({ data }) => data.kind === 'next-doubling');
    const { command } = await connection.sendRequest<CodeLens>('codeLens/resolve', lens);
    const page = { uri: command?.arguments?.[0] };
    const text = () => connection.sendRequest<{ text: string }>('workspace/textDocumentContent', page);
    expect((await text()).text).toMatch(
      /^- \[up\]\(file:\/\/\/lab\/pair\.topo#L9,\d+ .*reaches 1 m .*the longest is 1\.5 m/m,
    );
    editor.edit(uri, 2, [{ text: lab('1m') }]);
    await editor.pull(uri);
    await until(() => (refreshed.length > 0 ? true : undefined));
    expect(refreshed[0]).toBe(page.uri);
    expect((await text()).text).not.toContain('reaches 1 m');
    editor.edit(uri, 3, [{ text: 'import nvidia\n' }]);
    expect((await text()).text).toBe('There is no Lab in pair.topo any more.\n');
  });
});

const start = useEditors();

test('an editor is told to ask again when what a file imports has changed', async () => {
  const editor = await start({ ...modern, workspace: { ...modern.workspace, codeLens: { refreshSupport: true } } });
  const asked: string[] = [];
  editor.connection.onRequest('workspace/codeLens/refresh', () => {
    asked.push('refresh');
  });
  const [parts, site] = ['file:///lab/parts.topo', 'file:///lab/site.topo'];
  editor.open(parts, 'rack Box { }\n');
  editor.open(site, 'import "./parts.topo"\ncluster Lab { box : parts.Box }\n');
  await editor.pull(site);
  expect(asked).toEqual([]);
  editor.edit(parts, 2, [{ text: 'rack Box { mass = 1kg }\n' }]);
  await editor.pull(site);
  await until(() => asked[0]);
});

test('the references of a declaration are counted in all files, and the lens leads to them', async () => {
  const editor = await start();
  const [parts, site] = ['file:///lab/parts.topo', 'file:///lab/site.topo'];
  editor.open(parts, 'rack Box { }\n');
  editor.open(site, 'import "./parts.topo"\ncluster Lab { box : parts.Box }\n');
  const lenses = await editor.ask<CodeLens[]>('textDocument/codeLens', parts, {});
  const lens = lenses.find(({ data }) => data.kind === 'references');
  const { command } = await editor.connection.sendRequest<CodeLens>('codeLens/resolve', lens);
  const range = { start: { line: 1, character: 26 }, end: { line: 1, character: 29 } };
  expect(command).toEqual({
    title: '1 reference',
    command: 'topo.showReferences',
    arguments: [parts, { line: 0, character: 5 }, [{ uri: site, range }]],
  });
});
