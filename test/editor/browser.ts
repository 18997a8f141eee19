import { execFile } from 'node:child_process';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { type Browser, chromium } from 'playwright-core';
import { firstExisting, onPath } from './desktop.ts';
import { installed } from './npm-install.ts';

/** A browser without a window: the machine's own Chrome, Chromium or Edge, or else a Chromium from npm. */
export async function launchBrowser(): Promise<Browser> {
  const own = await systemBrowser();
  const args = [
    ...['--no-sandbox', '--disable-background-networking', '--disable-component-update', '--disable-sync'],
    // All that a test asks is on this machine, and a worker within a worker cannot ask for leave to ask there.
    '--disable-features=LocalNetworkAccessChecks',
  ];
  if (own !== undefined) return chromium.launch({ executablePath: own, args });
  const folder = join(await npmChromium(), inflated);
  return chromium.launch({
    executablePath: join(folder, 'chromium'),
    args: [...args, '--font-render-hinting=none', '--use-gl=angle', '--use-angle=swiftshader'],
    env: { ...process.env, ...(await environmentOf(folder)) },
  });
}

async function systemBrowser(): Promise<string | undefined> {
  if (process.platform === 'darwin')
    return firstExisting([
      '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
      '/Applications/Chromium.app/Contents/MacOS/Chromium',
      '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
    ]);
  if (process.platform === 'win32')
    return firstExisting(
      [process.env.ProgramFiles, process.env['ProgramFiles(x86)'], process.env.LOCALAPPDATA].flatMap((root) =>
        root === undefined
          ? []
          : [join(root, 'Google/Chrome/Application/chrome.exe'), join(root, 'Microsoft/Edge/Application/msedge.exe')],
      ),
    );
  return onPath(['google-chrome', 'google-chrome-stable', 'chromium', 'chromium-browser', 'microsoft-edge']);
}

/** The folder in the package of Chromium, its libraries and its fonts. */
const inflated = 'inflated';

/** The Chromium that an npm package carries for Linux on x64, inflated into the package's folder. */
function npmChromium(): Promise<string> {
  if (process.platform !== 'linux' || process.arch !== 'x64')
    throw new Error('No Chrome, Chromium or Edge was found: install one of them');
  return installed('@sparticuz/chromium', '147.0.0', inflate);
}

/**
 * The package inflates itself into the folder for temporary files, where an interrupted run leaves a half of it; and it
 * takes its shared libraries along only when it is told to be in a cloud function.
 */
async function inflate(folder: string): Promise<void> {
  const target = join(folder, inflated);
  await mkdir(target, { recursive: true });
  const library = pathToFileURL(join(folder, 'build/esm/index.js')).href;
  const program = `import chromium from ${JSON.stringify(library)}; await chromium.executablePath();`;
  const env = { ...process.env, TMPDIR: target, AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs22.x' };
  await promisify(execFile)(process.execPath, ['--input-type=module', '--eval', program], { env });
}

/** The libraries and fonts of the package stand in for those that a bare machine lacks. */
async function environmentOf(folder: string): Promise<Record<string, string>> {
  const ownLibraries = ['/lib/x86_64-linux-gnu', '/usr/lib/x86_64-linux-gnu', '/usr/lib64', '/usr/lib'];
  const hasLibraries = await firstExisting(ownLibraries.map((each) => join(each, 'libnss3.so')));
  const hasFonts = await firstExisting(['/usr/share/fonts', '/usr/local/share/fonts']);
  return {
    ...(hasLibraries === undefined && { LD_LIBRARY_PATH: join(folder, 'al2023', 'lib') }),
    ...(hasFonts === undefined && { FONTCONFIG_PATH: join(folder, 'fonts') }),
  };
}
