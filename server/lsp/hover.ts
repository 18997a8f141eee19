import type { Hover, HoverParams } from 'vscode-languageserver';
import { hoverAt } from '../ide/hover.ts';
import type { Feature } from './feature.ts';
import type { Session } from './session.ts';

export const hover: Feature = {
  announced: () => ({ hoverProvider: true }),
  connect(connection, session, boundary) {
    connection.onHover(boundary.request('textDocument/hover', null, (params: HoverParams) => answer(session, params)));
  },
};

function answer({ analysed, support }: Session, { textDocument, position }: HoverParams): Hover | null {
  const open = analysed(textDocument.uri);
  const found = open && hoverAt(open.analysis, open.lines.offsetAt(position));
  if (!found) return null;
  return {
    contents: { kind: support.markdownHovers ? 'markdown' : 'plaintext', value: found.markdown },
    range: open.lines.rangeOf(found.span),
  };
}
