import { type ExtensionContext, Uri } from 'vscode';
import { LanguageClient } from 'vscode-languageclient/browser';
import { start } from './topo.ts';

/** Where VS Code is a page of the web, the server is a worker beside it. */
export function activate(context: ExtensionContext): Promise<void> {
  const script = Uri.joinPath(context.extensionUri, 'dist/web-server.js').toString(true);
  const running: { worker?: Worker } = {};
  context.subscriptions.push({ dispose: () => running.worker?.terminate() });
  return start(context, (_context, options) => {
    const startWorker = async (): Promise<Worker> => {
      // A worker that was told to exit does not end by itself.
      running.worker?.terminate();
      running.worker = new Worker(script);
      return running.worker;
    };
    return new LanguageClient('topo', 'Topo', startWorker, options);
  });
}
