import { describe, expect, test } from 'vitest';
import {
  CancellationTokenSource,
  type Position,
  type Range,
  type TextDocumentEdit,
  type TextEdit,
} from 'vscode-languageserver/node';
import { modest, until } from './editor.ts';
import { codes, range, tooFar, uri, useEditors } from './lab.ts';

const start = useEditors();

describe('diagnostics', () => {
  test('are pulled, and unchanged until something changes', async () => {
    const editor = await start();
    editor.open(uri, tooFar);
    const first = await editor.pull(uri);
    if (first.kind !== 'full') throw new Error('expected a full report');
    const reach = first.items.find((each) => each.code === 'reach.copper');
    expect(reach).toMatchObject({
      severity: 1,
      source: 'topo',
      range: range(8, 25, 8, 39),
      codeDescription: { href: 'https://example.org/topo/blob/main/docs/rules/reach.copper.md' },
    });
    const again = { previousResultId: first.resultId };
    const unchanged = { kind: 'unchanged', resultId: first.resultId };
    expect(await editor.ask('textDocument/diagnostic', uri, again)).toEqual(unchanged);
    editor.edit(uri, 2, [{ range: range(8, 51, 8, 52), text: '2' }]);
    const second = await editor.pull(uri, first.resultId);
    expect(second.kind === 'full' && codes(second.items)).not.toContain('reach.copper');
  });

  test('lead to other lines, not to what stands on their own', async () => {
    const editor = await start();
    const leadsTo = async (text: string, version: number): Promise<readonly string[] | undefined> => {
      editor.open(uri, text, version);
      const found = (await editor.diagnostics(uri)).find(({ code }) => code === 'reach.copper');
      return found?.relatedInformation?.map(({ message }) => message);
    };
    expect(await leadsTo(tooFar, 1)).toEqual(['reach of 2 m stated here']);
    editor.close(uri);
    const apart = tooFar.replace('{ length', '{\n length');
    expect(await leadsTo(apart, 2)).toEqual(['reach of 2 m stated here', 'length stated here']);
  });

  test('come with a status', async () => {
    const editor = await start();
    editor.open(uri, tooFar);
    const items = await editor.diagnostics(uri);
    await editor.diagnostics(uri);
    expect(editor.statuses).toHaveLength(1);
    expect(editor.statuses[0]).toMatchObject({ uri, clusters: 0, declarations: 1, findings: items.length });
  });

  test('are pushed to clients that do not ask, and cleared when the file is closed', async () => {
    const editor = await start(modest);
    expect(editor.result.capabilities.diagnosticProvider).toBeUndefined();
    editor.open(uri, tooFar, 7);
    const first = await until(() => editor.published.at(-1));
    expect(first).toMatchObject({ uri, version: 7 });
    expect(codes(first.diagnostics)).toContain('reach.copper');
    expect(first.diagnostics.some((each) => each.relatedInformation || each.tags || each.codeDescription)).toBe(false);
    editor.edit(uri, 8, [{ range: range(8, 51, 8, 52), text: '2' }]);
    const second = await until(() => editor.published.find((each) => each.version === 8));
    expect(codes(second.diagnostics)).not.toContain('reach.copper');
    editor.close(uri);
    const last = await until(() => editor.published.find((each) => each.version === undefined));
    expect(last).toEqual({ uri, diagnostics: [] });
  });

  test('follow many edits at once', async () => {
    const editor = await start();
    editor.open(uri, '');
    for (const [i, character] of [...tooFar].entries()) {
      const { line, character: column } = endOf([...tooFar].slice(0, i).join(''));
      editor.edit(uri, i + 2, [{ range: range(line, column, line, column), text: character }]);
    }
    expect(codes(await editor.diagnostics(uri))).toContain('reach.copper');
  });
});

describe('requests', () => {
  test('that are cancelled are not answered', async () => {
    const editor = await start();
    editor.open(uri, tooFar);
    const source = new CancellationTokenSource();
    const params = { textDocument: { uri } };
    const asked = editor.connection.sendRequest('textDocument/diagnostic', params, source.token);
    source.cancel();
    await expect(asked).rejects.toMatchObject({ code: -32800 });
    expect(codes(await editor.diagnostics(uri))).toContain('reach.copper');
  });
});

describe('settings', () => {
  test('turn a rule off or change its severity', async () => {
    const editor = await start();
    editor.open(uri, tooFar);
    const before = await editor.pull(uri);
    editor.setRules({ 'reach.copper': 'warning' });
    const warned = await editor.diagnostics(uri);
    expect(warned.find((each) => each.code === 'reach.copper')?.severity).toBe(2);
    editor.setRules({ 'reach.copper': 'off' });
    const after = await editor.pull(uri, before.resultId);
    expect(after.kind === 'full' && codes(after.items)).not.toContain('reach.copper');
    expect(await editor.codeActions(uri, range(8, 25, 8, 39))).toEqual([]);
    await until(() => editor.refreshes() > 0);
  });

  test('come with the notification where the client cannot be asked', async () => {
    const editor = await start(modest);
    editor.open(uri, tooFar);
    await until(() => editor.published.at(-1));
    editor.setRules({ 'reach.copper': 'hint' });
    const changed = await until(() => editor.published.at(1));
    expect(changed.diagnostics.find((each) => each.code === 'reach.copper')?.severity).toBe(4);
  });

  test('that are wrong are ignored and named in the log', async () => {
    const editor = await start();
    editor.setRules({ 'no.rule': 'off', 'reach.copper': 'loud' });
    editor.open(uri, tooFar);
    expect(codes(await editor.diagnostics(uri))).toContain('reach.copper');
    expect(editor.log.join('\n')).toContain('"no.rule"');
    expect(editor.log.join('\n')).toContain('"loud"');
  });
});

describe('quick fixes', () => {
  test('remove the finding', async () => {
    const editor = await start();
    editor.open(uri, tooFar, 3);
    const actions = await editor.codeActions(uri, range(8, 30, 8, 30));
    const [fix] = actions;
    expect(fix).toMatchObject({ kind: 'quickfix', isPreferred: true, diagnostics: [{ code: 'reach.copper' }] });
    expect(actions.filter((each) => each.isPreferred)).toHaveLength(1);
    const change = fix?.edit?.documentChanges?.[0] as TextDocumentEdit;
    expect(change.textDocument).toEqual({ uri, version: 3 });
    editor.edit(uri, 4, inOrder(change.edits as readonly TextEdit[]));
    expect(codes(await editor.diagnostics(uri))).not.toContain('reach.copper');
  });

  test('are plain changes for simple clients, and only given when asked for', async () => {
    const editor = await start(modest);
    editor.open(uri, tooFar);
    const [fix] = await editor.codeActions(uri, range(8, 30, 8, 30));
    expect(Object.keys(fix?.edit?.changes ?? {})).toEqual([uri]);
    expect(await editor.codeActions(uri, range(8, 30, 8, 30), ['notebook'])).toEqual([]);
    expect(await editor.codeActions(uri, range(0, 0, 0, 0))).toEqual([]);
  });
});

function endOf(text: string): Position {
  const lines = text.split('\n');
  return { line: lines.length - 1, character: lines.at(-1)?.length ?? 0 };
}

/** Edits of one document as changes one after another: the last in the text first. */
function inOrder(edits: readonly TextEdit[]): readonly { readonly range: Range; readonly text: string }[] {
  const sorted = [...edits].sort(
    (a, b) => b.range.start.line - a.range.start.line || b.range.start.character - a.range.start.character,
  );
  return sorted.map((each) => ({ range: each.range, text: each.newText }));
}
