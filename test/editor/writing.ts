import { type CompletionList, commands, Selection, workspace } from 'vscode';
import { assert } from './assert.ts';
import { cursorBehind, noFinding, open, rangeOf, write } from './documents.ts';
import { pageStep, step, until } from './steps.ts';

/** A link whose cable is not written yet, in a file that imports no cables. */
const withoutCable = `import nvidia

rack Pair {
  dgx[2] : nvidia.DgxH100
  leaf   : nvidia.QM9700
  fabric Rails {
    role = scale_out
    link rail : dgx[d].nic[r] -- leaf via${' '}
  }
}
`;

/** What a person does who writes a file: takes what is offered. */
export const writing = [
  step('behind via the cables that fit stand first, each with its import', async () => {
    const { document } = await open('offered.topo', withoutCable);
    const position = rangeOf(document, 'via ').end;
    const { items } = await until('offered cables', async () => {
      const list = await commands.executeCommand<CompletionList>(
        'vscode.executeCompletionItemProvider',
        document.uri,
        position,
      );
      return list.items.some(({ label }) => nameOf(label).startsWith('cables.')) && list;
    });
    const sorted = [...items].sort((a, b) => (a.sortText ?? '').localeCompare(b.sortText ?? ''));
    assert.equal(nameOf(sorted[0]?.label), 'cables.Dac400G');
    assert.equal(sorted[0]?.additionalTextEdits?.[0]?.newText, '\nimport cables');
    const last = sorted.at(-1)?.label;
    assert.match(typeof last === 'object' ? (last.description ?? '') : '', /does not fit/);
  }),
  step('taking one writes its name and adds the import', async () => {
    const editor = await open('taken.topo', withoutCable);
    const { document } = editor;
    const position = rangeOf(document, 'via ').end;
    editor.selection = new Selection(position, position);
    await until('cable that is taken', async () => {
      await commands.executeCommand('editor.action.triggerSuggest');
      for (let look = 0; look < 20; look++) {
        await new Promise((resolve) => setTimeout(resolve, 100));
        await commands.executeCommand('acceptSelectedSuggestion');
        if (document.getText().includes('via cables.')) return true;
      }
      return false;
    });
    assert.match(document.getText(), /^import nvidia\nimport cables\n/);
    assert.match(document.getText(), /leaf via cables\.Dac400G\n/);
    await noFinding(document, 'reach.medium');
  }),
  step('in the quotes behind import stand the files of the folder', async () => {
    await write('beside.topo', 'cable Dac { medium = copper }\n');
    const { document } = await open('importing.topo', 'import "./"\n');
    const position = rangeOf(document, './').end;
    await until('the file beside', async () => {
      const list = await commands.executeCommand<CompletionList>(
        'vscode.executeCompletionItemProvider',
        document.uri,
        position,
      );
      return list.items.some(({ label }) => nameOf(label) === './beside.topo');
    });
  }),
  step('a file that is saved is formatted where the settings ask for it', async () => {
    const settings = workspace.getConfiguration('editor', { languageId: 'topo' });
    await settings.update('formatOnSave', true, false, true);
    const editor = await open('crooked.topo', 'rack Box {\nmass=1kg }\n');
    await editor.edit((edit) => edit.insert(editor.document.positionAt(0), '\n'));
    await until('the text in the one form', async () => {
      await editor.document.save();
      return editor.document.getText() === 'rack Box {\n  mass = 1kg\n}\n';
    });
    await settings.update('formatOnSave', undefined, false, true);
  }),
  pageStep('a person types via and a blank, and takes the first cable from the keyboard', async (page) => {
    const editor = await open('typed-via.topo', withoutCable.replace(' via ', ''));
    const { document } = editor;
    await cursorBehind(editor, '-- leaf');
    await page.type(' via ');
    await page.waitFor('.suggest-widget', 'cables.Dac400G');
    await page.press('Enter');
    await until('cable in the text', () => document.getText().includes('leaf via cables.Dac400G'));
    assert.match(document.getText(), /import cables/);
  }),
];

function nameOf(label: string | { readonly label: string } | undefined): string {
  return typeof label === 'object' ? label.label : (label ?? '');
}
