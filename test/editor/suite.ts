import { type CodeLens, commands, extensions, window, workspace } from 'vscode';
import { assert } from './assert.ts';
import { cursorBehind, example, finding, fixesAt, hoverAt, noFinding, open, rangeOf, write } from './documents.ts';
import { firstMinutes } from './first-minutes.ts';
import { navigating } from './navigating.ts';
import type { Page } from './page-calls.ts';
import { isFindable, killServer, serverId } from './server-process.ts';
import { pageStep, runSteps, step, until } from './steps.ts';
import { writing } from './writing.ts';

/** A file that names its own copper and imports no catalog of cables. */
const pair = `import nvidia

cable SiteDac { medium = copper  rate = 400Gbps  lanes = 4  reach = 2m  power = 0.05W }

rack Pair {
  dgx[2] : nvidia.DgxH100
  leaf   : nvidia.QM9700
  fabric Rails {
    role = scale_out
    link rail : dgx[d].nic[r] -- leaf via SiteDac { length = 1m }
  }
}
`;

const dense = (feed: string) =>
  `import nvidia\n\nrack Compute {\n  power { feed = ${feed} }\n  dgx[4] : nvidia.DgxH100\n}\n`;

const parts = (reach: string) => `cable Dac { medium = copper  rate = 400Gbps  lanes = 4  reach = ${reach} }\n`;

const ahead = (length: string) => `import nvidia
import cables

cluster Lab {
  a : nvidia.QM9700
  b : nvidia.QM9700
  fabric Link { role = scale_out  link up : a -- b via cables.Dac400G { length = ${length} } }
}
`;

/** VS Code calls this inside of its extension host, and takes the run as failed when it rejects. */
export function run(): Promise<void> {
  return runSteps([...start, ...firstLook, ...writing, ...navigating, ...fixing, ...following, ...firstMinutes]);
}

const start = [
  step('a .topo file has the language topo and activates the extension', async () => {
    const { document } = await open('first.topo', 'cluster Lab {\n  year = 2026\n}\n');
    assert.equal(document.languageId, 'topo');
    await until('active extension', () => extensions.getExtension('topo-lang.topo')?.isActive);
  }),
  step('its commands are there', async () => {
    const all = await commands.getCommands(true);
    assert.ok(all.includes('topo.restartServer') && all.includes('topo.showLog'));
  }),
];

const firstLook = [
  step('first-look.topo has the three flagship squiggles on the right tokens', async () => {
    const { document } = await open('first-look.topo', await example('first-look.topo'));
    const copper = await finding(document, 'reach.copper');
    assert.equal(document.getText(copper.range), 'cables.Dac400G');
    assert.match(copper.message, /passive copper at 100 Gbps per lane, reach of cables\.Dac400G is 2 m/);
    const power = await finding(document, 'density.power');
    assert.equal(document.getText(power.range), 'feed = 30kW');
    assert.match(power.message, /40\.8 kW/);
    const doubling = await finding(document, 'bandwidth.doubling');
    assert.equal(document.getText(doubling.range), 'B200');
  }),
  step('the hover of the link explains its length and reach', async () => {
    const { document } = await open('first-look.topo', await example('first-look.topo'));
    const text = await hoverAt(document, rangeOf(document, 'rail : compute').start);
    for (const part of [/64/, /400 Gbps/, /5\.2 m/, /2 m/]) assert.match(text, part);
  }),
  pageStep('the three squiggles, as a person sees them', async (page) => {
    await workspace.getConfiguration('editor').update('minimap.enabled', false, false);
    await commands.executeCommand('workbench.action.closeSidebar');
    await commands.executeCommand('workbench.action.closeAllEditors');
    await open('first-look.topo', await example('first-look.topo'));
    await page.waitFor('.squiggly-error');
    await page.waitFor('.squiggly-warning');
    await page.screenshot('first-look');
  }),
  pageStep('the same in the dark theme', async (page) => {
    const settings = workspace.getConfiguration('workbench');
    await settings.update('colorTheme', 'Default Dark Modern', false);
    await page.waitFor('.monaco-workbench.vs-dark');
    await page.screenshot('first-look-dark');
    await settings.update('colorTheme', undefined, false);
    await page.waitFor('.monaco-workbench.vs');
  }),
  pageStep('the hover of the link, under the mouse', async (page) => {
    // The mouse may come before VS Code looks for it: it is moved again until the hover is there.
    await until('hover', async () => {
      await page.hover({ text: 'rail :' });
      for (let look = 0; look < 20; look++) {
        if ((await page.texts('.monaco-hover')).some((text) => text.includes('reach'))) return true;
        await new Promise((resolve) => setTimeout(resolve, 100));
      }
      await page.hover({ text: 'import nvidia' });
      return false;
    });
    await page.screenshot('hover');
    await page.press('Escape');
  }),
  pageStep('the list of fixes', async (page) => {
    await cursorBehind(window.activeTextEditor ?? assert.fail('no editor is active'), 'cables.Dac400G', 2);
    await openFixes(page);
    await page.screenshot('fixes');
    await page.press('Escape');
  }),
];

const fixing = [
  step('a longer length brings a squiggle, the preferred fix removes it, one undo takes it back', async () => {
    const editor = await open('pair.topo', pair);
    const { document } = editor;
    await noFinding(document, 'reach.copper');
    await editor.edit((edit) => edit.replace(rangeOf(document, '1m'), '3m'));
    const before = document.getText();
    const { range } = await finding(document, 'reach.copper');
    assert.equal(document.getText(range), 'SiteDac');
    const fix = (await fixesAt(document, range))[0] ?? assert.fail('no fix is offered');
    assert.equal(fix.isPreferred, true);
    assert.match(fix.title, /^Use cables\.\w+ \(reach .*W per end.*W in all/);
    assert.ok(fix.edit && (await workspace.applyEdit(fix.edit)));
    assert.match(document.getText(), /^import nvidia\nimport cables\n/);
    await noFinding(document, 'reach.copper');
    await commands.executeCommand('undo');
    assert.equal(document.getText(), before);
    await finding(document, 'reach.copper');
  }),
  pageStep('a person types a longer length, takes the preferred fix from the keyboard and undoes it', async (page) => {
    const editor = await open('typed.topo', pair);
    const { document } = editor;
    await cursorBehind(editor, 'length = 1m', 1);
    await page.press('Backspace');
    await page.type('3');
    await finding(document, 'reach.copper');
    const before = document.getText();
    await cursorBehind(editor, 'via SiteDac', 2);
    await openFixes(page);
    await page.press('Enter');
    await noFinding(document, 'reach.copper');
    assert.match(document.getText(), /import cables/);
    await page.press('Control+z');
    await until('text before the fix', () => document.getText() === before);
  }),
  step('a rack is over its power, and exactly at it is not', async () => {
    const editor = await open('dense.topo', dense('30kW'));
    const { document } = editor;
    assert.match((await finding(document, 'density.power')).message, /40\.8 kW/);
    await editor.edit((edit) => edit.replace(rangeOf(document, '30kW'), '40.8kW'));
    await noFinding(document, 'density.power');
  }),
];

const following = [
  step('an imported file that changes on disk or in another editor changes the importer', async () => {
    await write('parts.topo', parts('5m'));
    const importer = pair
      .replace('import nvidia', 'import nvidia\nimport "./parts.topo"')
      .replace('SiteDac { length = 1m', 'parts.Dac { length = 3m');
    const { document } = await open('importer.topo', importer);
    await noFinding(document, 'reach.copper');
    await write('parts.topo', parts('2m'));
    await finding(document, 'reach.copper');
    const editor = await window.showTextDocument(await write('parts.topo', parts('2m')), { preview: false });
    await editor.edit((edit) => edit.replace(rangeOf(editor.document, '2m'), '4m'));
    await noFinding(document, 'reach.copper');
    await commands.executeCommand('workbench.action.files.revert');
  }),
  step('the lens over a cluster opens a page of what the next doubling breaks, which follows the text', async () => {
    const editor = await open('ahead.topo', ahead('1.5m'));
    const { uri } = editor.document;
    const command = await until('lens', async () => {
      const all = await commands.executeCommand<CodeLens[]>('vscode.executeCodeLensProvider', uri, 10);
      return all.find((lens) => lens.command?.title.startsWith('Next doubling'))?.command;
    });
    assert.equal(command.title, 'Next doubling: 1 link loses copper');
    await commands.executeCommand(command.command, ...(command.arguments ?? []));
    const page = await until('page', () => window.activeTextEditor?.document);
    assert.equal(page.uri.scheme, 'topo-page');
    assert.match(page.getText(), /passive copper at 200 Gbps per lane reaches 1 m .*, the longest is 1\.5 m/);
    await editor.edit((edit) => edit.replace(rangeOf(editor.document, '1.5m'), '1m'));
    await until('page without the link', () => !page.getText().includes('passive copper'));
    await commands.executeCommand('workbench.action.closeActiveEditor');
  }),
  step('a setting turns a rule off', async () => {
    const { document } = await open('ruled.topo', pair.replace('1m', '3m'));
    await finding(document, 'reach.copper');
    const settings = workspace.getConfiguration('topo');
    await settings.update('rules', { 'reach.copper': 'off' }, false);
    await noFinding(document, 'reach.copper');
    await settings.update('rules', undefined, false);
    await finding(document, 'reach.copper');
  }),
  step('the server restarts on demand, and the squiggles come back', async () => {
    const { document } = await open('restarted.topo', pair.replace('1m', '3m'));
    await finding(document, 'reach.copper');
    await commands.executeCommand('topo.restartServer');
    await finding(document, 'reach.copper');
  }),
  step(
    'a server that is killed is started again, and the squiggles come back',
    async () => {
      const killed = await killServer();
      assert.ok(killed !== undefined, 'no process of the server is found');
      const { document } = await open('revived.topo', pair.replace('1m', '3m'));
      await finding(document, 'reach.copper');
      await until('server of its own', async () => (await serverId()) !== killed);
    },
    () => (isFindable() ? undefined : 'needs a server that is a process of Linux'),
  ),
];

/** Opens the list of fixes at the cursor. VS Code closes it when the light bulb moves in, so it is asked for again. */
async function openFixes(page: Page): Promise<void> {
  await until('list of fixes', async () => {
    await page.press('Control+.');
    for (let look = 0; look < 20; look++) {
      const lists = await page.texts('.action-widget');
      if (lists.some((text) => text.includes('Use cables.'))) return true;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    await page.press('Escape');
    return false;
  });
}
