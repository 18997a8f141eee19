import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, test } from 'vitest';
import { bundleCommand, folderWith, type Outcome, runCommand } from '../cli/command.ts';
import { bundleServer, spawnServer } from '../lsp/editor.ts';
import { codes, range, useEditors } from '../lsp/lab.ts';

// Files that are not what they seem, or not for long: the command and the server say what they can, and go on.

const LIMIT = 120_000;
const command = bundleCommand();
const start = useEditors();
const faulty = 'rack A { frame { heigt = 48U } }\n';

async function check(folder: string, ...paths: readonly string[]): Promise<Outcome> {
  return runCommand(await command, ['check', ...(paths.length === 0 ? ['.'] : paths)], folder);
}

describe('the command', { timeout: LIMIT }, () => {
  test('a loop of symbolic links', async () => {
    const folder = folderWith({ 'a/x.topo': faulty });
    symlinkSync('..', join(folder, 'a/up'));
    symlinkSync('itself.topo', join(folder, 'itself.topo'));
    symlinkSync('nowhere.topo', join(folder, 'dangling.topo'));
    const { code, stdout, stderr } = await check(folder);
    expect([code, stderr]).toEqual([1, '']);
    expect(stdout.match(/property\.unknown/g)).toHaveLength(1);
  });

  test('a folder named x.topo', async () => {
    const folder = folderWith({ 'x.topo/y.topo': faulty, 'z.topo': 'import "./x.topo"\n' });
    const { code, stdout, stderr } = await check(folder);
    expect([code, stderr]).toEqual([1, '']);
    expect(stdout).toContain('property.unknown');
    expect(stdout).toContain('import.not_found');
  });

  test('a directory that cannot be read', async () => {
    // Whoever may read everything is told so by a path that goes through a file.
    const { code, stderr } = await check(folderWith({ 'x.topo': faulty }), 'x.topo/below');
    expect(code).toBe(2);
    expect(stderr).toMatch(/^topo: cannot read x\.topo\/below: .+\n$/);
  });

  test('a pipe, and a device without end', async () => {
    const folder = folderWith({ 'x.topo': 'import "./pipe.topo" as p\nimport "/dev/zero" as z\n' });
    execFileSync('mkfifo', [join(folder, 'pipe.topo')]);
    const { code, stdout, stderr } = await check(folder);
    expect([code, stderr]).toEqual([1, '']);
    expect(stdout.match(/import\.not_found/g)).toHaveLength(2);
    expect(await check(folder, 'pipe.topo')).toMatchObject({ code: 2 });
  });

  test('a byte order mark, CR LF and mixed line ends', async () => {
    const folder = folderWith({ 'x.topo': `\uFEFF// topo\r\n\r\n${faulty}` });
    expect((await check(folder)).stdout).toContain('x.topo:3:18');
  });

  test('bytes that are no text', async () => {
    const folder = folderWith({});
    writeFileSync(join(folder, 'x.topo'), Buffer.from(Array.from({ length: 4096 }, (_, i) => (i * 7919) % 256)));
    const { code, stderr } = await check(folder);
    expect([code, stderr]).toEqual([1, '']);
  });

  test('imports in a cycle, and a thousand deep', async () => {
    const files = Array.from({ length: 1000 }, (_, i) => [
      `f${i}.topo`,
      `import "./f${(i + 1) % 1000}.topo" as next\nrack R${i} : next.R${(i + 1) % 1000} { }\n`,
    ]);
    const { code, stderr } = await check(folderWith(Object.fromEntries(files)), 'f0.topo', 'f500.topo');
    expect(stderr).toBe('');
    expect([0, 1]).toContain(code);
  });
});

describe('the server', { timeout: LIMIT }, () => {
  test('imports in a cycle, and a thousand deep', async () => {
    const editor = await start();
    const uriOf = (i: number): string => `file:///lab/f${i % 1000}.topo`;
    for (let i = 0; i < 1000; i++)
      editor.open(
        uriOf(i),
        `import "./f${(i + 1) % 1000}.topo" as next\nrow R${i} { below : next.R${(i + 1) % 1000} }\n`,
      );
    expect(codes(await editor.diagnostics(uriOf(0)))).toContain('type.kind');
    editor.close(uriOf(999));
    expect(codes(await editor.diagnostics(uriOf(998)))).toContain('import.not_found');
    expect(editor.log.filter((line) => /error/i.test(line))).toEqual([]);
  });

  test('files that vanish, come back, and become folders', async () => {
    const folder = folderWith({ 'parts.topo': 'rack Part { }\n' });
    const uri = pathToFileURL(join(folder, 'x.topo')).href;
    const parts = join(folder, 'parts.topo');
    const editor = await start();
    const found = async (): Promise<readonly unknown[]> => {
      await editor.connection.sendNotification('workspace/didChangeWatchedFiles', { changes: [] });
      return codes(await editor.diagnostics(uri));
    };
    editor.open(uri, 'import "./parts.topo"\nrow R { a : parts.Part }\n');
    expect(await found()).toEqual([]);
    rmSync(parts);
    expect(await found()).toEqual(['import.not_found']);
    mkdirSync(parts);
    expect(await found()).toEqual(['import.not_found']);
    rmSync(parts, { recursive: true });
    writeFileSync(parts, 'rack Other { }\n');
    expect(await found()).toEqual(['name.unresolved']);
    writeFileSync(parts, 'rack Part { }\n');
    expect(await found()).toEqual([]);
  });

  test('a file that changes while it is read', async () => {
    const folder = folderWith({ 'parts.topo': 'rack Part { }\n' });
    const uri = pathToFileURL(join(folder, 'x.topo')).href;
    const long = `${'// A comment that makes the file long.\n'.repeat(20_000)}rack Part { }\n`;
    const writer = spawn(process.execPath, ['-e', writesAllTheTime, join(folder, 'parts.topo'), long.slice(0, 1000)]);
    try {
      const editor = await start();
      editor.open(uri, 'import "./parts.topo"\nrow R { a : parts.Part }\n');
      for (let i = 0; i < 100; i++) {
        await editor.connection.sendNotification('workspace/didChangeWatchedFiles', { changes: [] });
        for (const code of codes(await editor.diagnostics(uri)))
          expect(['import.not_found', 'name.unresolved']).toContain(code);
      }
      writer.kill('SIGKILL');
      await once(writer, 'exit');
      writeFileSync(join(folder, 'parts.topo'), long);
      await editor.connection.sendNotification('workspace/didChangeWatchedFiles', { changes: [] });
      expect(await editor.diagnostics(uri)).toEqual([]);
    } finally {
      writer.kill('SIGKILL');
    }
  });

  test('a workspace with a loop of symbolic links, one that leads nowhere, a pipe, and a folder named x.topo', async () => {
    const folder = folderWith({ 'a/b/x.topo': 'rack Found { }\n', 'y.topo/z.topo': 'rack Within { }\n' });
    symlinkSync('../..', join(folder, 'a/b/up'));
    symlinkSync('itself.topo', join(folder, 'itself.topo'));
    symlinkSync('nowhere.topo', join(folder, 'dangling.topo'));
    execFileSync('mkfifo', [join(folder, 'pipe.topo')]);
    const { server, connection } = spawnServer(await bundleServer());
    const rootUri = pathToFileURL(folder).href;
    await connection.sendRequest('initialize', { processId: null, rootUri, capabilities: {} });
    await connection.sendNotification('initialized', {});
    const found: readonly { name: string }[] = await connection.sendRequest('workspace/symbol', { query: '' });
    expect(found.map(({ name }) => name).sort()).toEqual(['Found', 'Within']);
    await connection.sendRequest('shutdown');
    const exited = once(server, 'exit');
    await connection.sendNotification('exit');
    expect(await exited).toEqual([0, null]);
  });

  test('two hundred open documents that import each other, edited in turn', async () => {
    const editor = await start();
    const uriOf = (i: number): string => `file:///lab/f${i % COUNT}.topo`;
    const textOf = (i: number): string =>
      `import "./f${(i + 1) % COUNT}.topo" as next\nimport "./f${(i + 7) % COUNT}.topo" as far\nrack R { }\nrow A { m : next.R  n : far.R }\n`;
    for (let i = 0; i < COUNT; i++) editor.open(uriOf(i), textOf(i));
    for (let i = 0; i < COUNT; i++) expect(codes(await editor.diagnostics(uriOf(i)))).toEqual([]);
    let version = 2;
    for (let step = 0; step < COUNT; step++) {
      const i = (step * 77) % COUNT;
      // The name that two others use gets another letter, which is then taken back.
      editor.edit(uriOf(i), version++, [{ range: range(2, 6, 2, 6), text: 'R' }]);
      expect(codes(await editor.diagnostics(uriOf(i + COUNT - 1)))).toEqual(['name.unresolved']);
      expect(codes(await editor.diagnostics(uriOf(i + COUNT - 7)))).toEqual(['name.unresolved']);
      expect(codes(await editor.diagnostics(uriOf(i + 1)))).toEqual([]);
      editor.edit(uriOf(i), version++, [{ range: range(2, 6, 2, 7), text: '' }]);
      expect(codes(await editor.diagnostics(uriOf(i + COUNT - 1)))).toEqual([]);
    }
    for (let i = 0; i < COUNT; i += 2) editor.close(uriOf(i));
    expect(codes(await editor.diagnostics(uriOf(1)))).toEqual(['import.not_found', 'import.not_found']);
    expect(editor.log.filter((line) => /error/i.test(line))).toEqual([]);
  });
});

/** As many documents as two windows have open. */
const COUNT = 200;

/** A program that writes a file again and again: empty, in part, whole, and not there at all. */
const writesAllTheTime = `
const fs = require('node:fs');
const [path, start] = process.argv.slice(1);
for (;;) {
  fs.writeFileSync(path, '');
  fs.appendFileSync(path, start);
  fs.appendFileSync(path, '\\nrack Part { }\\n');
  fs.rmSync(path);
}`;
