import { type ExtensionContext, Uri } from 'vscode';
import {
  BrowserMessageReader,
  BrowserMessageWriter,
  LanguageClient,
  type MessageTransports,
} from 'vscode-languageclient/browser';
import { start } from './topo.ts';

/** Where VS Code is a page of the web, the server is a worker beside it. */
export function activate(context: ExtensionContext): Promise<void> {
  const script = Uri.joinPath(context.extensionUri, 'dist/web-server.js').toString(true);
  const running: { worker?: Worker } = {};
  context.subscriptions.push({ dispose: () => running.worker?.terminate() });
  return start(context, (_context, options) => {
    const startWorker = async (): Promise<MessageTransports> => {
      // A worker that was told to exit does not end by itself.
      running.worker?.terminate();
      const worker = new Worker(script);
      running.worker = worker;
      // What VS Code gives as a worker does not pass for one with the client.
      return { reader: new BrowserMessageReader(worker), writer: new BrowserMessageWriter(worker) };
    };
    return new LanguageClient('topo', 'Topo', startWorker, options);
  });
}
