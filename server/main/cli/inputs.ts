import { readdirSync, readFileSync, realpathSync, type Stats, statSync } from 'node:fs';
import { join, relative, resolve, sep } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Files } from '../../model/source.ts';
import { readFromDisk } from '../read-from-disk.ts';

/** The command line is wrong. */
export class UsageError extends Error {}

/** One file to work on. */
export interface Input {
  /** As it is shown: relative to the working folder, with `/`; `-` for standard input. */
  readonly path: string;
  /** As the program knows it. */
  readonly location: string;
}

/** What stands for standard input on the command line. */
export const STANDARD_INPUT = '-';
/** Folders in which nobody keeps files of their own. */
const skipped: ReadonlySet<string> = new Set(['node_modules', '.git', '.vscode-test']);

/** The files that the arguments name: files as they are, folders with all `.topo` files below, in a stable order. */
export function findInputs(args: readonly string[]): readonly Input[] {
  if (args.length === 0) throw new UsageError('no file or folder');
  const paths = args.flatMap((arg) => (arg === STANDARD_INPUT ? [arg] : filesAt(arg)));
  return [...new Set(paths)].map(inputOf);
}

/** Reads the inputs and what they import. Standard input is read once, and stands in the working folder. */
export function filesFor(inputs: readonly Input[]): Files {
  const piped = inputs.find(({ path }) => path === STANDARD_INPUT);
  const text = piped && readFileSync(0, 'utf8');
  return { read: (location) => (location === piped?.location ? text : readFromDisk(location)) };
}

function inputOf(path: string): Input {
  if (path === STANDARD_INPUT) return { path, location: pathToFileURL(resolve('<standard input>.topo')).href };
  return { path: shown(path), location: pathToFileURL(resolve(path)).href };
}

function shown(path: string): string {
  const fromHere = relative(process.cwd(), resolve(path));
  return (fromHere.startsWith('..') ? path : fromHere).split(sep).join('/');
}

function filesAt(path: string): readonly string[] {
  const stats = attempt(path, () => statSync(path));
  if (stats.isDirectory()) return filesBelow(path, new Set());
  if (!stats.isFile()) throw new Error(`cannot read ${path}: it is neither a file nor a folder`);
  attempt(path, () => readFileSync(path));
  return [path];
}

/** Every `.topo` file below a folder. Links are followed once, so that a loop of them ends. */
function filesBelow(folder: string, visited: Set<string>): readonly string[] {
  const real = attempt(folder, () => realpathSync(folder));
  if (visited.has(real)) return [];
  visited.add(real);
  const names = attempt(folder, () => readdirSync(folder)).sort();
  return names.flatMap((name): readonly string[] => {
    const path = join(folder, name);
    const stats = statsOf(path);
    if (stats?.isDirectory()) return skipped.has(name) ? [] : filesBelow(path, visited);
    return stats?.isFile() && name.endsWith('.topo') ? [path] : [];
  });
}

/** Undefined for a link that leads nowhere, or back to itself. */
function statsOf(path: string): Stats | undefined {
  try {
    return statSync(path);
  } catch {
    return undefined;
  }
}

function attempt<T>(path: string, action: () => T): T {
  try {
    return action();
  } catch (error) {
    throw new Error(`cannot read ${path}: ${reasonOf(error)}`);
  }
}

function reasonOf(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code === 'ENOENT') return 'there is no such file or folder';
  if (code === 'EACCES' || code === 'EPERM') return 'permission denied';
  return error instanceof Error ? error.message : String(error);
}
