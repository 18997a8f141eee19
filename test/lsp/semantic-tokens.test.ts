import { expect, test } from 'vitest';
import type { Position, SemanticTokens, SemanticTokensDelta } from 'vscode-languageserver/node';
import { wideLab } from './lab.ts';
import { type Opened, transcript } from './transcript.ts';

transcript('semantic tokens', (open) => {
  test('are names and keywords by what they mean', async () => {
    const opened = await open(wideLab);
    const { data } = await opened.ask<SemanticTokens>('textDocument/semanticTokens/full');
    const read = readable(opened, data);
    expect(read.slice(0, 6)).toEqual([
      'import keyword',
      'nvidia namespace',
      'import keyword',
      'cables namespace',
      'rack keyword',
      'Pair class',
    ]);
    expect(read.slice(-8)).toEqual([
      'link keyword',
      'up function',
      'a variable',
      'b variable',
      'via keyword',
      'cables namespace',
      'Dac400G class',
      'length property',
    ]);
  });

  test('of a range are those of the whole text in it', async () => {
    const opened = await open(wideLab);
    const range = opened.range('/* 🚀 */ b : nvidia.QM9700');
    const { data } = await opened.ask<SemanticTokens>('textDocument/semanticTokens/range', { range });
    expect(readable(opened, data)).toEqual(['b variable', 'nvidia namespace', 'QM9700 class']);
  });

  test('after a change are told as what is new', async () => {
    const { ask, editor, range } = await open(wideLab);
    const uri = 'file:///lab/pair.topo';
    const before = await ask<SemanticTokens & { resultId: string }>('textDocument/semanticTokens/full');
    editor.edit(uri, 2, [{ range: range('label ='), text: 'price =' }]);
    const previousResultId = before.resultId;
    const same = await ask<SemanticTokensDelta>('textDocument/semanticTokens/full/delta', { previousResultId });
    expect(same.edits).toEqual([]);
    editor.edit(uri, 3, [{ range: range('/* 架🚀 */ rack'), text: 'node' }]);
    const more = { previousResultId: same.resultId };
    const changed = await ask<SemanticTokensDelta>('textDocument/semanticTokens/full/delta', more);
    expect(changed.edits).toHaveLength(1);
    const whole = await ask<SemanticTokens>('textDocument/semanticTokens/full');
    const [edit] = changed.edits;
    expect(edit && before.data.toSpliced(edit.start, edit.deleteCount, ...(edit.data ?? []))).toEqual(whole.data);
    expect(await ask('textDocument/semanticTokens/full/delta', { previousResultId: 'other' })).toMatchObject({
      data: whole.data,
    });
  });
});

/** Tokens as their text and type. */
function readable({ textOf, editor }: Opened, data: readonly number[]): readonly string[] {
  const types = editor.result.capabilities.semanticTokensProvider?.legend.tokenTypes ?? [];
  const read: string[] = [];
  let at: Position = { line: 0, character: 0 };
  for (let i = 0; i < data.length; i += 5) {
    const [lines = 0, characters = 0, length = 0, type = 0] = data.slice(i, i + 4);
    at = { line: at.line + lines, character: lines > 0 ? characters : at.character + characters };
    read.push(`${textOf({ start: at, end: { ...at, character: at.character + length } })} ${types[type]}`);
  }
  return read;
}
