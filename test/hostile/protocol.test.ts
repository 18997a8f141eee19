import { spawn } from 'node:child_process';
import { describe, expect, test } from 'vitest';
import { bundleServer, modern, until } from '../lsp/editor.ts';
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

describe('requests', { timeout: LIMIT }, () => {
  test('with params that fit none are answered or refused', async () => {
    const editor = await start();
    editor.open(uri, tooFar);
    const { capabilities } = editor.result;
    expect(capabilities.hoverProvider).toBe(true);
    const methods = [
      ...['hover', 'completion', 'definition', 'typeDefinition', 'references', 'rename', 'prepareRename', 'codeAction'],
      ...['codeLens', 'formatting', 'rangeFormatting', 'onTypeFormatting', 'documentSymbol', 'documentHighlight'],
      ...['foldingRange', 'selectionRange', 'semanticTokens/full', 'semanticTokens/range', 'diagnostic'],
      ...['prepareCallHierarchy', 'prepareTypeHierarchy', 'documentLink', 'no/such/method'],
    ];
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
