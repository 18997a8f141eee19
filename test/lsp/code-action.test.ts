import { expect, test } from 'vitest';
import type { ClientCapabilities, CodeAction, SnippetTextEdit, TextDocumentEdit } from 'vscode-languageserver/node';
import { modern } from './editor.ts';
import { wideLab } from './lab.ts';
import { transcript } from './transcript.ts';

const able: ClientCapabilities = {
  ...modern,
  textDocument: {
    ...modern.textDocument,
    codeAction: { ...modern.textDocument?.codeAction, resolveSupport: { properties: ['edit'] }, dataSupport: true },
  },
  workspace: { ...modern.workspace, workspaceEdit: { documentChanges: true, snippetEditSupport: true } },
};

/** A blank before a unit, an import that is not used, and no order. */
const unsorted = wideLab.replace('3m', '3 m').replace('import nvidia\n', 'import switches\nimport nvidia\n');

transcript('code actions', (open) => {
  test('are the fixes of the findings in a range', async () => {
    const { ask, range, textOf } = await open(wideLab);
    const [fix] = await ask<CodeAction[]>('textDocument/codeAction', {
      range: range('cables.Dac400G'),
      context: { diagnostics: [] },
    });
    expect(fix).toMatchObject({ kind: 'quickfix', isPreferred: true, diagnostics: [{ code: 'reach.copper' }] });
    expect(editsOf(fix).map((each) => textOf(each.range))).toEqual(['cables.Dac400G']);
  });

  test('waive a finding with the cursor on the reason, where the editor can', async () => {
    const asked = { context: { diagnostics: [] } };
    const snippet = await open(wideLab, able);
    const range = snippet.range('cables.Dac400G');
    const waiver = (actions: readonly CodeAction[]): CodeAction | undefined =>
      actions.find(({ title }) => title === 'Waive reach.copper here, with a reason');
    const [edit] = editsOf(waiver(await snippet.ask('textDocument/codeAction', { ...asked, range })));
    // biome-ignore lint/suspicious/noTemplateCurlyInString: the form of a snippet
    expect((edit as SnippetTextEdit).snippet.value).toBe('  allow reach.copper "${1:reason}"');
    expect(edit?.range.start).toEqual(snippet.at(' }\n  }'));
    const plain = await open(wideLab);
    const [text] = editsOf(waiver(await plain.ask('textDocument/codeAction', { ...asked, range })));
    expect(text).toMatchObject({ newText: '  allow reach.copper "reason"' });
  });

  test('on the source are made for who asks for them, and resolved when they are taken', async () => {
    const { editor, ask, range, textOf } = await open(unsorted, able);
    const context = { diagnostics: [] };
    const all = await ask<CodeAction[]>('textDocument/codeAction', { range: range(''), context });
    expect(all.filter(({ kind }) => kind?.startsWith('source.'))).toEqual([]);
    const take = async (kind: string): Promise<readonly (readonly [string, unknown])[]> => {
      const asked = { range: range(''), context: { ...context, only: [kind] } };
      const [action] = await ask<CodeAction[]>('textDocument/codeAction', asked);
      expect(action?.edit).toBeUndefined();
      const resolved: CodeAction = await editor.connection.sendRequest('codeAction/resolve', action);
      return editsOf(resolved).map((edit) => [textOf(edit.range), 'newText' in edit ? edit.newText : '']);
    };
    expect(await take('source.fixAll')).toEqual([['3 m', '3m']]);
    const [imports] = await take('source.organizeImports');
    expect(imports?.[1]).toBe('/* 線🚀 */ import cables\nimport nvidia\n');
  });
});

transcript('refactorings', (open) => {
  test('are there for who asks, and light no bulb', async () => {
    const { ask, range } = await open(wideLab, able);
    const kinds = async (triggerKind: number): Promise<readonly string[]> => {
      const asked = { range: range('3m'), context: { diagnostics: [], triggerKind } };
      const actions = await ask<CodeAction[]>('textDocument/codeAction', asked);
      return actions.filter(({ kind }) => kind?.startsWith('refactor.')).map(({ title }) => title);
    };
    expect(await kinds(2)).toEqual([]);
    expect(await kinds(1)).toContain('Write 300cm');
  });
});

function editsOf(action: CodeAction | undefined): TextDocumentEdit['edits'] {
  return (action?.edit?.documentChanges ?? []).flatMap((each) => (each as TextDocumentEdit).edits);
}
