import { type InlayHint, InlayHintKind, type InlayHintParams } from 'vscode-languageserver';
import { type HintKind, hintKinds, inlayHintsIn } from '../../ide/inlay-hints.ts';
import type { Feature } from '../feature.ts';
import type { Session } from '../session.ts';

/** What follows from the text, shown within it: derived lengths, totals, ratios, loads. */
export const inlayHint: Feature = {
  announced: () => ({ inlayHintProvider: true }),
  connect(connection, session, boundary) {
    connection.languages.inlayHint.on(
      boundary.request('textDocument/inlayHint', [], (params: InlayHintParams) => answer(session, params)),
    );
    session.settings.whenChanged(() => {
      if (!session.support.refreshesHints) return;
      connection.languages.inlayHint.refresh().catch(boundary.failed('workspace/inlayHint/refresh'));
    });
  },
};

async function answer(session: Session, { textDocument, range }: InlayHintParams): Promise<InlayHint[]> {
  const { analysed, settings, settled } = session;
  const isOn = await settings.shown('inlayHints', textDocument.uri);
  await settled(textDocument.uri);
  const open = analysed(textDocument.uri);
  if (!open) return [];
  const kinds = new Set(hintKinds.filter((kind: HintKind) => isOn(kind)));
  return inlayHintsIn(open.analysis, open.lines.spanOf(range), kinds).map(({ offset, label, tooltip }) => ({
    position: open.lines.positionAt(offset),
    label,
    tooltip,
    kind: InlayHintKind.Type,
    paddingLeft: true,
  }));
}
