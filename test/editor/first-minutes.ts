import { commands, languages, tasks, window } from 'vscode';
import { assert } from './assert.ts';
import { finding, write } from './documents.ts';
import { pageStep, step, until } from './steps.ts';

/** What a person does first: the walkthrough, the sample, the task. */
export const firstMinutes = [
  pageStep('the walkthrough shows its four steps', async (page) => {
    await commands.executeCommand('workbench.action.openWalkthrough', 'topo-lang.topo#start', false);
    for (const title of ['Open the sample', 'Hover what is underlined', 'Take a fix', 'Look ahead'])
      await page.waitFor('.getting-started-step', title);
    await commands.executeCommand('workbench.action.closeActiveEditor');
  }),
  step('the sample opens as a file that is not saved, with its findings', async () => {
    await commands.executeCommand('topo.openSample');
    const document = window.activeTextEditor?.document ?? assert.fail('no editor is active');
    assert.equal(document.isUntitled, true);
    await finding(document, 'density.power');
    await commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
  }),
  step('the report that is collected names no file', async () => {
    await commands.executeCommand('topo.collectReport');
    const document = await until('the report', () => window.activeTextEditor?.document);
    assert.match(document.getText(), /^# Report on Topo\n(?:.*\n)*- Topo \d/);
    assert.ok(!document.getText().includes('.topo'), 'the report names a file');
    await commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
  }),
  step('the task lists the findings of files that nobody has opened', async () => {
    const all = await tasks.fetchTasks({ type: 'topo' });
    const [task] = all;
    // In the extension host of a page there are no processes.
    if (!task) return assert.ok('WorkerGlobalScope' in globalThis, 'there is no task');
    const uri = await write('listed.topo', 'rack A { frame { height = 48 } }\n');
    await tasks.executeTask(task);
    await until('problem of the task', () =>
      languages.getDiagnostics(uri).some(({ source }) => source === 'topo check'),
    );
  }),
];
