import { spawn } from 'node:child_process';
import { describe, expect, test } from 'vitest';
import { bundleServer, modern, spawnServer, until } from '../lsp/editor.ts';
import { codes, range, tooFar, uri, useEditors } from '../lsp/lab.ts';

// Whatever comes over the line is answered with what was asked for or with an error of the protocol, and the server lives.

const LIMIT = 60_000;
const start = useEditors();

/** Params that fit no request. */
const garbage: readonly unknown[] = [
  undefined,
  null,
  [],
  {},
  'text',
  { textDocument: null },
  { textDocument: { uri: 42 }, position: { line: 0, character: 0 } },
  { textDocument: { uri: 'no uri at all' }, position: { line: 0, character: 0 } },
  { textDocument: { uri }, position: { line: -1, character: -5 } },
  { textDocument: { uri }, position: { line: 1e9, character: 1e9 } },
  { textDocument: { uri }, position: { line: 'x' } },
  { textDocument: { uri }, range: { start: { line: 9, character: 0 }, end: { line: 0, character: 0 } }, context: {} },
  { textDocument: { uri }, positions: 7 },
  { textDocument: { uri: `${uri}\0${'x'.repeat(100_000)}` } },
];

const methods = [
  ...['hover', 'completion', 'definition', 'typeDefinition', 'references', 'rename', 'prepareRename', 'codeAction'],
  ...['codeLens', 'formatting', 'rangeFormatting', 'onTypeFormatting', 'documentSymbol', 'documentHighlight'],
  ...['foldingRange', 'selectionRange', 'semanticTokens/full', 'semanticTokens/range', 'diagnostic', 'signatureHelp'],
  ...['prepareCallHierarchy', 'prepareTypeHierarchy', 'documentLink', 'inlayHint', 'no/such/method'],
];

/** Params that fit any request about a document. */
function paramsFor(document: string): object {
  const position = { line: 8, character: 30 };
  const options = { tabSize: 2, insertSpaces: true };
  const more = { context: { diagnostics: [], includeDeclaration: true }, newName: 'b', ch: '}', options };
  return { textDocument: { uri: document }, position, positions: [position], range: range(0, 0, 9, 0), ...more };
}

describe('requests', { timeout: LIMIT }, () => {
  test('before initialize and after shutdown are all refused', async () => {
    const { server, connection } = spawnServer(await bundleServer());
    const refusals = async (): Promise<ReadonlySet<unknown>> => {
      const asked = methods.map((method) => connection.sendRequest(`textDocument/${method}`, paramsFor(uri)));
      const settled = await Promise.allSettled(asked);
      return new Set(settled.map((each) => (each.status === 'rejected' ? each.reason.code : each.value)));
    };
    void connection.sendNotification('textDocument/didOpen', { textDocument: { uri, version: 1, text: tooFar } });
    void connection.sendNotification('textDocument/didChange', { textDocument: { uri }, contentChanges: [] });
    void connection.sendNotification('initialized', {});
    expect(await refusals()).toEqual(new Set([-32002]));
    await connection.sendRequest('initialize', { processId: null, rootUri: null, capabilities: modern });
    await connection.sendRequest('shutdown');
    expect(await refusals()).toEqual(new Set([-32600]));
    const exited = new Promise((resolve) => server.once('exit', resolve));
    await connection.sendNotification('exit');
    expect(await exited).toBe(0);
  });

  test('about files that are closed, were never open or can be none are answered or refused', async () => {
    const editor = await start();
    const closed = 'file:///lab/closed.topo';
    editor.open(uri, tooFar);
    editor.open(closed, tooFar);
    editor.close(closed);
    const strangers = [
      closed,
      'file:///lab/never.topo',
      'untitled:Untitled-1',
      'topo-catalog:nvidia.topo',
      '',
      'file:',
    ];
    for (const stranger of strangers)
      for (const method of methods)
        await editor.connection.sendRequest(`textDocument/${method}`, paramsFor(stranger)).catch((error: unknown) => {
          expect(error).toHaveProperty('code');
        });
    expect(codes(await editor.diagnostics(uri))).toEqual(['reach.copper']);
  });

  test('and changes out of order: opened twice, closed twice, changed before and after', async () => {
    const editor = await start();
    editor.edit(uri, 5, [{ text: 'rack A {' }]);
    editor.close(uri);
    editor.open(uri, 'rack A {');
    editor.open(uri, tooFar, 9);
    editor.edit(uri, 3, [{ range: range(0, 0, 0, 0), text: '\n' }]);
    void editor.connection.sendNotification('$/cancelRequest', { id: 4711 });
    void editor.connection.sendNotification('$/setTrace', { value: 'off' });
    expect(codes(await editor.diagnostics(uri))).toEqual(['reach.copper']);
    editor.close(uri);
    editor.close(uri);
    editor.edit(uri, 10, [{ text: 'rack A {' }]);
    expect(await editor.diagnostics(uri)).toEqual([]);
    editor.open(uri, tooFar, 1);
    expect(codes(await editor.diagnostics(uri))).toEqual(['reach.copper']);
  });

  test('with params that fit none are answered or refused', async () => {
    const editor = await start();
    editor.open(uri, tooFar);
    const { capabilities } = editor.result;
    expect(capabilities.hoverProvider).toBe(true);
    for (const method of methods)
      for (const params of garbage)
        await editor.connection.sendRequest(`textDocument/${method}`, params).catch((error: unknown) => {
          expect(error).toHaveProperty('code');
        });
    expect(codes(await editor.diagnostics(uri))).toEqual(['reach.copper']);
  });

  test('that nobody waits for any more are cancelled, and those behind them answered', async () => {
    const editor = await start();
    editor.open(uri, tooFar);
    const asked = Array.from({ length: 200 }, (_, i) => {
      editor.edit(uri, i + 2, [{ range: range(0, 0, 0, i % 2), text: i % 2 === 0 ? ' ' : '' }]);
      return editor.hover(uri, { line: 8, character: 30 });
    });
    expect((await Promise.all(asked)).every((hover) => hover !== null)).toBe(true);
    expect(codes(await editor.diagnostics(uri))).toEqual(['reach.copper']);
  });
});

test('changes with ranges and versions that fit nothing', { timeout: LIMIT }, async () => {
  const editor = await start();
  editor.open(uri, tooFar);
  editor.edit(uri, -7, [{ range: range(900, 0, 1000, 0), text: '\n' }]);
  editor.edit(uri, 3, [{ range: range(5, 3, 2, 1), text: '' }]);
  for (const params of garbage) void editor.connection.sendNotification('textDocument/didChange', params);
  editor.edit(uri, 2, [{ text: tooFar }]);
  expect(codes(await editor.diagnostics(uri))).toEqual(['reach.copper']);
});

test('messages that are no JSON-RPC do not end the server', { timeout: LIMIT }, async () => {
  const server = spawn(process.execPath, [await bundleServer(), '--stdio'], { stdio: ['pipe', 'pipe', 'ignore'] });
  const say = (content: string): void => {
    server.stdin.write(`Content-Length: ${Buffer.byteLength(content)}\r\n\r\n${content}`);
  };
  for (const content of ['', '{', 'null', '[]', '42', '"text"', '{}', '{"jsonrpc":"2.0"}', '{"id":1}', '\0\0', '[[[['])
    say(content);
  say('{"jsonrpc":"2.0","id":"x","method":42}');
  say('{"jsonrpc":"2.0","id":7,"result":{}}');
  say(JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'initialize', params: { capabilities: modern, rootUri: null } }));
  let heard = '';
  server.stdout.on('data', (data: Buffer) => {
    heard += data.toString();
  });
  await until(() => heard.includes('"serverInfo"') || server.exitCode !== null);
  expect(heard).toContain('"serverInfo"');
  say('{"jsonrpc":"2.0","id":2,"method":"shutdown"}');
  say('{"jsonrpc":"2.0","method":"exit"}');
  expect(await new Promise((resolve) => server.once('exit', resolve))).toBe(0);
});
