import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, test } from 'vitest';
import type { CompletionItem, Range, TextEdit } from 'vscode-languageserver/node';
import { modest } from './editor.ts';
import { wideLab } from './lab.ts';
import { type Opened, transcript } from './transcript.ts';

const withoutCable = wideLab.replace('/* 線🚀 */ import cables', '/* 線🚀 */').replace('via cables.Dac400G', 'via ');
const byBlank = { context: { triggerKind: 2, triggerCharacter: ' ' } };

transcript('completion', (open) => {
  test('behind via is the cables that fit, best first, with their import', async () => {
    const opened = await open(withoutCable);
    const items = await complete(opened, 'via ', 4, byBlank);
    const [best] = items;
    expect(best).toMatchObject({ label: 'cables.Dac400G', preselect: true, kind: 7 });
    expect(items.map(({ label }) => label).slice(0, 3)).toContain('cables.Acc400G');
    expect(best?.additionalTextEdits).toHaveLength(1);
    expect(applied(withoutCable, opened, best)).toContain('\nimport cables');
    expect(applied(withoutCable, opened, best)).toContain('a -- b via cables.Dac400G');
    expect(items.at(-1)?.labelDetails?.description).toMatch(/^does not fit/);
  });

  test('documents an item when it is asked to', async () => {
    const opened = await open(withoutCable);
    const [best] = await complete(opened, 'via ', 4);
    expect(best?.documentation).toBeUndefined();
    const resolved = await opened.editor.connection.sendRequest('completionItem/resolve', best);
    expect(resolved).toMatchObject({
      label: best?.label,
      documentation: { kind: 'markdown', value: expect.stringMatching(/reach[\s\S]*Source: /) },
    });
  });

  test('replaces the word at the place', async () => {
    const opened = await open(wideLab);
    const items = await complete(opened, 'scale_out', 3);
    expect(items.map(({ label }) => label)).toEqual(['scale_up', 'scale_out', 'storage', 'management']);
    expect(items.map((item) => opened.textOf((item.textEdit as TextEdit).range))).toEqual(Array(4).fill('scale_out'));
    const types = await complete(opened, 'cables.Dac', 8);
    expect(types.map((item) => opened.textOf((item.textEdit as TextEdit).range))).toContain('Dac400G');
  });

  test('after a blank offers only what must follow', async () => {
    const opened = await open(wideLab);
    expect(await complete(opened, '  role', 2, byBlank)).toEqual([]);
    expect(await complete(opened, '= scale_out', 2, byBlank)).toHaveLength(4);
  });

  test('is plain text for a client without snippets', async () => {
    const opened = await open(wideLab, modest);
    const items = await complete(opened, '    role', 0);
    const link = items.find(({ label }) => label === 'allow');
    expect(link?.insertTextFormat).toBeUndefined();
    expect(link?.textEdit).toMatchObject({ newText: 'allow reach.copper "reason"' });
  });

  test('after import lists the files beside this one', async () => {
    const opened = await open('');
    const folder = mkdtempSync(join(tmpdir(), 'topo-files-'));
    writeFileSync(join(folder, 'parts.topo'), '');
    writeFileSync(join(folder, 'notes.txt'), '');
    const uri = pathToFileURL(join(folder, 'main.topo')).href;
    opened.editor.open(uri, 'import "./"');
    const position = { line: 0, character: 10 };
    const items = await opened.editor.ask<CompletionItem[]>('textDocument/completion', uri, { position });
    expect(items.map(({ label }) => label)).toEqual(['./parts.topo']);
  });
});

function complete({ ask, at }: Opened, piece: string, skip: number, more = {}): Promise<readonly CompletionItem[]> {
  return ask('textDocument/completion', { position: at(piece, skip), ...more });
}

/** The text after an item was taken. */
function applied(text: string, { offsetAt }: Opened, item: CompletionItem | undefined): string {
  const edits = [item?.textEdit as TextEdit, ...(item?.additionalTextEdits ?? [])];
  const ends = ({ start, end }: Range): readonly [number, number] => [offsetAt(start), offsetAt(end)];
  const sorted = edits.map(({ range, newText }) => ({ ends: ends(range), newText }));
  sorted.sort((a, b) => b.ends[0] - a.ends[0]);
  return sorted.reduce(
    (before, each) => before.slice(0, each.ends[0]) + each.newText + before.slice(each.ends[1]),
    text,
  );
}
