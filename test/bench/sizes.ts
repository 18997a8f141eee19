import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { build } from 'esbuild';

const project = join(import.meta.dirname, '../..');

/** The server as it ships: minified, and started as an editor starts it. */
export async function bundleShippedServer(): Promise<string> {
  const outfile = join(mkdtempSync(join(tmpdir(), 'topo-bench-server-')), 'server.cjs');
  await build({
    entryPoints: [join(project, 'server/main/server.ts')],
    outfile,
    bundle: true,
    minify: true,
    platform: 'node',
    target: 'node22',
    format: 'cjs',
    loader: { '.topo': 'text' },
  });
  return outfile;
}

export interface Sizes {
  readonly bundle: number;
  readonly compressed: number;
  /** Of the packed extension; undefined where it is not packed. */
  readonly extension: number | undefined;
}

/** Sizes in bytes. Packing takes a while and is left out of the short form. */
export function sizesOf(bundle: string, packs: boolean): Sizes {
  const code = readFileSync(bundle);
  return { bundle: code.length, compressed: gzipSync(code).length, extension: packs ? packedSize() : undefined };
}

function packedSize(): number {
  const file = join(mkdtempSync(join(tmpdir(), 'topo-bench-package-')), 'topo.vsix');
  const vsce = ['package', '--no-dependencies', '--allow-missing-repository', '--no-rewrite-relative-links'];
  execFileSync(process.execPath, ['esbuild.config.ts', '--minify'], { cwd: project, stdio: 'ignore' });
  execFileSync(process.execPath, [join(project, 'node_modules/@vscode/vsce/vsce'), ...vsce, '--out', file], {
    cwd: project,
    stdio: 'ignore',
  });
  return statSync(file).size;
}
