import { readFileSync, realpathSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { startServer } from '../lsp/server.ts';
import { connect } from './connection.ts';
import { listOnDisk, readFromDisk } from './read-from-disk.ts';
import { beThrifty } from './thrift.ts';

/** The language server as a process: started by an editor. */
const manifest = readManifest();
beThrifty();
startServer(connect(), {
  readFile: readFromDisk,
  listFolder: listOnDisk,
  version: manifest.version,
  repository: repositoryIn(manifest),
});

interface Manifest {
  readonly version?: string;
  readonly homepage?: string;
  readonly repository?: { readonly url?: string };
}

/** The address of the repository on the web, where the manifest names one. */
function repositoryIn({ homepage, repository }: Manifest): string | undefined {
  const written = repository?.url ?? homepage;
  return written?.replace(/^git\+/, '').replace(/\.git$|#.*$/s, '');
}

/** The package’s manifest, one folder above the bundle; empty where the bundle stands alone. */
function readManifest(): Manifest {
  try {
    const folder = dirname(realpathSync(process.argv[1] ?? ''));
    return JSON.parse(readFileSync(join(folder, '..', 'package.json'), 'utf8'));
  } catch {
    return {};
  }
}
