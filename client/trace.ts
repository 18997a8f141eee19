import { Disposable, type LogOutputChannel, workspace } from 'vscode';
import { type BaseLanguageClient, SetTraceNotification, State, Trace } from 'vscode-languageclient';

/** The log as the client's channel for traces: what `topo.trace` asks for is shown at the log's ordinary level. */
export function tracingTo(log: LogOutputChannel): LogOutputChannel {
  return Object.create(log, {
    trace: { value: (message: string, ...details: unknown[]) => log.info(message, ...details) },
  });
}

/** Writes as much of the conversation between the editor and the server to the log as the setting `topo.trace` says. */
export function followTrace(client: BaseLanguageClient): Disposable {
  const follow = (): void => {
    if (client.state !== State.Running) return;
    const value = Trace.fromString(workspace.getConfiguration('topo').get('trace', 'off'));
    const report = (error: unknown): void => client.error('topo.trace could not be set', error, false);
    client.setTrace(value).catch(report);
    client.sendNotification(SetTraceNotification.type, { value: Trace.toString(value) }).catch(report);
  };
  return Disposable.from(
    client.onDidChangeState(follow),
    // The client itself sets the trace by the log's level at each change of the settings: ours comes after it.
    workspace.onDidChangeConfiguration(() => void setTimeout(follow)),
  );
}
