import { strict as assert } from 'node:assert';
import { execFile } from 'node:child_process';
import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { listFiles, PackageManager } from '@vscode/vsce';
import { build, type Platform } from 'esbuild';
import { startChecks } from './verify.ts';

/*
 * Packs the extension and checks what is in the package: all that it needs, nothing else, and not much of it.
 */
const project = join(import.meta.dirname, '../..');
const limit = 1_048_576;

const required = [
  'package.json',
  'package.nls.json',
  ...['file-dark.svg', 'file-light.svg', 'topo.png'].map((name) => `client/icons/${name}`),
  'client/l10n/bundle.l10n.json',
  ...['ahead', 'fix', 'hover', 'sample'].map((name) => `docs/walkthrough/${name}.md`),
  'examples/first-look.topo',
  'README.md',
  'CHANGELOG.md',
  'LICENSE',
  'dist/package.json',
  'dist/engine.js',
  'dist/extension.js',
  'dist/server.js',
  'dist/web-extension.cjs',
  'dist/web-server.js',
  'dist/cli.js',
  'dist/third-party-licenses.txt',
  'syntaxes/language-configuration.json',
  'syntaxes/topo.tmLanguage.json',
];

/** `eval` and its kin. */
const makesCode = /\beval\s*\(|\bFunction\s*\(|\bnew Function\b/;
/** What a page or Node of today has for talking to a network, or for code from elsewhere, without a module. */
const opensConnection =
  /\bfetch\s*\(|\b(?:XMLHttpRequest|WebSocket|WebTransport|EventSource|sendBeacon|RTCPeerConnection|importScripts)\b|\bimport\s*\(/;

/** The files and modules of Node that a bundle may ask for. `net` is for the pipes on which an editor talks to a server. */
const asks: Readonly<Record<string, readonly string[]>> = {
  'dist/engine.js': [],
  'dist/cli.js': ['./engine.js', 'fs', 'path', 'url', 'util'],
  'dist/server.js': [
    './engine.js',
    ...['child_process', 'crypto', 'fs', 'net', 'os', 'path', 'perf_hooks', 'url', 'util', 'v8'],
  ],
  'dist/extension.js': ['child_process', 'crypto', 'fs', 'net', 'os', 'path', 'readline', 'util', 'vscode'],
  'dist/web-server.js': [],
  'dist/web-extension.cjs': ['vscode'],
};

/** Licences that let code be bundled and passed on as long as their text goes with it. */
const permitted = ['Apache-2.0', 'BlueOak-1.0.0', 'BSD-2-Clause', 'BSD-3-Clause', 'ISC', 'MIT'];

const { verify, finish } = startChecks();
await verify('the extension is packed', () => run('npm', ['run', '--silent', 'package']));
const files = await listFiles({ cwd: project, packageManager: PackageManager.None });
for (const file of required)
  await verify(`${file} is in the package`, () => assert.ok(files.includes(file), `${file} is missing`));
await verify('nothing else is in the package', () =>
  assert.deepEqual(
    files.filter((file) => !required.includes(file)),
    [],
  ),
);
await verify(`the package has at most ${limit / 1024} KB`, async () => {
  const { size } = await stat(join(project, 'topo.vsix'));
  assert.ok(size <= limit, `it has ${Math.ceil(size / 1024)} KB`);
});
const bundles = files.filter((file) => /^dist\/.*js$/.test(file));
await verify('it is known of every bundle what it may ask for', () =>
  assert.deepEqual(bundles.toSorted(), Object.keys(asks).toSorted()),
);
for (const file of bundles) {
  const text = await readFile(join(project, file), 'utf8');
  await verify(`${file} makes no code of text`, () => assert.doesNotMatch(text, makesCode));
  await verify(`${file} opens no connection of its own to a network`, () => assert.doesNotMatch(text, opensConnection));
  await verify(`${file} asks for no file or module that is not listed`, () => {
    const asked = Array.from(
      text.matchAll(/\brequire\((?:"(?:node:)?([^"]*)"|([^)]*))\)/g),
      ([, name, code]) => name ?? code,
    );
    assert.deepEqual([...new Set(asked)].sort(), asks[file]);
  });
}
await verify('nothing is installed or run beside the bundles', () => expectNothingInstalled());
await verify('every package in the bundles has its licence in the package, and it permits that', async () => {
  const text = await readFile(join(project, 'dist/third-party-licenses.txt'), 'utf8');
  const licences = text.split(`\n${'-'.repeat(80)}\n\n`).map((each) => {
    const [, name, licence] = /^(\S+) \d\S* \((.+)\)\n/.exec(each) ?? [];
    assert.ok(each.split('\n').length > 5, `${name} has no text`);
    assert.ok(permitted.includes(licence ?? ''), `${name} is under ${licence}`);
    return name;
  });
  assert.deepEqual([...new Set(licences)].sort(), await bundledPackages());
});
await verify('the packed command runs', () => run(join(project, 'dist/cli.js'), ['--help']));
finish();

/** The packages whose code comes with the entry points, found without the build that writes their licences. */
async function bundledPackages(): Promise<readonly string[]> {
  const names = await Promise.all([
    packagesIn('node', ['client/extension.ts', 'server/main/cli.ts', 'server/main/server.ts']),
    packagesIn('browser', ['client/web-extension.ts', 'server/main/web-server.ts']),
  ]);
  return [...new Set(names.flat())].sort();
}

async function packagesIn(platform: Platform, entryPoints: string[]): Promise<readonly string[]> {
  const { metafile } = await build({
    absWorkingDir: project,
    entryPoints,
    platform,
    external: ['vscode'],
    bundle: true,
    loader: { '.topo': 'text' },
    outdir: 'dist',
    metafile: true,
    write: false,
    logLevel: 'silent',
  });
  return Object.keys(metafile.inputs).flatMap((path) => /^.*node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(path)?.[1] ?? []);
}

/** No dependencies that an installation would bring, and no scripts of ours that it would run. */
async function expectNothingInstalled(): Promise<void> {
  const manifest: { dependencies?: object; scripts: Readonly<Record<string, string>> } = JSON.parse(
    await readFile(join(project, 'package.json'), 'utf8'),
  );
  assert.equal(manifest.dependencies, undefined);
  const hooks = ['preinstall', 'install', 'postinstall', 'prepare', 'prepublish', 'vscode:uninstall'];
  assert.deepEqual(
    hooks.filter((name) => name in manifest.scripts),
    [],
  );
}

function run(program: string, words: readonly string[]): Promise<unknown> {
  return promisify(execFile)(program, words, { cwd: project, shell: process.platform === 'win32' });
}
