import { delimiter, join } from 'node:path';
import { exists } from './npm-install.ts';

/** The program of an installed desktop VS Code; undefined where there is none, or no display to show its window. */
export async function installedDesktop(): Promise<string | undefined> {
  if (process.platform === 'darwin')
    return firstExisting(['/Applications/Visual Studio Code.app/Contents/MacOS/Electron']);
  if (process.platform === 'win32') {
    const roots = [join(process.env.LOCALAPPDATA ?? '', 'Programs'), process.env.ProgramFiles ?? ''];
    return firstExisting(roots.map((root) => join(root, 'Microsoft VS Code', 'Code.exe')));
  }
  if (!process.env.DISPLAY && !process.env.WAYLAND_DISPLAY) return undefined;
  return firstExisting([
    '/usr/share/code/code',
    '/opt/visual-studio-code/code',
    '/snap/code/current/usr/share/code/code',
  ]);
}

/** The first of these programs that the search path knows. */
export function onPath(names: readonly string[]): Promise<string | undefined> {
  const folders = (process.env.PATH ?? '').split(delimiter).filter((folder) => folder !== '');
  return firstExisting(names.flatMap((name) => folders.map((folder) => join(folder, name))));
}

export async function firstExisting(paths: readonly string[]): Promise<string | undefined> {
  for (const path of paths) if (await exists(path)) return path;
  return undefined;
}
