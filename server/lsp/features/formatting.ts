import type {
  DocumentFormattingParams,
  DocumentOnTypeFormattingParams,
  DocumentRangeFormattingParams,
  TextEdit,
} from 'vscode-languageserver';
import { finishedBy } from '../../ide/format/typed.ts';
import { type FormatEdit, formattingEdits } from '../../ide/format.ts';
import type { Source } from '../../model/source.ts';
import type { Feature } from '../feature.ts';
import type { Session } from '../session.ts';
import type { Lines } from '../text.ts';

/** Formats a document, a range of it, or what was just typed: a body, or a line. */
export const formatting: Feature = {
  announced: () => ({
    documentFormattingProvider: true,
    documentRangeFormattingProvider: true,
    documentOnTypeFormattingProvider: { firstTriggerCharacter: '}', moreTriggerCharacter: ['\n'] },
  }),
  connect(connection, session, boundary) {
    connection.onDocumentFormatting(
      boundary.request('textDocument/formatting', [], ({ textDocument }: DocumentFormattingParams) =>
        formatted(session, textDocument.uri, (edits) => edits),
      ),
    );
    connection.onDocumentRangeFormatting(
      boundary.request('textDocument/rangeFormatting', [], ({ textDocument, range }: DocumentRangeFormattingParams) =>
        formatted(session, textDocument.uri, (edits, lines) => {
          const { start, end } = lines.spanOf(range);
          return edits.filter((edit) => start <= edit.end && edit.start <= end);
        }),
      ),
    );
    connection.onDocumentOnTypeFormatting(
      boundary.request('textDocument/onTypeFormatting', [], (params: DocumentOnTypeFormattingParams) =>
        formatted(session, params.textDocument.uri, (edits, lines, source) => {
          const finished = finishedBy(params.ch, source, lines.offsetAt(params.position));
          return edits.filter(({ start, end }) => finished && finished.start <= start && end <= finished.end);
        }),
      ),
    );
  },
};

/** Those of a document’s formatting edits that are asked for. */
function formatted(
  { analysed }: Session,
  uri: string,
  asked: (edits: readonly FormatEdit[], lines: Lines, source: Source) => readonly FormatEdit[],
): TextEdit[] {
  const open = analysed(uri);
  if (!open) return [];
  const { source } = open.analysis;
  return asked(formattingEdits(source), open.lines, source).map((edit) => ({
    range: open.lines.rangeOf(edit),
    newText: edit.text,
  }));
}
