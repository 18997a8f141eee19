import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { build } from 'esbuild';

const project = join(import.meta.dirname, '../..');
/** Nothing that a test runs takes longer. */
const TIME_LIMIT = 60_000;

export interface Outcome {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Bundles the command line as the build does, into a folder of its own with a manifest above. */
export async function bundleCommand(): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'topo-command-'));
  const outfile = join(folder, 'dist', 'cli.cjs');
  await build({
    entryPoints: [join(project, 'server/main/cli.ts')],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    loader: { '.topo': 'text' },
  });
  writeFileSync(join(folder, 'package.json'), '{ "version": "1.2.3" }');
  return outfile;
}

/** Runs the bundled command line in a folder, with something on its standard input. */
export function runCommand(bundle: string, args: readonly string[], cwd = project, input = ''): Outcome {
  const { status, stdout, stderr } = spawnSync(process.execPath, [bundle, ...args], {
    cwd,
    input,
    encoding: 'utf8',
    timeout: TIME_LIMIT,
    maxBuffer: 2 ** 28,
  });
  return { code: status, stdout, stderr };
}

/** A folder of its own with the given files. */
export function folderWith(files: Readonly<Record<string, string>>): string {
  const folder = mkdtempSync(join(tmpdir(), 'topo-files-'));
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  return folder;
}

/** A file whose only finding is an error: 3 m of a cable between QM9700 and the adapters of DGX H100. */
export function cableOf3m(cable: string): string {
  return `import nvidia
import cables

row Line {
  leaf[8] : nvidia.QM9700
  dgx     : nvidia.DgxH100
  fabric Rails {
    role = scale_out
    link rail : dgx.nic[r] -- leaf[r] via cables.${cable} { length = 3m }
  }
}
`;
}

/** A rack with four DGX H100 and as much usable power. */
export function fourDgx(usable: string): string {
  return `import nvidia

rack Compute {
  frame   { height = 48U }
  power   { feed = ${usable}  feeds = 2  spare = 1 }
  cooling { type = air  capacity = 45kW }
  dgx[4] : nvidia.DgxH100
}
`;
}
