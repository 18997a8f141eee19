#!/usr/bin/env node
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, relative, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import type { Browser } from 'playwright-core';
import { launchBrowser } from './browser.ts';
import { aborted, interruption } from './interruption.ts';
import { cacheFolder } from './npm-install.ts';
import { pageFile } from './page-calls.ts';
import { type PageServer, servePage } from './page-server.ts';
import { remoteFile, startVscodeServer, type VscodeServer, windowAddress } from './vscode-server.ts';
import { loadFromWeb, serveExtension, type WebExtension } from './web-host.ts';

/*
 * VS Code for extension tests, from npm alone: it takes the flags of the desktop program, opens the folder in the window
 * that is a web page, runs the suite there, and ends with the suite's exit code.
 */
const { values, positionals } = parseArgs({
  options: { extensionDevelopmentPath: { type: 'string' }, extensionTestsPath: { type: 'string' } },
  allowPositionals: true,
  // The desktop program has many more flags, which mean nothing here.
  strict: false,
});
const [folder = '.'] = positionals;
const { extensionDevelopmentPath: extension, extensionTestsPath: suite } = values;
if (typeof extension !== 'string' || typeof suite !== 'string')
  throw new Error('--extensionDevelopmentPath and --extensionTestsPath are needed');

/** Whether the extension runs in the window, as it does where there is no server, and not as a process beside the files. */
const isWeb = process.env.TOPO_TEST_HOST === 'web';

const profile = await mkdtemp(join(tmpdir(), 'topo-editor-'));
const stopped = interruption();
const started: { browser?: Browser; server?: VscodeServer; page?: PageServer; extension?: WebExtension } = {};
try {
  const interrupted = aborted(stopped).then(() => 1);
  process.exitCode = await Promise.race([runSuite(folder, extension, suite), interrupted]);
} catch (error) {
  console.error(error);
  process.exitCode = 1;
} finally {
  await started.browser?.close().catch(() => undefined);
  await started.server?.stop();
  started.page?.close();
  started.extension?.close();
  await rm(profile, { recursive: true, force: true });
}
process.exit();

/** The suite's exit code. */
async function runSuite(folder: string, extension: string, suite: string): Promise<number> {
  const pictures = process.env.TOPO_TEST_PICTURES ?? join(cacheFolder, 'pictures');
  await mkdir(pictures, { recursive: true });
  started.browser = await launchBrowser();
  const page = await started.browser.newPage({ viewport: { width: 1360, height: 1160 } });
  started.page = await servePage(page, pictures);
  await writeFile(join(folder, pageFile), started.page.address);
  const server = await startVscodeServer(profile, ['--enable-smoke-test-driver']);
  started.server = server;

  const exit = Promise.withResolvers<number>();
  await page.exposeFunction('codeAutomationExit', (code: number) => exit.resolve(code));
  await page.exposeFunction('codeAutomationLog', (level: string, words: readonly unknown[]) => {
    if (level !== 'info' && !words.some(isKnownComplaint)) console.log(...words);
  });
  page.once('crash', () => exit.reject(new Error('The page crashed')));
  server.ended.then(() => exit.reject(new Error('The VS Code server ended')));
  if (isWeb) {
    started.extension = await serveExtension(extension);
    await loadFromWeb(page, started.extension, `/${relative(extension, suite)}`);
  }
  const development: readonly (readonly [string, string])[] = [
    ['extensionDevelopmentPath', remoteFile(server, extension)],
    ['extensionTestsPath', remoteFile(server, suite)],
  ];
  await page.goto(windowAddress(server, resolve(folder), isWeb ? [] : development));
  return exit.promise;
}

/** VS Code's server misses its native modules, which write log files and watch over its end; and it is slow at first. */
function isKnownComplaint(word: unknown): boolean {
  return /bindings file|native-watchdog|workbench contribution/.test(String(word));
}
