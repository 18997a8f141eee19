import { commands, l10n, window } from 'vscode';
import { CloseAction, type CloseHandlerResult, ErrorAction, type ErrorHandler } from 'vscode-languageclient';

/** A server that stops again so soon would only stop once more. */
const TOO_SOON_MS = 180_000;
/** A message that cannot be read now and then does no harm. */
const MOST_ERRORS = 3;

/** What to do when the server stops by itself: it is started again, and that is said; one that stops again soon stays. */
export function recovery(now: () => number = Date.now): ErrorHandler {
  const last: { stopped: number } = { stopped: Number.NEGATIVE_INFINITY };
  return {
    error: (_error, _message, count) => ({
      action: (count ?? 0) <= MOST_ERRORS ? ErrorAction.Continue : ErrorAction.Shutdown,
      handled: true,
    }),
    closed(): CloseHandlerResult {
      const isTooSoon = now() - last.stopped < TOO_SOON_MS;
      last.stopped = now();
      tell(isTooSoon);
      return { action: isTooSoon ? CloseAction.DoNotRestart : CloseAction.Restart, handled: true };
    },
  };
}

function tell(staysDown: boolean): void {
  const log = l10n.t('Show Log');
  const report = l10n.t('Collect Report');
  const restart = l10n.t('Restart Server');
  const asked = staysDown
    ? window.showErrorMessage(l10n.t('The Topo server stopped again. Files are not checked.'), restart, log, report)
    : window.showWarningMessage(l10n.t('The Topo server stopped and was started again.'), log, report);
  const choices: Readonly<Record<string, string>> = {
    [log]: 'topo.showLog',
    [report]: 'topo.collectReport',
    [restart]: 'topo.restartServer',
  };
  asked.then((choice) => choice && choices[choice] && commands.executeCommand(choices[choice]));
}
