import { expect, test } from 'vitest';
import type { CodeAction, TextDocumentEdit } from 'vscode-languageserver/node';
import { wideLab } from './lab.ts';
import { transcript } from './transcript.ts';

transcript('code actions', (open) => {
  test('are the fixes of the findings in a range', async () => {
    const { ask, range, textOf } = await open(wideLab);
    const [fix] = await ask<CodeAction[]>('textDocument/codeAction', {
      range: range('cables.Dac400G'),
      context: { diagnostics: [] },
    });
    expect(fix).toMatchObject({ kind: 'quickfix', isPreferred: true, diagnostics: [{ code: 'reach.copper' }] });
    const change = fix?.edit?.documentChanges?.[0] as TextDocumentEdit;
    expect(change.edits.map((each) => textOf(each.range))).toEqual(['cables.Dac400G']);
  });
});
