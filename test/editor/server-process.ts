import { Uri, workspace } from 'vscode';

/** As much of Node's process as is there where the extension host is one. */
interface Host {
  readonly pid: number;
  readonly platform: string;
  kill(pid: number, signal: string): void;
}

/** Ends the server as a crash would; its process id, or undefined where there is none that can be found. */
export async function killServer(): Promise<number | undefined> {
  const id = await serverId();
  if (id !== undefined) host()?.kill(id, 'SIGKILL');
  return id;
}

/** Whether the server is a process that can be found: not so in a web page, and elsewhere than on Linux. */
export function isFindable(): boolean {
  return host()?.platform === 'linux';
}

/** The process of the server: the child of the extension host that runs it, as Linux tells of its processes. */
export async function serverId(): Promise<number | undefined> {
  const own = host()?.pid;
  if (own === undefined) return undefined;
  const children = (await textOf(`/proc/${own}/task/${own}/children`)).split(' ').map(Number);
  for (const child of children.filter((each) => each > 0))
    if ((await textOf(`/proc/${child}/cmdline`)).includes('server.js')) return child;
  return undefined;
}

function host(): Host | undefined {
  const found: unknown = Reflect.get(globalThis, 'process');
  return typeof found === 'object' && found !== null && 'pid' in found && 'kill' in found ? (found as Host) : undefined;
}

async function textOf(path: string): Promise<string> {
  try {
    return new TextDecoder().decode(await workspace.fs.readFile(Uri.file(path)));
  } catch {
    return '';
  }
}
