import { describe, expect, test } from 'vitest';
import type { Range, TextEdit } from 'vscode-languageserver/node';
import { range, uri, useEditors } from './lab.ts';

const start = useEditors();
const options = { tabSize: 4, insertSpaces: true };
const textDocument = { uri };

/** A text with an editor’s edits applied, which count UTF-16 characters. */
function edited(text: string, edits: readonly TextEdit[]): string {
  const lines = text.split('\n');
  const offset = ({ line, character }: Range['start']): number =>
    lines.slice(0, line).reduce((sum, { length }) => sum + length + 1, character);
  return [...edits]
    .sort((a, b) => offset(b.range.start) - offset(a.range.start))
    .reduce(
      (before, { range: at, newText }) => before.slice(0, offset(at.start)) + newText + before.slice(offset(at.end)),
      text,
    );
}

const crooked = 'rack A {  // 機架 🏗\nmass=1kg\n frame{height=48U}\n}\nrack B {\nmass=2kg\n}\n';

describe('formatting', () => {
  test('of a document', async () => {
    const { connection, open } = await start();
    open(uri, crooked);
    const edits = await connection.sendRequest<TextEdit[]>('textDocument/formatting', { textDocument, options });
    const straight = 'rack A {  // 機架 🏗\n  mass = 1kg\n  frame { height = 48U }\n}\nrack B {\n  mass = 2kg\n}\n';
    expect(edited(crooked, edits)).toBe(straight);
  });

  test('of a range touches nothing else', async () => {
    const { connection, open } = await start();
    open(uri, crooked);
    const edits = await connection.sendRequest<TextEdit[]>('textDocument/rangeFormatting', {
      textDocument,
      options,
      range: range(5, 0, 5, 8),
    });
    expect(edited(crooked, edits)).toBe(crooked.replace('\nmass=2kg', '\n  mass = 2kg'));
  });

  test('of a body when its brace is typed', async () => {
    const { connection, open } = await start();
    open(uri, crooked);
    const params = { textDocument, options, position: { line: 6, character: 1 }, ch: '}' };
    const edits = await connection.sendRequest<TextEdit[]>('textDocument/onTypeFormatting', params);
    expect(edited(crooked, edits)).toBe(crooked.replace('\nmass=2kg', '\n  mass = 2kg'));
  });

  test('of a line when the next is begun, which stays as it is', async () => {
    const { connection, open } = await start();
    const text = 'rack A {\n  mass=1kg\n      \n}\n';
    open(uri, text);
    const params = { textDocument, options, position: { line: 2, character: 6 }, ch: '\n' };
    const edits = await connection.sendRequest<TextEdit[]>('textDocument/onTypeFormatting', params);
    expect(edited(text, edits)).toBe('rack A {\n  mass = 1kg\n      \n}\n');
  });

  test('of a broken text leaves alone what is broken, of an unknown document does nothing', async () => {
    const { connection, open } = await start();
    open(uri, 'let  a =\nlet  b=1\n');
    const edits = await connection.sendRequest<TextEdit[]>('textDocument/formatting', { textDocument, options });
    expect(edited('let  a =\nlet  b=1\n', edits)).toBe('let  a =\nlet b = 1\n');
    const unknown = { textDocument: { uri: 'file:///lab/unknown.topo' }, options };
    expect(await connection.sendRequest('textDocument/formatting', unknown)).toEqual([]);
  });
});
