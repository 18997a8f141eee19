import { chmod, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type BuildOptions, build, context, type Metafile } from 'esbuild';
import { buildWithEngine } from './esbuild.engine.ts';

const minify = process.argv.includes('--minify');
const watch = process.argv.includes('--watch');

const shared = {
  bundle: true,
  platform: 'node',
  target: 'node22',
  format: 'cjs',
  loader: { '.topo': 'text' },
  sourcemap: !minify,
  minify,
  metafile: true,
  logLevel: 'info',
} satisfies BuildOptions;

/** A page of the web has no Node. By its ending VS Code knows there that the extension is no ES module. */
const web = { ...shared, platform: 'browser', target: 'es2022' } satisfies BuildOptions;

const bundles = [
  { ...shared, entryPoints: ['client/extension.ts'], outfile: 'dist/extension.js', external: ['vscode'] },
  { ...web, entryPoints: ['client/web-extension.ts'], outfile: 'dist/web-extension.cjs', external: ['vscode'] },
  { ...web, entryPoints: ['server/main/web-server.ts'], outfile: 'dist/web-server.js', format: 'iife' as const },
];

/** Programs of Node, which share what they have in common. */
const programs = [
  { ...shared, entryPoints: ['server/main/server.ts'], outfile: 'dist/server.js' },
  { ...shared, entryPoints: ['server/main/cli.ts'], outfile: 'dist/cli.js', banner: { js: '#!/usr/bin/env node' } },
];
const engine = { ...shared, outfile: 'dist/engine.js' };

await rm('dist', { recursive: true, force: true });
await mkdir('dist', { recursive: true });
// The bundles are CommonJS, which VS Code and every Node load alike; the package around them is an ES module package.
await writeFile('dist/package.json', '{ "type": "commonjs" }\n');

if (watch) {
  // While somebody changes them, the programs stand alone.
  for (const options of [...bundles, ...programs]) await (await context(options)).watch();
} else {
  try {
    const alone = await Promise.all(bundles.map((options) => build(options)));
    const results = [...alone, ...(await buildWithEngine(programs, engine))];
    await chmod('dist/cli.js', 0o755);
    if (minify) await writeLicenses(results.map((result) => result.metafile));
  } catch {
    // esbuild has already printed what is wrong and where.
    process.exitCode = 1;
  }
}

/** Writes the licence of every package whose code is in a bundle: each of them asks for that. */
async function writeLicenses(metafiles: readonly Metafile[]): Promise<void> {
  const folders = new Set<string>();
  for (const path of metafiles.flatMap((metafile) => Object.keys(metafile.inputs))) {
    const folder = /^.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(path)?.[0];
    if (folder !== undefined) folders.add(folder);
  }
  const texts = await Promise.all([...folders].sort().map(licenseOf));
  await writeFile('dist/third-party-licenses.txt', texts.join(`\n${'-'.repeat(80)}\n\n`));
}

async function licenseOf(folder: string): Promise<string> {
  const about: { name: string; version: string; license?: string } = JSON.parse(
    await readFile(join(folder, 'package.json'), 'utf8'),
  );
  const file = (await readdir(folder)).find((name) => /^licen[cs]e/i.test(name));
  const text = file === undefined ? '' : (await readFile(join(folder, file), 'utf8')).trim();
  return `${about.name} ${about.version} (${about.license ?? 'see below'})\n\n${text}\n`;
}
