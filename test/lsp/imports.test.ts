import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, test } from 'vitest';
import { modern, modest, until } from './editor.ts';
import { codes, tooFar, uri, useEditors } from './lab.ts';

const start = useEditors();

describe('imports', () => {
  const importer = tooFar.replace('import cables', 'import "./my parts.topo" as cables');
  const partsUri = 'file:///lab/my%20parts.topo';
  const parts = (reach: number): string =>
    `cable Dac400G { medium = copper  rate = 400Gbps  lanes = 4  reach = ${reach}m }\n`;

  test('that change in another editor change the diagnostics', async () => {
    const editor = await start();
    editor.open(uri, importer);
    expect(codes(await editor.diagnostics(uri))).toContain('import.not_found');
    editor.open(partsUri, parts(2));
    await until(() => editor.refreshes() > 0);
    expect(codes(await editor.diagnostics(uri))).toContain('reach.copper');
    editor.edit(partsUri, 2, [{ text: parts(5) }]);
    expect(codes(await editor.diagnostics(uri))).not.toContain('reach.copper');
    editor.close(partsUri);
    expect(codes(await editor.diagnostics(uri))).toContain('import.not_found');
  });

  test('are pushed to importers, and come as related documents to those who take them', async () => {
    const pushed = await start(modest);
    pushed.open(uri, importer);
    await until(() => pushed.published.at(-1));
    pushed.open(partsUri, parts(2));
    await until(() =>
      pushed.published.find((each) => each.uri === uri && codes(each.diagnostics).includes('reach.copper')),
    );

    const textDocument = { ...modern.textDocument, diagnostic: { relatedDocumentSupport: true } };
    const pulling = await start({ ...modern, textDocument });
    pulling.open(partsUri, parts(2));
    pulling.open(uri, importer);
    await pulling.diagnostics(uri);
    const report = await pulling.pull(partsUri);
    expect(report.relatedDocuments?.[uri]).toMatchObject({ kind: 'full' });
  });

  test('that change on disk change the diagnostics', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'topo-imports-'));
    const onDisk = (name: string): string => pathToFileURL(join(folder, name)).href;
    writeFileSync(join(folder, 'my parts.topo'), parts(2));
    const editor = await start();
    await until(() => editor.registered.includes('workspace/didChangeWatchedFiles'));
    editor.open(onDisk('pair.topo'), importer);
    expect(codes(await editor.diagnostics(onDisk('pair.topo')))).toContain('reach.copper');
    writeFileSync(join(folder, 'my parts.topo'), parts(5));
    const changes = [{ uri: onDisk('my parts.topo'), type: 2 }];
    await editor.connection.sendNotification('workspace/didChangeWatchedFiles', { changes });
    await until(() => editor.refreshes() > 0);
    expect(codes(await editor.diagnostics(onDisk('pair.topo')))).not.toContain('reach.copper');
    // A buffer wins over the disk until it is closed.
    editor.open(onDisk('my parts.topo'), parts(1));
    expect(codes(await editor.diagnostics(onDisk('pair.topo')))).toContain('reach.copper');
    editor.close(onDisk('my parts.topo'));
    expect(codes(await editor.diagnostics(onDisk('pair.topo')))).not.toContain('reach.copper');
  });

  test('are one file however the editor spells its URI', async () => {
    const editor = await start();
    editor.open('file:///C:/lab/pair.topo', importer);
    editor.open('file:///c%3A/lab/my%20parts.topo', parts(2));
    expect(codes(await editor.diagnostics('file:///c%3A/lab/pair.topo'))).toContain('reach.copper');
  });
});
