import type { Connection, InitializeParams } from 'vscode-languageserver';
import type { Parsed } from '../../grammar/ast.ts';
import { type Known, knownFrom } from '../ide/known.ts';
import { createProgram, type SourceCache } from '../model/program.ts';
import type { Source } from '../model/source.ts';
import type { ClientSupport } from './client-support.ts';
import type { Disk, Host, ListFolder } from './disk.ts';
import type { Documents } from './documents.ts';
import { normaliseUri } from './uri.ts';

/** The URIs of all files of the workspace. */
export type ListFiles = () => Promise<readonly string[]>;

/** More files than these are no workspace that one looks for names in. */
const MOST_FILES = 5000;

/** Files are found by the client where it says that it reads them, else in the folders of the workspace. */
export function fileListerOf(
  connection: Connection,
  { listFolder }: Host,
  support: ClientSupport,
  params: InitializeParams,
): ListFiles {
  if (readsFiles(params.initializationOptions)) return async () => connection.sendRequest<string[]>('topo/files');
  return async () => {
    const folders = support.workspaceFolders ? await connection.workspace.getWorkspaceFolders() : undefined;
    const roots = folders?.map(({ uri }) => uri) ?? (params.rootUri ? [params.rootUri] : []);
    return listFolder ? filesIn(roots, listFolder) : [];
  };
}

/** The .topo files in folders and all below them; hidden folders and those of packages are left out. */
async function filesIn(folders: readonly string[], listFolder: ListFolder): Promise<readonly string[]> {
  const found: string[] = [];
  const pending = folders.map((uri) => (uri.endsWith('/') ? uri : `${uri}/`));
  for (const folder of pending) {
    if (found.length >= MOST_FILES) break;
    for (const name of (await listFolder(folder)) ?? []) {
      if (name.startsWith('.') || name === 'node_modules/') continue;
      if (name.endsWith('/')) pending.push(`${folder}${encodeURIComponent(name.slice(0, -1))}/`);
      else if (name.endsWith('.topo')) found.push(folder + encodeURIComponent(name));
    }
  }
  return found;
}

/** Whether the client says that it reads files for the server. */
export function readsFiles(options: unknown): boolean {
  return typeof options === 'object' && options !== null && Reflect.get(options, 'readsFiles') === true;
}

/** The files of a workspace, and what is known of all of them together. */
export interface Workspace {
  readonly files: ListFiles;
  readonly known: () => Promise<Known>;
}

/** Makes what is known of the workspace: made anew when a text has changed, listed anew when files may have. */
export function createWorkspace(
  disk: Disk,
  documents: Documents,
  sources: SourceCache,
  listFiles: ListFiles,
): Workspace {
  let listed: { readonly age: number; readonly files: Promise<readonly string[]> } | undefined;
  const list = (): Promise<readonly string[]> => {
    // A client that cannot list its files has its open documents all the same.
    if (listed?.age !== disk.age()) listed = { age: disk.age(), files: listFiles().catch(() => []) };
    return listed.files;
  };
  const read = async (locations: ReadonlySet<string>): Promise<Known> => {
    for (;;) {
      const known = knownFrom(createProgram(disk, sources), locations);
      if (!(await disk.caughtUp())) return known;
    }
  };
  let latest: { readonly known: Known; readonly trees: readonly Parsed[] } | undefined;
  const known = async (): Promise<Known> => {
    const files = await list();
    const locations = new Set([...documents.all().map(({ location }) => location), ...files.map(normaliseUri)]);
    const found = await read(locations);
    // The model of the same texts keeps what it has computed.
    const trees = found.sources.map(({ parsed }) => parsed);
    if (!latest || !isSame(latest.trees, trees)) latest = { known: found, trees };
    return latest.known;
  };
  return { files: list, known };
}

/** A file that lives on while its text changes has another tree each time. */
function isSame(a: readonly Parsed[], b: readonly Parsed[]): boolean {
  return a.length === b.length && a.every((tree, i) => tree === b[i]);
}

/** A file by its URI in any spelling. */
export function sourceIn({ sources }: Known, uri: string): Source | undefined {
  const location = normaliseUri(uri);
  return sources.find((source) => normaliseUri(source.location) === location);
}
