import { commands, type Disposable, type ExtensionContext, Uri, window, workspace } from 'vscode';

/** Registers the command that opens the sample: a cluster with three faults, as a file that is not saved yet. */
export function registerSample({ extensionUri }: ExtensionContext): Disposable {
  return commands.registerCommand('topo.openSample', async () => {
    const bytes = await workspace.fs.readFile(Uri.joinPath(extensionUri, 'examples/first-look.topo'));
    const content = new TextDecoder().decode(bytes);
    await window.showTextDocument(await workspace.openTextDocument({ language: 'topo', content }));
  });
}
