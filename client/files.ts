import { Disposable, FileType, Uri, workspace } from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';

/** More files than these are no workspace that one looks for names in. */
const MOST_FILES = 5000;

/**
 * Answers the server’s questions for files: VS Code finds and reads them wherever they are, on a disk, in a
 * repository on the web, or in memory.
 */
export function answerReads(client: BaseLanguageClient): Disposable {
  return Disposable.from(
    client.onRequest('topo/read', async ({ uri }: { readonly uri: string }) => {
      try {
        return decode(await workspace.fs.readFile(Uri.parse(uri)));
      } catch {
        return null;
      }
    }),
    client.onRequest('topo/list', async ({ uri }: { readonly uri: string }) => {
      try {
        const entries = await workspace.fs.readDirectory(Uri.parse(uri));
        return entries.map(([name, type]) => ((type & FileType.Directory) === 0 ? name : `${name}/`));
      } catch {
        return null;
      }
    }),
    client.onRequest('topo/files', async () => {
      const found = await workspace.findFiles('**/*.topo', '**/node_modules/**', MOST_FILES);
      return found.map((uri) => client.code2ProtocolConverter.asUri(uri));
    }),
  );
}

/** UTF-8, or UTF-16 where a byte order mark says so, as some foreign files called .topo are. */
function decode(bytes: Uint8Array): string {
  const isUtf16 = bytes[0] === 0xff && bytes[1] === 0xfe;
  return new TextDecoder(isUtf16 ? 'utf-16le' : 'utf-8').decode(bytes);
}
