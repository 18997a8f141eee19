import { Uri, workspace } from 'vscode';
import { type Page, type PageAnswer, type PageCall, pageFile } from './page-calls.ts';

/** The page of the window that the suite runs in; undefined in desktop VS Code. */
export async function connectPage(): Promise<Page | undefined> {
  const address = await readPageFile();
  if (address === undefined) return undefined;
  const call = async (name: keyof Page, values: readonly unknown[]): Promise<unknown> => {
    const response = await fetch(address, { method: 'POST', body: JSON.stringify([name, values] satisfies PageCall) });
    const answer = (await response.json()) as PageAnswer;
    if ('error' in answer) throw new Error(`${name}: ${answer.error}`);
    return answer.value;
  };
  return {
    screenshot: async (...values) => void (await call('screenshot', values)),
    press: async (...values) => void (await call('press', values)),
    type: async (...values) => void (await call('type', values)),
    hover: async (...values) => void (await call('hover', values)),
    click: async (...values) => void (await call('click', values)),
    texts: async (...values) => (await call('texts', values)) as readonly string[],
    waitFor: async (...values) => void (await call('waitFor', values)),
    print: async (...values) => void (await call('print', values)),
  };
}

async function readPageFile(): Promise<string | undefined> {
  const [folder] = workspace.workspaceFolders ?? [];
  if (!folder) return undefined;
  try {
    return new TextDecoder().decode(await workspace.fs.readFile(Uri.joinPath(folder.uri, pageFile)));
  } catch {
    return undefined;
  }
}
