import { commands, type ExtensionContext, type LogOutputChannel, window } from 'vscode';
import { LanguageClient, TransportKind } from 'vscode-languageclient/node';
import { openPlace, registerOpenPlace, withPlaces } from './places.ts';
import { showStatus } from './status.ts';
import { followTrace, tracingTo } from './trace.ts';

/** Starts the language server beside VS Code and connects its commands, its log and its status to the window. */
export async function activate(context: ExtensionContext): Promise<void> {
  const log = window.createOutputChannel('Topo', { log: true });
  const client = createClient(context, log);
  context.subscriptions.push(
    log,
    client,
    showStatus(client),
    followTrace(client),
    registerOpenPlace(),
    commands.registerCommand('topo.showLog', () => log.show()),
    commands.registerCommand('topo.restartServer', () => restart(client)),
  );
  // A server that does not start says so in the log and in the status, where it can be started again.
  await client.start().catch((error: unknown) => log.error(String(error)));
}

function createClient(context: ExtensionContext, log: LogOutputChannel): LanguageClient {
  const module = context.asAbsolutePath('dist/server.js');
  const run = { module, transport: TransportKind.ipc };
  const debug = { ...run, options: { execArgv: ['--nolazy', '--inspect=6009'] } };
  return new LanguageClient(
    'topo',
    'Topo',
    { run, debug },
    {
      documentSelector: [{ language: 'topo' }],
      outputChannel: log,
      traceOutputChannel: tracingTo(log),
      markdown: { isTrusted: { enabledCommands: [openPlace] } },
      middleware: {
        provideHover: async (document, position, token, next) => withPlaces(await next(document, position, token)),
      },
    },
  );
}

/** Starts the server anew; also one that has stopped by itself or never came up. */
async function restart(client: LanguageClient): Promise<void> {
  // A client whose start has failed refuses to be stopped, and there is nothing to stop.
  if (client.needsStop()) await client.stop().catch(() => undefined);
  await client.start();
}
