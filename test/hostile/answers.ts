import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import type { Position } from 'vscode-languageserver/node';
import { bundleCommand, folderWith, runCommand } from '../cli/command.ts';
import type { Editor } from '../lsp/editor.ts';
import { codes, range, useEditors } from '../lsp/lab.ts';
import type { Hostile } from './texts.ts';

/** For a busy machine: alone, none takes more than a few seconds. */
const LIMIT = 180_000;
/** What any one answer may cost the processor, in seconds: ten times what the slowest does on a machine at rest. */
const MOST_SECONDS = 10;
const uri = 'file:///lab/hostile.topo';

/** Tests that no text stops the server or the command: each is answered for, with what can be said of it, and soon. */
export function testAnswers(texts: Readonly<Record<string, Hostile>>): void {
  const start = useEditors();
  const command = bundleCommand();
  test.each(Object.entries(texts))('%s', { timeout: LIMIT }, async (_, { text, rule }) => {
    const editor = await start();
    const written = text();
    const lines = written.split(/\r\n|\n|\r/);
    const found = await soon(editor, 'diagnostics', () => {
      editor.open(uri, written);
      return editor.diagnostics(uri);
    });
    if (rule) expect(codes(found)).toContain(rule);
    const middle = lines.length >> 1;
    await expectAnswersAt(editor, { line: 0, character: 9 });
    await expectAnswersAt(editor, { line: middle, character: (lines[middle]?.length ?? 0) >> 1 });
    await expectAnswers(editor, ofTheWhole);
    const end = lines.length;
    const again = await soon(editor, 'diagnostics behind a key', () => {
      editor.edit(uri, 2, [{ range: range(end, 0, end, 0), text: '\n' }]);
      return editor.diagnostics(uri);
    });
    expect(codes(again)).toEqual(codes(found));
    expect(editor.log.filter((line) => /error/i.test(line))).toEqual([]);
    expectChecked(await command, written, rule);
  });
}

/** Everything that an editor asks at a place of an open document is answered. */
async function expectAnswersAt(editor: Editor, position: Position): Promise<void> {
  const at = { start: position, end: { ...position, character: position.character + 20 } };
  await expectAnswers(editor, {
    hover: { position },
    completion: { position },
    signatureHelp: { position },
    definition: { position },
    references: { position, context: { includeDeclaration: true } },
    documentHighlight: { position },
    inlayHint: { range: at },
    selectionRange: { positions: [position] },
    codeAction: { range: at, context: { diagnostics: [] } },
  });
}

/** What an editor asks of a whole document. */
const ofTheWhole = {
  documentSymbol: {},
  'semanticTokens/full': {},
  foldingRange: {},
  codeLens: {},
  documentLink: {},
  formatting: { options: { tabSize: 2, insertSpaces: true } },
};

async function expectAnswers(editor: Editor, questions: Readonly<Record<string, object>>): Promise<void> {
  for (const [question, params] of Object.entries(questions))
    await soon(editor, question, () => editor.ask(`textDocument/${question}`, uri, params));
}

/** An answer that costs the processor no more than it may; it is not the clock that counts, because others use the machine. */
async function soon<T>({ server }: Editor, question: string, ask: () => Promise<T>): Promise<T> {
  const before = secondsOf(server.pid);
  const answer = await ask();
  expect(secondsOf(server.pid) - before, `${question}: seconds`).toBeLessThan(MOST_SECONDS);
  return answer;
}

/** Seconds of the processor that a process has used; none where the system does not tell. */
function secondsOf(pid: number | undefined): number {
  try {
    const [, ...fields] = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)?.split(' ') ?? [];
    const ticks = Number(fields[10]) + Number(fields[11]);
    return ticks / TICKS_PER_SECOND;
  } catch {
    return 0;
  }
}

/** Of Linux, on all that Node runs on. */
const TICKS_PER_SECOND = 100;

function expectChecked(command: string, text: string, rule: string | undefined): void {
  const folder = folderWith({ 'hostile.topo': text });
  const { code, stdout, stderr } = runCommand(command, ['check', 'hostile.topo', '--format', 'json'], folder);
  expect(stderr).toBe('');
  expect([0, 1]).toContain(code);
  if (rule) expect(stdout).toContain(`"${rule}"`);
}
