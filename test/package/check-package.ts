import { strict as assert } from 'node:assert';
import { execFile } from 'node:child_process';
import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { listFiles, PackageManager } from '@vscode/vsce';
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
/** The pipes and sockets on which an editor talks to the server are those of the language server's library. */
const opensConnection =
  /\bfetch\s*\(|\bXMLHttpRequest\b|\bWebSocket\b|require\("(?:node:)?(?:https?|http2|dgram|tls|dns)"\)/;

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
for (const file of bundles) {
  const text = await readFile(join(project, file), 'utf8');
  await verify(`${file} makes no code of text`, () => assert.doesNotMatch(text, makesCode));
  await verify(`${file} opens no connection of its own to a network`, () => assert.doesNotMatch(text, opensConnection));
}
await verify('nothing is installed or run beside the bundles', () => expectNothingInstalled());
await verify('every package in the bundles has its licence in the package', async () => {
  const text = await readFile(join(project, 'dist/third-party-licenses.txt'), 'utf8');
  for (const name of ['chevrotain', 'vscode-languageclient', 'vscode-languageserver', 'vscode-jsonrpc'])
    assert.match(text, new RegExp(`^${name} \\d.* \\(.+\\)$`, 'm'), `${name} is missing`);
  for (const licence of text.split(`\n${'-'.repeat(80)}\n\n`))
    assert.ok(licence.split('\n').length > 5, `${licence.trim()} has no text`);
});
await verify('the packed command runs', () => run(join(project, 'dist/cli.js'), ['--help']));
finish();

/** No dependencies that an installation would bring, and no scripts of ours that it would run. */
async function expectNothingInstalled(): Promise<void> {
  const manifest: { dependencies?: object; scripts: Readonly<Record<string, string>> } = JSON.parse(
    await readFile(join(project, 'package.json'), 'utf8'),
  );
  assert.equal(manifest.dependencies, undefined);
  const hooks = ['preinstall', 'install', 'postinstall', 'prepare', 'prepublish'];
  assert.deepEqual(
    hooks.filter((name) => name in manifest.scripts),
    [],
  );
}

function run(program: string, words: readonly string[]): Promise<unknown> {
  return promisify(execFile)(program, words, { cwd: project, shell: process.platform === 'win32' });
}
