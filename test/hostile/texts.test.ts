import { expect, test } from 'vitest';
import { bundleCommand, folderWith, runCommand } from '../cli/command.ts';
import { codes, range, useEditors } from '../lsp/lab.ts';
import { hostileTexts } from './texts.ts';

// No text stops the server or the command: each is answered for, with what can be said of it.

/** For a busy machine: alone, none takes more than a few seconds. */
const LIMIT = 120_000;
const uri = 'file:///lab/hostile.topo';
const start = useEditors();
const command = bundleCommand();

test.each(Object.entries(hostileTexts))('%s', { timeout: LIMIT }, async (_, { text, rule }) => {
  const editor = await start();
  const written = text();
  editor.open(uri, written);
  const found = codes(await editor.diagnostics(uri));
  if (rule) expect(found).toContain(rule);
  await expectAnswers(editor);
  const end = written.split(/\r\n|\n|\r/).length;
  editor.edit(uri, 2, [{ range: range(end, 0, end, 0), text: '\n' }]);
  expect(codes(await editor.diagnostics(uri))).toEqual(found);
  expect(editor.log.filter((line) => /error/i.test(line))).toEqual([]);
  await expectChecked(written, rule);
});

/** Everything that an editor asks of an open document is answered. */
async function expectAnswers(editor: Awaited<ReturnType<typeof start>>): Promise<void> {
  const position = { line: 0, character: 9 };
  const options = { tabSize: 2, insertSpaces: true };
  await editor.hover(uri, position);
  await editor.ask('textDocument/completion', uri, { position });
  await editor.ask('textDocument/definition', uri, { position });
  await editor.ask('textDocument/documentSymbol', uri);
  await editor.ask('textDocument/semanticTokens/full', uri);
  await editor.ask('textDocument/foldingRange', uri);
  await editor.ask('textDocument/codeLens', uri);
  await editor.ask('textDocument/selectionRange', uri, { positions: [position] });
  await editor.ask('textDocument/formatting', uri, { options });
  await editor.codeActions(uri, range(0, 0, 0, 20));
}

async function expectChecked(text: string, rule: string | undefined): Promise<void> {
  const folder = folderWith({ 'hostile.topo': text });
  const { code, stdout, stderr } = runCommand(await command, ['check', 'hostile.topo', '--format', 'json'], folder);
  expect(stderr).toBe('');
  expect([0, 1]).toContain(code);
  if (rule) expect(stdout).toContain(`"${rule}"`);
}
