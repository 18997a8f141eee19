import { describe, expect, test } from 'vitest';
import { CancellationTokenSource } from 'vscode-languageserver/node';
import { bundleServer, modern, spawnServer } from './editor.ts';
import { range, tooFar, uri, useEditors } from './lab.ts';

const start = useEditors();

describe('start and end', () => {
  test('says what it can do', async () => {
    const { result } = await start();
    expect(result.serverInfo).toEqual({ name: 'topo', version: '1.2.3' });
    expect(result.capabilities).toMatchObject({
      positionEncoding: 'utf-16',
      textDocumentSync: { openClose: true, change: 2 },
      hoverProvider: true,
      codeActionProvider: { codeActionKinds: expect.arrayContaining(['quickfix']) },
      diagnosticProvider: { interFileDependencies: true, workspaceDiagnostics: true },
    });
  });

  test('refuses requests before initialize and after shutdown', async () => {
    const { server, connection } = spawnServer(await bundleServer());
    const hover = { textDocument: { uri }, position: { line: 0, character: 0 } };
    await expect(connection.sendRequest('textDocument/hover', hover)).rejects.toMatchObject({ code: -32002 });
    await connection.sendRequest('initialize', { processId: null, rootUri: null, capabilities: modern });
    await expect(connection.sendRequest('no/such/method')).rejects.toMatchObject({ code: -32601 });
    await connection.sendRequest('shutdown');
    await expect(connection.sendRequest('textDocument/hover', hover)).rejects.toMatchObject({ code: -32600 });
    const exited = new Promise((resolve) => server.once('exit', resolve));
    await connection.sendNotification('exit');
    expect(await exited).toBe(0);
  });

  test('ends with a client that is gone without goodbye', async () => {
    const { server, connection } = spawnServer(await bundleServer());
    await connection.sendRequest('initialize', { processId: process.pid, rootUri: null, capabilities: modern });
    const exited = new Promise((resolve) => server.once('exit', resolve));
    server.stdin?.end();
    expect(await exited).toBe(1);
  });

  test('answers less for files that are not open', async () => {
    const editor = await start();
    expect(await editor.pull(uri)).toEqual({ kind: 'full', items: [] });
    expect(await editor.hover(uri, { line: 0, character: 0 })).toBeNull();
    expect(await editor.codeActions(uri, range(0, 0, 1, 0))).toEqual([]);
    editor.open(uri, tooFar);
    editor.close(uri);
    expect(await editor.pull(uri)).toEqual({ kind: 'full', items: [] });
    editor.edit(uri, 2, [{ text: '' }]);
    editor.close(uri);
    expect(await editor.diagnostics(uri)).toEqual([]);
    expect(editor.log.some((line) => line.includes('textDocument/didChange'))).toBe(true);
  });

  test('answers a request that is cancelled with an error of the protocol, and those after it', async () => {
    const editor = await start();
    editor.open(uri, tooFar);
    const asked = { textDocument: { uri }, position: { line: 8, character: 30 } };
    const cancelled = Array.from({ length: 50 }, () => {
      const source = new CancellationTokenSource();
      const answer = editor.connection.sendRequest('textDocument/hover', asked, source.token);
      source.cancel();
      return answer.catch((error: unknown) => error);
    });
    // One that is answered before its cancellation has arrived is answered as always.
    const isCancelled = (answer: unknown): boolean => Reflect.get(Object(answer), 'code') === -32800;
    const answers = await Promise.all(cancelled);
    for (const answer of answers) if (!isCancelled(answer)) expect(answer).toMatchObject({ contents: {} });
    expect(answers.filter(isCancelled).length).toBeGreaterThan(25);
    expect(await editor.hover(uri, asked.position)).not.toBeNull();
  });

  test('serves two editors, each with files of its own', async () => {
    const [one, other] = [await start(), await start()];
    one.open(uri, tooFar);
    other.open(uri, tooFar.replace('3m', '2m'));
    expect((await one.diagnostics(uri)).map(({ code }) => code)).toEqual(['reach.copper']);
    expect((await other.diagnostics(uri)).map(({ code }) => code)).toEqual([]);
  });

  test('is initialized once', async () => {
    const { connection } = await start();
    const again = connection.sendRequest('initialize', { processId: null, rootUri: null, capabilities: modern });
    await expect(again).rejects.toMatchObject({ code: -32600 });
  });

  test('gives the text of the built-in catalog', async () => {
    const { connection } = await start();
    const text = await connection.sendRequest('topo/catalog', { uri: 'topo-catalog:/nvidia.topo' });
    expect(text).toContain('accelerator H100');
    expect(await connection.sendRequest('topo/catalog', { uri: 'topo-catalog:/nothing.topo' })).toBeNull();
    const params = { uri: 'topo-catalog:/nvidia.topo' };
    expect(await connection.sendRequest('workspace/textDocumentContent', params)).toEqual({ text });
  });
});
