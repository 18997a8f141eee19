import { execFileSync } from 'node:child_process';
import { mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, test } from 'vitest';
import { bundleCommand, folderWith, type Outcome, runCommand } from '../cli/command.ts';
import { codes, useEditors } from '../lsp/lab.ts';

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
});
