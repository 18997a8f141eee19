import { commands, type Location, type LocationLink, Selection, type WorkspaceEdit, window, workspace } from 'vscode';
import { assert } from './assert.ts';
import { finding, fixesAt, noFinding, open, rangeOf, write } from './documents.ts';
import { step, until } from './steps.ts';

const cables = 'cable Dac { medium = copper  rate = 400Gbps  lanes = 4  reach = 2m }\n';

const row = (length: string) => `import nvidia
import "./cabling.topo"

row Pair {
  a : nvidia.QM9700
  b : nvidia.QM9700
  link up : a -- b via cabling.Dac { length = ${length} }
}
`;

/** Following names, and changing what they stand for. */
export const navigating = [
  step('renaming a cable type changes two files, one of which is not open', async () => {
    const parts = await write('cabling.topo', cables);
    const { document } = await open('cabled.topo', row('1m'));
    await noFinding(document, 'name.unresolved');
    const at = rangeOf(document, 'Dac').start;
    const edit = await commands.executeCommand<WorkspaceEdit>(
      'vscode.executeDocumentRenameProvider',
      document.uri,
      at,
      'SiteDac',
    );
    assert.equal(edit.entries().length, 2);
    assert.ok(await workspace.applyEdit(edit));
    assert.match(document.getText(), /via cabling\.SiteDac \{/);
    const changed = await workspace.openTextDocument(parts);
    assert.match(changed.getText(), /^cable SiteDac \{/);
    await noFinding(document, 'name.unresolved');
    await changed.save();
    await document.save();
  }),
  step('what the catalog declares cannot be renamed, and says so', async () => {
    const { document } = await open('fixed.topo', row('1m'));
    const refusal = await commands
      .executeCommand('vscode.executeDocumentRenameProvider', document.uri, rangeOf(document, 'QM9700').start, 'Leaf')
      .then(
        () => 'renamed',
        (error: unknown) => String(error),
      );
    assert.match(refusal, /declared in the built-in catalog/);
  }),
  step('go to definition opens the catalog', async () => {
    const editor = await open('defined.topo', row('1m'));
    const { document } = editor;
    const at = rangeOf(document, 'QM9700').start;
    await until('definition', async () => {
      const all = await commands.executeCommand<(Location | LocationLink)[]>(
        'vscode.executeDefinitionProvider',
        document.uri,
        at,
      );
      const [found] = all;
      return found && ('targetUri' in found ? found.targetUri : found.uri).scheme === 'topo-catalog';
    });
    editor.selection = new Selection(at, at);
    await commands.executeCommand('editor.action.revealDefinition');
    const shown = await until('catalog', () => {
      const active = window.activeTextEditor;
      return active?.document.uri.scheme === 'topo-catalog' ? active : undefined;
    });
    assert.equal(shown.document.languageId, 'topo');
    assert.match(shown.document.lineAt(shown.selection.active.line).text, /^switch QM9700/);
    await commands.executeCommand('workbench.action.closeActiveEditor');
  }),
  step('a waiver leaves the cursor on its reason', async () => {
    await write('cabling.topo', cables);
    const { document } = await open('waived.topo', row('3m'));
    const { range } = await finding(document, 'reach.copper');
    const all = await fixesAt(document, range);
    const waiver =
      all.find(({ title }) => title.startsWith('Waive reach.copper')) ?? assert.fail('no waiver is offered');
    assert.ok(waiver.edit && (await workspace.applyEdit(waiver.edit)));
    assert.match(document.getText(), /length = 3m {2}allow reach\.copper "reason" \}/);
    const editor = window.activeTextEditor ?? assert.fail('no editor is active');
    assert.equal(document.getText(editor.selection), 'reason');
    await noFinding(document, 'reach.copper');
  }),
];
