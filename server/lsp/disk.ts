import type { Files } from '../model/source.ts';
import type { Documents } from './documents.ts';
import { normaliseUri } from './uri.ts';

/** What a place in which the server runs gives it: node gives the disk, a browser nothing. */
export interface Host {
  readonly readFile: ReadFile;
  readonly listFolder?: ListFolder | undefined;
  readonly version?: string | undefined;
  /** The address of the project's repository, under which the pages of the rules stand. */
  readonly repository?: string | undefined;
}

/** The text behind a URI, or undefined where there is none that can be read; a promise where reading takes its time. */
export type ReadFile = (uri: string) => string | undefined | Promise<string | undefined>;

/** The names in a folder, those of folders with a slash at the end; undefined where it cannot be read. */
export type ListFolder = (uri: string) => readonly string[] | undefined | Promise<readonly string[] | undefined>;

/** Texts by location: open documents first, then the disk. */
export interface Disk extends Files {
  /** Forgets what was read from the disk, so that it is read again. */
  forget(): void;
  /** How often it has forgotten: what rests on the names of files is as old as this says. */
  age(): number;
  /** Waits until all has arrived that was asked for and was not there yet; false when nothing was awaited. */
  caughtUp(): Promise<boolean>;
}

/**
 * What is read from the disk is kept until `forget`, which is called when files may have changed: on word of the client,
 * and when a document is opened or closed. A file that takes its time is not there at first: who reads waits until the
 * disk has caught up, and reads again.
 */
export function createDisk(documents: Documents, readFile: ReadFile): Disk {
  const known = new Map<string, { readonly text: string | undefined }>();
  const awaited = new Map<string, Promise<void>>();
  let age = 0;

  const wait = (uri: string, promise: Promise<string | undefined>): void => {
    const arrival = promise
      .catch(() => undefined)
      .then((text) => {
        // What was forgotten meanwhile may have changed meanwhile, too.
        if (awaited.get(uri) !== arrival) return;
        awaited.delete(uri);
        known.set(uri, { text });
      });
    awaited.set(uri, arrival);
  };
  const readAnew = (uri: string): string | undefined => {
    if (awaited.has(uri)) return undefined;
    const text = readFile(uri);
    if (text instanceof Promise) {
      wait(uri, text);
      return undefined;
    }
    known.set(uri, { text });
    return text;
  };

  return {
    read(location) {
      const open = documents.get(location);
      if (open) return open.lines.text;
      const uri = normaliseUri(location);
      const found = known.get(uri);
      return found ? found.text : readAnew(uri);
    },
    age: () => age,
    forget() {
      age++;
      known.clear();
      awaited.clear();
    },
    async caughtUp() {
      if (awaited.size === 0) return false;
      await Promise.all(awaited.values());
      return true;
    },
  };
}
