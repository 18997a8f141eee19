import {
  type CodeAction,
  commands,
  type Diagnostic,
  extensions,
  type Hover,
  languages,
  MarkdownString,
  type Position,
  Range,
  Selection,
  type TextDocument,
  type TextEditor,
  Uri,
  window,
  workspace,
} from 'vscode';
import { assert } from './assert.ts';
import { until } from './steps.ts';

/** Writes a file into the workspace of the test and shows it. */
export async function open(name: string, text: string): Promise<TextEditor> {
  const uri = await write(name, text);
  return window.showTextDocument(uri);
}

/** Writes a file into the workspace of the test without showing it. */
export async function write(name: string, text: string): Promise<Uri> {
  const folder = workspace.workspaceFolders?.[0] ?? assert.fail('no folder is open');
  const uri = Uri.joinPath(folder.uri, name);
  await workspace.fs.writeFile(uri, new TextEncoder().encode(text));
  return uri;
}

/** The text of an example that ships with the project. */
export async function example(name: string): Promise<string> {
  const extension = extensions.getExtension('topo-lang.topo') ?? assert.fail('the extension is not there');
  return new TextDecoder().decode(await workspace.fs.readFile(Uri.joinPath(extension.extensionUri, 'examples', name)));
}

/** The range of the first place where a text stands. */
export function rangeOf(document: TextDocument, text: string): Range {
  const offset = document.getText().indexOf(text);
  assert.ok(offset >= 0, `"${text}" is not in ${document.fileName}`);
  return new Range(document.positionAt(offset), document.positionAt(offset + text.length));
}

/** Puts the cursor behind the first place where a text stands, so many characters back. */
export async function cursorBehind(editor: TextEditor, text: string, back = 0): Promise<void> {
  const { end } = rangeOf(editor.document, text);
  const cursor = end.translate(0, -back);
  editor.selection = new Selection(cursor, cursor);
  await commands.executeCommand('workbench.action.focusActiveEditorGroup');
}

/** The id of the rule that made a diagnostic. */
function ruleOf({ code }: Diagnostic): string {
  return String(typeof code === 'object' ? code.value : code);
}

/** Waits for a finding of a rule. */
export function finding(document: TextDocument, rule: string): Promise<Diagnostic> {
  return until(`finding of ${rule}`, () =>
    languages.getDiagnostics(document.uri).find((each) => ruleOf(each) === rule),
  );
}

/** Waits until a rule finds nothing. */
export async function noFinding(document: TextDocument, rule: string): Promise<void> {
  await until(`file without ${rule}`, () =>
    languages.getDiagnostics(document.uri).every((each) => ruleOf(each) !== rule),
  );
}

/** The quick fixes at a range, the preferred one first. */
export async function fixesAt(document: TextDocument, range: Range): Promise<readonly CodeAction[]> {
  const actions = await commands.executeCommand<CodeAction[]>(
    'vscode.executeCodeActionProvider',
    document.uri,
    range,
    'quickfix',
    20,
  );
  return [...actions].sort((a, b) => Number(b.isPreferred ?? false) - Number(a.isPreferred ?? false));
}

/** What the hovers at a position say. */
export async function hoverAt(document: TextDocument, position: Position): Promise<string> {
  const hovers = await commands.executeCommand<Hover[]>('vscode.executeHoverProvider', document.uri, position);
  const texts = hovers.flatMap(({ contents }) => contents);
  return texts.map((each) => (each instanceof MarkdownString ? each.value : String(each))).join('\n');
}
