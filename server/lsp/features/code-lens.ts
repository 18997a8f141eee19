import { type CodeLens, type CodeLensParams, CodeLensRefreshRequest } from 'vscode-languageserver';
import { lensesIn, lensText } from '../../ide/lenses.ts';
import type { Feature } from '../feature.ts';
import { pageUri } from '../pages.ts';
import { createRecent } from '../recent.ts';
import type { Session } from '../session.ts';
import { normaliseUri } from '../uri.ts';

/** What a lens has to know to be resolved. */
interface LensData {
  readonly uri: string;
  readonly kind: string;
  readonly declaration: string;
}

/** The command of the client that opens a page by its address. */
const SHOW_PAGE = 'topo.showPage';
/** The command of the client that shows places in the editor’s own way. */
const SHOW_REFERENCES = 'topo.showReferences';

export const codeLens: Feature = {
  announced: () => ({ codeLensProvider: { resolveProvider: true } }),
  connect(connection, session, boundary) {
    connection.onCodeLens(
      boundary.request('textDocument/codeLens', [], (params: CodeLensParams) => answer(session, params)),
    );
    connection.onCodeLensResolve(async (lens, token) => {
      const resolved = boundary.request('codeLens/resolve', lens, (asked: CodeLens) => resolve(session, asked));
      return resolved(lens, token);
    });
    const refresh = (): void => {
      if (!session.support.refreshesLenses) return;
      connection.sendRequest(CodeLensRefreshRequest.type).catch(boundary.failed('workspace/codeLens/refresh'));
    };
    session.settings.whenChanged(refresh);
    // An editor asks again for the lenses of what it edits, not of what imports it.
    const versions = createRecent<string, number>(MOST_VERSIONS);
    session.whenChecked(({ uri, version }) => {
      const isSame = versions.get(uri) === version;
      versions.set(uri, version);
      if (isSame) refresh();
    });
  },
};

/** Documents whose versions are remembered. */
const MOST_VERSIONS = 1000;

async function answer({ analysed, settings }: Session, { textDocument: { uri } }: CodeLensParams): Promise<CodeLens[]> {
  const isOn = await settings.shown('codeLens', uri);
  const open = analysed(uri);
  if (!open) return [];
  return lensesIn(open.analysis, isOn).map(({ kind, declaration, span }) => {
    const data: LensData = { uri, kind, declaration };
    return { range: open.lines.rangeOf(span), data };
  });
}

/** A lens whose declaration is gone meanwhile says nothing. */
async function resolve({ analyses, settled, known, translation }: Session, lens: CodeLens): Promise<CodeLens> {
  const { uri, kind, declaration } = lens.data as LensData;
  await settled(uri);
  const analysis = analyses.of(normaliseUri(uri))?.analysis;
  const text = analysis && lensText(analysis, { kind, declaration }, await known());
  if (!text) return { ...lens, command: { title: '', command: '' } };
  const { title, page, places = [] } = text;
  if (places.length > 0) {
    const found = [uri, lens.range.start, places.map(translation.locationOf)];
    return { ...lens, command: { title, command: SHOW_REFERENCES, arguments: found } };
  }
  if (page === undefined) return { ...lens, command: { title, command: '' } };
  return { ...lens, command: { title, command: SHOW_PAGE, arguments: [pageUri(page, declaration, uri)] } };
}
