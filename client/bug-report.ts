import { commands, type Disposable, type ExtensionContext, env, UIKind, version, window, workspace } from 'vscode';
import { type BaseLanguageClient, State } from 'vscode-languageclient';
import type { Log } from './log.ts';
import { redacted } from './redact.ts';

/** Registers the command that gathers what helps to find a fault, without names of people, files or hosts, as a text to read before it is sent. */
export function registerReport(context: ExtensionContext, client: BaseLanguageClient, log: Log): Disposable {
  return commands.registerCommand('topo.collectReport', async () => {
    const content = reportOf(context, client, log);
    await window.showTextDocument(await workspace.openTextDocument({ language: 'markdown', content }));
  });
}

function reportOf({ extension }: ExtensionContext, client: BaseLanguageClient, log: Log): string {
  const files = workspace.textDocuments.filter(({ languageId }) => languageId === 'topo');
  const settings = JSON.stringify(workspace.getConfiguration('topo'), undefined, 2);
  const lines = log.recent().map(redacted);
  return [
    '# Report on Topo',
    'What happened, and what was expected:',
    '',
    '## Versions',
    `- Topo ${extension.packageJSON.version}`,
    `- VS Code ${version}, ${env.uiKind === UIKind.Web ? 'in a browser' : 'on a desktop'}${env.remoteName === undefined ? '' : ', remote'}`,
    `- server: ${State[client.state]}`,
    '',
    '## Files',
    ...files.map(({ lineCount, uri }, i) => `- file ${i + 1}: ${lineCount} lines, ${uri.scheme}`),
    '',
    '## Settings',
    '```json',
    settings,
    '```',
    '',
    '## Log',
    '```',
    ...lines,
    '```',
    '',
  ].join('\n');
}
