import { commands, type Disposable, type Hover, MarkdownString, Uri, ViewColumn, window, workspace } from 'vscode';
import type { BaseLanguageClient, Location, Position } from 'vscode-languageclient';

/** The command that opens a place in the built-in catalog; links in hovers may run it and no other. */
export const openPlace = 'topo.openPlace';

/** Registers the command: VS Code itself follows links to files, and none of the catalog’s scheme. */
export function registerOpenPlace(): Disposable {
  return commands.registerCommand(openPlace, (uri: string) => commands.executeCommand('vscode.open', Uri.parse(uri)));
}

/** A hover in which the links to the catalog can be followed. */
export function withPlaces(hover: Hover | null | undefined): Hover | null | undefined {
  for (const content of hover?.contents ?? []) {
    if (content instanceof MarkdownString) content.value = content.value.replaceAll(catalogLinks, commandLink);
  }
  return hover;
}

/** `](topo-catalog:/cables.topo#L1,2` */
const catalogLinks = /\]\((topo-catalog:[^\s)]+)/g;

function commandLink(_: string, uri: string): string {
  return `](command:${openPlace}?${encodeURIComponent(JSON.stringify([uri]))}`;
}

/** Registers the command of a lens that leads to a page: what the server says of a declaration, beside its text. */
export function registerShowPage(): Disposable {
  return commands.registerCommand('topo.showPage', async (address: string) => {
    const page = await workspace.openTextDocument(Uri.parse(address));
    await window.showTextDocument(page, { viewColumn: ViewColumn.Beside, preview: true });
  });
}

/** Registers the command of a lens that leads to places: VS Code shows them as it shows references. */
export function registerShowReferences({ protocol2CodeConverter }: BaseLanguageClient): Disposable {
  return commands.registerCommand(
    'topo.showReferences',
    (uri: string, position: Position, locations: readonly Location[]) =>
      commands.executeCommand(
        'editor.action.showReferences',
        protocol2CodeConverter.asUri(uri),
        protocol2CodeConverter.asPosition(position),
        locations.map((location) => protocol2CodeConverter.asLocation(location)),
      ),
  );
}
