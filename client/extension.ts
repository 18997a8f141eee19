import type { ExtensionContext } from 'vscode';
import { LanguageClient, TransportKind } from 'vscode-languageclient/node';
import { registerTasks } from './tasks.ts';
import { start } from './topo.ts';

/** New objects may take 3 × 4 MB before it is seen which of them are still in use: no slower, and a third of the usual. */
const execArgv = ['--max-semi-space-size=4'];

/** Where VS Code has processes, the server is one of them. */
export function activate(context: ExtensionContext): Promise<void> {
  context.subscriptions.push(registerTasks(context));
  return start(context, ({ asAbsolutePath }, options) => {
    const run = { module: asAbsolutePath('dist/server.js'), transport: TransportKind.stdio, options: { execArgv } };
    const debug = { ...run, options: { execArgv: [...execArgv, '--nolazy', '--inspect=6009'] } };
    return new LanguageClient('topo', 'Topo', { run, debug }, options);
  });
}
