import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { parseArgs } from 'node:util';
import { runTests } from '@vscode/test-electron';
import { build } from 'esbuild';
import { installedDesktop } from './desktop.ts';
import { cacheFolder } from './npm-install.ts';

/*
 * Runs the suite in a real VS Code: in the desktop program where one is installed and has a display, else in the window
 * that is a web page. `--desktop` (downloads the program if need be) and `--browser` choose; `--web` takes the window's own
 * extension host, in which there is no Node; `--update-images` writes the pictures of the documentation.
 */
const { values } = parseArgs({
  options: {
    desktop: { type: 'boolean' },
    browser: { type: 'boolean' },
    web: { type: 'boolean' },
    'update-images': { type: 'boolean' },
  },
});
const project = join(import.meta.dirname, '../..');
const suite = join(cacheFolder, 'suite.cjs');
await build({
  entryPoints: [join(import.meta.dirname, 'suite.ts')],
  outfile: suite,
  bundle: true,
  platform: values.web ? 'browser' : 'node',
  target: 'es2024',
  format: 'cjs',
  external: ['vscode'],
  sourcemap: 'inline',
});

// The suite writes the files that it opens.
const workspace = await mkdtemp(join(tmpdir(), 'topo-workspace-'));
try {
  await runTests({
    ...(await program()),
    extensionDevelopmentPath: project,
    extensionTestsPath: suite,
    launchArgs: [workspace, '--disable-extensions'],
    extensionTestsEnv: {
      ...(values.web ? { TOPO_TEST_HOST: 'web' } : {}),
      ...(values['update-images'] ? { TOPO_TEST_PICTURES: join(project, 'docs/images') } : {}),
    },
  });
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
} finally {
  await rm(workspace, { recursive: true, force: true });
}

/** The program that runs the suite; none stands for a desktop VS Code that is yet to be downloaded. */
async function program(): Promise<{ vscodeExecutablePath?: string }> {
  const needsBrowser = values.browser || values.web || values['update-images'];
  const desktop = needsBrowser ? undefined : await installedDesktop();
  if (desktop !== undefined) return { vscodeExecutablePath: desktop };
  if (values.desktop) return {};
  // The program below asks for `node` by name: it gets the one that runs this.
  process.env.PATH = [dirname(process.execPath), process.env.PATH].join(delimiter);
  return { vscodeExecutablePath: join(import.meta.dirname, 'vscode-in-browser.ts') };
}
