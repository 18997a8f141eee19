import { strict as assert } from 'node:assert';
import { execFile } from 'node:child_process';
import { stat } from 'node:fs/promises';
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
await verify('the packed command runs', () => run(join(project, 'dist/cli.js'), ['--help']));
finish();

function run(program: string, words: readonly string[]): Promise<unknown> {
  return promisify(execFile)(program, words, { cwd: project, shell: process.platform === 'win32' });
}
