import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { bundleCommand, folderWith, runCommand } from './command.ts';

const command = { bundle: '' };
beforeAll(async () => {
  command.bundle = await bundleCommand();
});

const crooked = 'rack A {\nmass=1kg }\n';
const straight = 'rack A {\n  mass = 1kg\n}\n';

test('format writes the files that are not in the one form, and names them', () => {
  const folder = folderWith({ 'a.topo': crooked, 'b.topo': straight });
  expect(runCommand(command.bundle, ['format', '.'], folder)).toEqual({ code: 0, stdout: 'a.topo\n', stderr: '' });
  expect(readFileSync(join(folder, 'a.topo'), 'utf8')).toBe(straight);
  expect(runCommand(command.bundle, ['format', '.'], folder)).toEqual({ code: 0, stdout: '', stderr: '' });
});

test('format --check writes nothing, names them, and exits with 1', () => {
  const folder = folderWith({ 'a.topo': crooked, 'b.topo': straight });
  const outcome = { code: 1, stdout: 'a.topo\n', stderr: '' };
  expect(runCommand(command.bundle, ['format', '--check', '.'], folder)).toEqual(outcome);
  expect(readFileSync(join(folder, 'a.topo'), 'utf8')).toBe(crooked);
  expect(runCommand(command.bundle, ['format', '--check', 'b.topo'], folder).code).toBe(0);
});

test('format - writes standard input to standard output', () => {
  const { code, stdout } = runCommand(command.bundle, ['format', '-'], folderWith({}), crooked);
  expect({ code, stdout }).toEqual({ code: 0, stdout: straight });
});

test('what is broken stays, the rest is formatted, and it is said', () => {
  const folder = folderWith({ 'a.topo': 'let  a=\nlet  b=2\n' });
  const { code, stderr } = runCommand(command.bundle, ['format', 'a.topo'], folder);
  expect(code).toBe(0);
  expect(stderr).toMatch(/^a\.topo:1: left as it is: /);
  expect(readFileSync(join(folder, 'a.topo'), 'utf8')).toBe('let  a=\nlet b = 2\n');
});
