import { readdirSync, readFileSync, statSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** Larger files are none that anybody wrote; a text of eight million characters is not read either. */
const LARGEST_FILE = 2 ** 26;

/**
 * The text of a file on disk, without its byte order mark; undefined where it cannot be read. Only files are: a pipe would
 * keep who reads it waiting, and a device may have no end.
 */
export function readFromDisk(uri: string): string | undefined {
  try {
    const path = fileURLToPath(uri);
    const stats = statSync(path);
    return stats.isFile() && stats.size <= LARGEST_FILE ? decode(readFileSync(path)) : undefined;
  } catch {
    return undefined;
  }
}

/** The names in a folder on disk, those of folders with a slash at the end; undefined where it cannot be read. */
export function listOnDisk(uri: string): readonly string[] | undefined {
  try {
    const entries = readdirSync(fileURLToPath(uri), { withFileTypes: true });
    return entries.map((entry) => (entry.isDirectory() ? `${entry.name}/` : entry.name));
  } catch {
    return undefined;
  }
}

/** UTF-8, or UTF-16 where a byte order mark says so, as some foreign files called .topo are. */
function decode(bytes: Buffer): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return bytes.toString('utf16le').slice(1);
  return bytes.toString('utf8').replace(/^\uFEFF/, '');
}
