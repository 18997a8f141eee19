import type { Position, SelectionRange, SelectionRangeParams } from 'vscode-languageserver';
import { selectionsAt } from '../../ide/selection.ts';
import type { Feature } from '../feature.ts';
import type { Session } from '../session.ts';

export const selectionRange: Feature = {
  announced: () => ({ selectionRangeProvider: true }),
  connect(connection, session, boundary) {
    connection.onSelectionRanges(
      boundary.request<SelectionRangeParams, SelectionRange[] | null>('textDocument/selectionRange', null, (params) =>
        answer(session, params),
      ),
    );
  },
};

/** One chain for each position, each range within the next. */
function answer({ analysed }: Session, { textDocument, positions }: SelectionRangeParams): SelectionRange[] | null {
  const open = analysed(textDocument.uri);
  if (!open) return null;
  const { analysis, lines } = open;
  return positions.map((position: Position): SelectionRange => {
    const spans = selectionsAt(analysis, lines.offsetAt(position));
    const outer = spans.reduceRight<SelectionRange | undefined>(
      (parent, span) => ({ range: lines.rangeOf(span), ...(parent ? { parent } : {}) }),
      undefined,
    );
    return outer ?? { range: { start: position, end: position } };
  });
}
