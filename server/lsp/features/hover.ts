import type { Hover, HoverParams, MarkupContent } from 'vscode-languageserver';
import { withoutLinks } from '../../ide/hover/markdown.ts';
import { hoverAt } from '../../ide/hover.ts';
import type { Feature } from '../feature.ts';
import type { Session } from '../session.ts';

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
  const contents: MarkupContent = support.markdownHovers
    ? { kind: 'markdown', value: found.markdown }
    : { kind: 'plaintext', value: withoutLinks(found.markdown) };
  return { contents, range: open.lines.rangeOf(found.span) };
}
