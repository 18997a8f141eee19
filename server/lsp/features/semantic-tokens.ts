import type {
  SemanticTokens,
  SemanticTokensDelta,
  SemanticTokensDeltaParams,
  SemanticTokensParams,
  SemanticTokensRangeParams,
} from 'vscode-languageserver';
import type { Span } from '../../../grammar/ast.ts';
import { semanticTokensIn, tokenModifiers, tokenTypes } from '../../ide/semantic-tokens.ts';
import type { Boundary } from '../boundary.ts';
import type { Feature } from '../feature.ts';
import { createRecent } from '../recent.ts';
import type { Session } from '../session.ts';
import { normaliseUri } from '../uri.ts';

const nothing: SemanticTokens = { data: [] };

export const semanticTokens: Feature = {
  announced: () => ({
    semanticTokensProvider: {
      legend: { tokenTypes: [...tokenTypes], tokenModifiers: [...tokenModifiers] },
      full: { delta: true },
      range: true,
    },
  }),
  connect(connection, session, boundary: Boundary) {
    const sent = createSent();
    const { semanticTokens: requests } = connection.languages;
    requests.on(
      boundary.request('textDocument/semanticTokens/full', nothing, ({ textDocument }: SemanticTokensParams) =>
        sent.whole(textDocument.uri, dataOf(session, textDocument.uri)),
      ),
    );
    requests.onDelta(
      boundary.request<SemanticTokensDeltaParams, SemanticTokens | SemanticTokensDelta>(
        'textDocument/semanticTokens/full/delta',
        nothing,
        ({ textDocument, previousResultId }) =>
          sent.delta(textDocument.uri, dataOf(session, textDocument.uri), previousResultId),
      ),
    );
    requests.onRange(
      boundary.request('textDocument/semanticTokens/range', nothing, (params: SemanticTokensRangeParams) => {
        const lines = session.analysed(params.textDocument.uri)?.lines;
        return { data: dataOf(session, params.textDocument.uri, lines?.spanOf(params.range)) };
      }),
    );
  },
};

/**
 * Of a text longer than this, in characters, the plain links are coloured only in the range that an editor shows: all
 * their tokens would be millions of numbers after each key.
 */
const LONGEST_COLOURED = 2 ** 20;

/** Tokens in the form of the protocol: five numbers each, places as the distance from the token before. */
function dataOf({ analysed }: Session, uri: string, range?: Span): number[] {
  const open = analysed(uri);
  if (!open) return [];
  const { analysis, lines } = open;
  const data: number[] = [];
  let before = { line: 0, character: 0 };
  const whole = { start: 0, end: lines.text.length };
  const tokens = range
    ? semanticTokensIn(analysis, range)
    : semanticTokensIn(analysis, whole, lines.text.length <= LONGEST_COLOURED);
  for (const token of tokens) {
    const { start, end } = lines.rangeOf(token);
    const isSameLine = start.line === before.line;
    const modifiers = token.modifiers.reduce((bits, each) => bits | (1 << tokenModifiers.indexOf(each)), 0);
    data.push(
      start.line - before.line,
      isSameLine ? start.character - before.character : start.character,
      end.character - start.character,
      tokenTypes.indexOf(token.type),
      modifiers,
    );
    before = start;
  }
  return data;
}

/** Documents of which it is known what was sent; of others all is sent again. */
const MOST_SENT = 100;

/** What was sent last of each document, so that only what differs from it is sent. */
function createSent(): {
  whole(uri: string, data: number[]): SemanticTokens;
  delta(uri: string, data: number[], previous: string): SemanticTokens | SemanticTokensDelta;
} {
  const latest = createRecent<string, { readonly resultId: string; readonly data: readonly number[] }>(MOST_SENT);
  let count = 0;
  const keep = (uri: string, data: number[]): SemanticTokens & { readonly resultId: string } => {
    const resultId = `${++count}`;
    latest.set(normaliseUri(uri), { resultId, data });
    return { resultId, data };
  };
  return {
    whole: keep,
    delta(uri, data, previous) {
      const known = latest.get(normaliseUri(uri));
      const { resultId } = keep(uri, data);
      if (known?.resultId !== previous) return { resultId, data };
      return { resultId, edits: difference(known.data, data) };
    },
  };
}

/** The one edit between what both begin and end with. */
function difference(before: readonly number[], after: readonly number[]): SemanticTokensDelta['edits'] {
  const shorter = Math.min(before.length, after.length);
  let start = 0;
  while (start < shorter && before[start] === after[start]) start++;
  let end = 0;
  while (end < shorter - start && before.at(-1 - end) === after.at(-1 - end)) end++;
  if (start === before.length && start === after.length) return [];
  return [{ start, deleteCount: before.length - end - start, data: after.slice(start, after.length - end) }];
}
