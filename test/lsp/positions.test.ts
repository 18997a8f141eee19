import { describe, expect, test } from 'vitest';
import type { Range } from 'vscode-languageserver/node';
import { type Editor, modern } from './editor.ts';
import { range, tooFar, uri, useEditors } from './lab.ts';

const start = useEditors();

describe('positions', () => {
  const text = tooFar.replace('link up : a', '/* 长😀é */ link up : a');

  test('count UTF-16 units', async () => {
    const editor = await start();
    editor.open(uri, text);
    expect((await reachRange(editor)).start).toEqual({ line: 8, character: 25 + 11 });
  });

  test('count UTF-8 bytes where the client prefers them', async () => {
    const editor = await start({ ...modern, general: { positionEncodings: ['utf-8', 'utf-16'] } });
    expect(editor.result.capabilities.positionEncoding).toBe('utf-8');
    editor.open(uri, text);
    // 长 is 3 bytes, 😀 is 4 and é is 2.
    expect((await reachRange(editor)).start).toEqual({ line: 8, character: 25 + 7 + 9 });
    editor.edit(uri, 2, [{ range: range(8, 7, 8, 7 + 9), text: '' }]);
    expect((await reachRange(editor)).start).toEqual({ line: 8, character: 25 + 7 });
  });

  test('count code points in UTF-32', async () => {
    const editor = await start({ ...modern, general: { positionEncodings: ['utf-32'] } });
    editor.open(uri, text);
    expect((await reachRange(editor)).start).toEqual({ line: 8, character: 25 + 7 + 3 });
  });

  async function reachRange(editor: Editor): Promise<Range> {
    const found = (await editor.diagnostics(uri)).find((each) => each.code === 'reach.copper');
    return found?.range ?? range(0, 0, 0, 0);
  }
});
