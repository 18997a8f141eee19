import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { installedDesktop } from './desktop.ts';
import { aborted, interruption } from './interruption.ts';
import { cacheFolder } from './npm-install.ts';
import { installExtension, remoteFile, startVscodeServer, windowAddress } from './vscode-server.ts';

/*
 * Shows the packed extension at work in a real VS Code with the examples open: in the desktop program where one is
 * installed and has a display, else in a window that any browser on this machine opens.
 */
const project = join(import.meta.dirname, '../..');
const examples = join(project, 'examples');
const firstLook = join(examples, 'first-look.topo');

const stopped = interruption();
const desktop = process.argv.includes('--browser') ? undefined : await installedDesktop();
await (desktop === undefined ? showInBrowser() : showOnDesktop(desktop));
process.exit();

async function showOnDesktop(program: string): Promise<void> {
  const words = [`--extensionDevelopmentPath=${project}`, '--disable-workspace-trust', examples, firstLook];
  const window = spawn(program, words, { stdio: 'ignore' });
  const closed = new Promise((resolve) => window.once('exit', resolve));
  console.log('VS Code is open with the examples. Close its window or press Ctrl-C to stop.');
  await Promise.race([closed, aborted(stopped)]);
  window.kill();
}

async function showInBrowser(): Promise<void> {
  const profile = join(cacheFolder, 'start');
  await installExtension(profile, join(project, 'topo.vsix'));
  if (stopped.aborted) return;
  const server = await startVscodeServer(profile);
  try {
    if (stopped.aborted) return;
    const address = windowAddress(server, examples, [['openFile', remoteFile(server, firstLook)]]);
    console.log(`Open this address in a browser on this machine; press Ctrl-C to stop.\n\n  ${address}\n`);
    await Promise.race([server.ended, aborted(stopped)]);
  } finally {
    await server.stop();
  }
}
