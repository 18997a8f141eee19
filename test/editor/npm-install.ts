import { spawn } from 'node:child_process';
import { access, mkdir, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** Where everything lies that the editor tests install or write: it can be removed at any time. */
export const cacheFolder = join(import.meta.dirname, '../../.vscode-test');

/**
 * The folder of an npm package that is too large for the devDependencies; installed at the first use, without running
 * its scripts. An interrupted installation leaves nothing that a later one takes for complete: the package is installed
 * and finished beside its place and moved there at the end.
 *
 * @param finish what remains to be done in the package's folder
 */
export async function installed(
  name: string,
  version: string,
  finish: (folder: string) => Promise<void>,
): Promise<string> {
  const home = join(cacheFolder, 'npm', `${name.replace('/', '-')}-${version}`);
  const folder = join(home, 'node_modules', name);
  if (await exists(folder)) return folder;
  await removeAbandoned(join(home, '..'));
  const partial = `${home}.${process.pid}.partial`;
  await mkdir(partial, { recursive: true });
  console.log(`Installing ${name} ${version} into .vscode-test (once)`);
  try {
    await writeFile(join(partial, 'package.json'), '{ "private": true }\n');
    await npmInstall(partial, `${name}@${version}`);
    await finish(join(partial, 'node_modules', name));
    await rename(partial, home).catch(async (error: unknown) => {
      // Another run may have been faster: its installation is as good.
      if (!(await exists(folder))) throw error;
    });
  } finally {
    await rm(partial, { recursive: true, force: true });
  }
  return folder;
}

/** Runs `npm install` in a folder that has a package.json of its own. */
export function npmInstall(folder: string, ...words: readonly string[]): Promise<void> {
  const quiet = ['--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'];
  return new Promise((resolve, reject) => {
    const child = spawn('npm', ['install', '--prefix', folder, ...words, ...quiet], {
      cwd: folder,
      stdio: ['ignore', 'ignore', 'inherit'],
      // Windows starts npm, which is a script there, only through a shell.
      shell: process.platform === 'win32',
    });
    child.once('error', reject);
    child.once('exit', (code) => {
      if (code === 0) resolve();
      else reject(new Error(`npm install ${words.join(' ')} ended with ${code}`));
    });
  });
}

export async function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}

/** Removes what installations left behind whose processes are gone. */
async function removeAbandoned(parent: string): Promise<void> {
  await mkdir(parent, { recursive: true });
  for (const entry of await readdir(parent)) {
    const owner = /\.(\d+)\.partial$/.exec(entry)?.[1];
    if (owner === undefined || isRunning(Number(owner))) continue;
    await rm(join(parent, entry), { recursive: true, force: true });
  }
}

function isRunning(id: number): boolean {
  try {
    process.kill(id, 0);
    return true;
  } catch {
    return false;
  }
}
