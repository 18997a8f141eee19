import { commands, type ExtensionContext, type LogOutputChannel, window } from 'vscode';
import type { BaseLanguageClient, LanguageClientOptions } from 'vscode-languageclient';
import { answerReads } from './files.ts';
import { openPlace, registerOpenPlace, registerShowPage, withPlaces } from './places.ts';
import { showStatus } from './status.ts';
import { followTrace, tracingTo } from './trace.ts';

/** Makes the client of a server that runs where the extension does: as a process, or as a worker of a browser. */
export type MakeClient = (context: ExtensionContext, options: LanguageClientOptions) => BaseLanguageClient;

/** Starts the language server and connects its commands, its log and its status to the window. */
export async function start(context: ExtensionContext, makeClient: MakeClient): Promise<void> {
  const log = window.createOutputChannel('Topo', { log: true });
  const client = makeClient(context, optionsWith(log));
  context.subscriptions.push(
    log,
    client,
    answerReads(client),
    showStatus(client),
    followTrace(client),
    registerOpenPlace(),
    registerShowPage(),
    commands.registerCommand('topo.showLog', () => log.show()),
    commands.registerCommand('topo.restartServer', () => restart(client)),
  );
  // A server that does not start says so in the log and in the status, where it can be started again.
  await client.start().catch((error: unknown) => log.error(String(error)));
}

function optionsWith(log: LogOutputChannel): LanguageClientOptions {
  return {
    documentSelector: [{ language: 'topo' }],
    outputChannel: log,
    traceOutputChannel: tracingTo(log),
    initializationOptions: { readsFiles: true },
    markdown: { isTrusted: { enabledCommands: [openPlace] } },
    middleware: {
      provideHover: async (document, position, token, next) => withPlaces(await next(document, position, token)),
    },
  };
}

/** Starts the server anew; also one that has stopped by itself or never came up. */
async function restart(client: BaseLanguageClient): Promise<void> {
  // A client whose start has failed refuses to be stopped, and there is nothing to stop.
  if (client.needsStop()) await client.stop().catch(() => undefined);
  await client.start();
}
