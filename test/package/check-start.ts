import { strict as assert } from 'node:assert';
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as pause } from 'node:timers/promises';
import { startChecks } from './verify.ts';

/*
 * `npm start` prints an address, the address answers, and after Ctrl-C nothing answers there any more.
 */
const project = join(import.meta.dirname, '../..');
// The first start installs VS Code's server.
const patience = 300_000;
const stopPatience = 15_000;

// A process group of its own stands for the terminal: Ctrl-C reaches all that run in it.
const start = spawn('npm', ['start', '--', '--browser'], {
  cwd: project,
  detached: true,
  stdio: ['ignore', 'pipe', 'inherit'],
});
const exit = new Promise<void>((resolve) => start.once('exit', () => resolve()));
const { verify, finish } = startChecks();
try {
  const address = await Promise.race([
    printedAddress(),
    exit.then(() => undefined),
    pause(patience, undefined, { ref: false }),
  ]);
  await verify('npm start prints an address', () => assert.ok(address));
  await verify('the address shows VS Code', async () => {
    const response = await fetch(address ?? '');
    assert.ok(response.ok);
    assert.match(await response.text(), /workbench/);
  });
  interrupt('SIGINT');
  await verify('Ctrl-C stops it', async () => {
    const stopped = await Promise.race([exit.then(() => true), pause(stopPatience, false, { ref: false })]);
    assert.ok(stopped, `it still runs after ${stopPatience} ms`);
  });
  await verify('nothing answers afterwards', () => assert.rejects(fetch(address ?? '')));
} finally {
  interrupt('SIGKILL');
}
finish();

async function printedAddress(): Promise<string | undefined> {
  for await (const line of createInterface({ input: start.stdout })) {
    console.log(line);
    const address = /http:\/\/127\.0\.0\.1:\S+/.exec(line)?.[0];
    if (address !== undefined) return address;
  }
  return undefined;
}

function interrupt(signal: NodeJS.Signals): void {
  if (start.pid === undefined) return;
  try {
    process.kill(-start.pid, signal);
  } catch {
    // Everything has ended already.
  }
}
