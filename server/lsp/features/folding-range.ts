import { type FoldingRange, FoldingRangeKind, type FoldingRangeParams } from 'vscode-languageserver';
import { type Fold, foldsIn } from '../../ide/folding.ts';
import type { Feature } from '../feature.ts';
import type { Session } from '../session.ts';

export const foldingRange: Feature = {
  announced: () => ({ foldingRangeProvider: true }),
  connect(connection, session, boundary) {
    connection.onFoldingRanges(
      boundary.request('textDocument/foldingRange', [], (params: FoldingRangeParams) => answer(session, params)),
    );
  },
};

/** Most editors fold whole lines: the line of the closing brace stays. */
function answer({ analysed }: Session, { textDocument }: FoldingRangeParams): FoldingRange[] {
  const open = analysed(textDocument.uri);
  if (!open) return [];
  return foldsIn(open.analysis).flatMap((fold): readonly FoldingRange[] => {
    const { start, end } = open.lines.rangeOf(fold);
    const endLine = fold.of === 'body' ? end.line - 1 : end.line;
    if (endLine <= start.line) return [];
    const kind = kinds[fold.of];
    return [{ startLine: start.line, endLine, ...(kind === undefined ? {} : { kind }) }];
  });
}

const kinds: Readonly<Record<Fold['of'], FoldingRangeKind | undefined>> = {
  body: undefined,
  imports: FoldingRangeKind.Imports,
  comment: FoldingRangeKind.Comment,
};
