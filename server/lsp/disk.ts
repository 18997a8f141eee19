import type { Files } from '../model/source.ts';
import type { Documents } from './documents.ts';
import { normaliseUri } from './uri.ts';

/** What a place in which the server runs gives it: node gives the disk, a browser perhaps nothing. */
export interface Host {
  /** The text behind a URI, or undefined where there is none that can be read. */
  readFile(uri: string): string | undefined;
  readonly version?: string | undefined;
  /** The address of the project's repository, under which the pages of the rules stand. */
  readonly repository?: string | undefined;
}

/** Texts by location: open documents first, then the disk. */
export interface Disk extends Files {
  /** Forgets what was read from the disk, so that it is read again. */
  forget(): void;
}

/** What is read from the disk is kept until `forget`, which is called when files may have changed: on word of the client, and when a document is opened or closed. */
export function createDisk(documents: Documents, host: Host): Disk {
  const known = new Map<string, { readonly text: string | undefined }>();
  return {
    read(location) {
      const open = documents.get(location);
      if (open) return open.lines.text;
      const uri = normaliseUri(location);
      const found = known.get(uri) ?? { text: host.readFile(uri) };
      known.set(uri, found);
      return found.text;
    },
    forget: () => known.clear(),
  };
}
