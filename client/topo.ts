import { commands, type ExtensionContext, type LogOutputChannel } from 'vscode';
import { type BaseLanguageClient, type LanguageClientOptions, RevealOutputChannelOn } from 'vscode-languageclient';
import { registerReport } from './bug-report.ts';
import { answerReads } from './files.ts';
import { createLog } from './log.ts';
import { openPlace, registerOpenPlace, registerShowPage, registerShowReferences, withPlaces } from './places.ts';
import { recovery } from './recovery.ts';
import { registerSample } from './sample.ts';
import { showStatus } from './status.ts';
import { followTrace, tracingTo } from './trace.ts';

/** Makes the client of a server that runs where the extension does: as a process, or as a worker of a browser. */
export type MakeClient = (context: ExtensionContext, options: LanguageClientOptions) => BaseLanguageClient;

/** Starts the language server and connects its commands, its log and its status to the window. */
export async function start(context: ExtensionContext, makeClient: MakeClient): Promise<void> {
  const log = createLog();
  const { channel } = log;
  const client = makeClient(context, optionsWith(channel));
  context.subscriptions.push(
    channel,
    client,
    answerReads(client),
    showStatus(client),
    followTrace(client),
    registerOpenPlace(),
    registerShowPage(),
    registerShowReferences(client),
    registerSample(context),
    registerReport(context, client, log),
    commands.registerCommand('topo.showLog', () => channel.show()),
    commands.registerCommand('topo.restartServer', () => restart(client)),
  );
  // A server that does not start says so in the log and in the status, where it can be started again.
  await client.start().catch((error: unknown) => channel.error(String(error)));
}

function optionsWith(log: LogOutputChannel): LanguageClientOptions {
  return {
    documentSelector: [{ language: 'topo' }],
    outputChannel: log,
    traceOutputChannel: tracingTo(log),
    revealOutputChannelOn: RevealOutputChannelOn.Never,
    errorHandler: recovery(),
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
