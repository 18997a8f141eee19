import { Disposable, env, LanguageStatusSeverity, l10n, languages, type TextEditor, window } from 'vscode';
import { type BaseLanguageClient, State } from 'vscode-languageclient';

/** What the server says of a file each time that it has checked it. */
interface CheckStatus {
  readonly uri: string;
  readonly clusters: number;
  readonly declarations: number;
  readonly findings: number;
  readonly milliseconds: number;
}

/** Shows in the status bar what the server found in the file that is edited, how fast, and whether the server runs. */
export function showStatus(client: BaseLanguageClient): Disposable {
  const item = languages.createLanguageStatusItem('topo.status', { language: 'topo' });
  item.name = 'Topo';
  const checked = new Map<string, CheckStatus>();
  const show = (editor: TextEditor | undefined): void => {
    const { state } = client;
    const stopped = state === State.Stopped || state === State.StartFailed;
    const status = editor && checked.get(client.code2ProtocolConverter.asUri(editor.document.uri));
    item.busy = state === State.Starting;
    item.severity = stopped ? LanguageStatusSeverity.Error : LanguageStatusSeverity.Information;
    item.command = stopped
      ? { title: l10n.t('Restart Server'), command: 'topo.restartServer' }
      : { title: l10n.t('Show Log'), command: 'topo.showLog' };
    item.text = stopped ? l10n.t('Topo server stopped') : status ? summaryOf(status) : 'Topo';
    item.detail = stopped ? l10n.t('Files are not checked') : status ? contentsOf(status) : '';
  };
  show(window.activeTextEditor);
  return Disposable.from(
    item,
    window.onDidChangeActiveTextEditor(show),
    client.onDidChangeState(({ newState }) => {
      if (newState === State.Starting) checked.clear();
      show(window.activeTextEditor);
    }),
    client.onNotification('topo/status', (status: CheckStatus) => {
      checked.set(status.uri, status);
      show(window.activeTextEditor);
    }),
  );
}

function summaryOf({ findings, milliseconds }: CheckStatus): string {
  const time = milliseconds.toFixed(1);
  return findings === 1 ? l10n.t('1 finding · {0} ms', time) : l10n.t('{0} findings · {1} ms', shown(findings), time);
}

function contentsOf({ clusters, declarations }: CheckStatus): string {
  return l10n.t('Clusters: {0}, declarations: {1}', shown(clusters), shown(declarations));
}

function shown(count: number): string {
  return count.toLocaleString(env.language);
}
