import { type ChildProcess, spawn } from 'node:child_process';
import { mkdir, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { installed, npmInstall } from './npm-install.ts';

export interface VscodeServer {
  /** The host and the port: `127.0.0.1:41234`. */
  readonly authority: string;
  /** Resolves when the server has ended, by itself or by `stop`. */
  readonly ended: Promise<void>;
  /** Ends the server and all that it started. */
  stop(): Promise<void>;
}

/** Starts VS Code's own server, whose window is a web page, on a free port that only this machine reaches. */
export async function startVscodeServer(profile: string, flags: readonly string[] = []): Promise<VscodeServer> {
  await writeSettings(profile);
  const port = await freePort();
  const words = ['--host', '127.0.0.1', '--port', String(port), '--without-connection-token', ...flags];
  const child = await spawnServer(profile, words, true);
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const stop = async (): Promise<void> => {
    signalAll(child, 'SIGTERM');
    await Promise.race([ended, pause(patience)]);
    // Extension hosts and language servers outlive the server for a moment: nothing of it stays.
    signalAll(child, 'SIGKILL');
    await ended;
  };
  const server = { authority: `127.0.0.1:${port}`, ended, stop };
  if (await answers(`http://${server.authority}/version`, child)) return server;
  await stop();
  throw new Error('The VS Code server did not start');
}

/** Installs a packed extension into a profile. */
export async function installExtension(profile: string, vsix: string): Promise<void> {
  const child = await spawnServer(profile, ['--install-extension', vsix, '--force'], false);
  const code = await new Promise((resolve) => child.once('exit', resolve));
  if (code !== 0) throw new Error(`Installing ${vsix} ended with ${code}`);
}

/** An address in VS Code's window of this server: a folder, with what the window is told besides. */
export function windowAddress(
  { authority }: VscodeServer,
  folder: string,
  payload: readonly (readonly [name: string, value: string])[],
): string {
  const query = new URLSearchParams({ folder, payload: JSON.stringify(payload) });
  return `http://${authority}/?${query}`;
}

/** A path as VS Code's window names it. */
export function remoteFile({ authority }: VscodeServer, path: string): string {
  return `vscode-remote://${authority}${path}`;
}

const patience = 3000;

/** A window without welcome pages, notices, assistants and anything else that asks for attention. */
const calmSettings = {
  'workbench.startupEditor': 'none',
  'workbench.tips.enabled': false,
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'workbench.layoutControl.enabled': false,
  'window.commandCenter': false,
  'chat.disableAIFeatures': true,
  'telemetry.telemetryLevel': 'off',
  'extensions.autoCheckUpdates': false,
  'extensions.autoUpdate': false,
  'extensions.ignoreRecommendations': true,
  'update.mode': 'none',
  'security.workspace.trust.enabled': false,
  'git.enabled': false,
  'git.openRepositoryInParentFolders': 'never',
};

async function writeSettings(profile: string): Promise<void> {
  const folder = join(profile, 'data', 'User');
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, 'settings.json'), `${JSON.stringify(calmSettings, undefined, 2)}\n`);
}

async function spawnServer(profile: string, words: readonly string[], group: boolean): Promise<ChildProcess> {
  const codeServer = await installed('code-server', '4.139.1', (folder) =>
    npmInstall(join(folder, 'lib/vscode'), '--omit=dev'),
  );
  const all = [
    ...[join(codeServer, 'lib/vscode/out/server-main.js'), ...words],
    ...['--server-data-dir', profile, '--extensions-dir', join(profile, 'extensions')],
    ...['--accept-server-license-terms', '--telemetry-level', 'off', '--disable-workspace-trust'],
  ];
  return spawn(process.execPath, all, {
    // A process group of its own can be ended as a whole; Windows has none.
    detached: group && process.platform !== 'win32',
    stdio: 'ignore',
    // An extension gallery without an address: the window asks nobody about extensions.
    env: { ...process.env, EXTENSIONS_GALLERY: '{}' },
  });
}

async function answers(address: string, child: ChildProcess): Promise<boolean> {
  for (let tries = 0; tries < 300 && child.exitCode === null; tries++) {
    const response = await fetch(address).catch(() => undefined);
    if (response?.ok) return true;
    await pause(100);
  }
  return false;
}

function signalAll(child: ChildProcess, signal: NodeJS.Signals): void {
  if (child.pid === undefined) return;
  try {
    if (process.platform === 'win32') child.kill(signal);
    else process.kill(-child.pid, signal);
  } catch {
    // Everything has ended already.
  }
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}
