import {
  type CallHierarchyIncomingCall,
  type CallHierarchyIncomingCallsParams,
  type CallHierarchyItem,
  type CallHierarchyOutgoingCall,
  type CallHierarchyOutgoingCallsParams,
  type CallHierarchyPrepareParams,
  type Range,
  SymbolKind,
} from 'vscode-languageserver';
import type { Analysis } from '../../checks/analyse.ts';
import { type Direction, type Stream, type StreamPart, streamPartsAt, streamsOf } from '../../ide/streams.ts';
import { formatCount } from '../../units/format.ts';
import type { Feature } from '../feature.ts';
import type { Session } from '../session.ts';
import { normaliseUri } from '../uri.ts';

/** What an item has to know to be asked further: the document whose networks are looked at. */
interface ItemData {
  readonly document: string;
}

/** What is upstream and downstream of a part: outgoing calls lead away from the accelerators, incoming ones come from them. */
export const callHierarchy: Feature = {
  announced: () => ({ callHierarchyProvider: true }),
  connect(connection, session, boundary) {
    const { callHierarchy: requests } = connection.languages;
    requests.onPrepare(
      boundary.request<CallHierarchyPrepareParams, CallHierarchyItem[] | null>(
        'textDocument/prepareCallHierarchy',
        null,
        ({ textDocument, position }) => {
          const open = session.analysed(textDocument.uri);
          if (!open) return null;
          const parts = streamPartsAt(open.analysis, open.lines.offsetAt(position));
          return parts.length === 0 ? null : parts.map((part) => itemOf(session, textDocument.uri, part, part.type));
        },
      ),
    );
    requests.onIncomingCalls(
      boundary.request<CallHierarchyIncomingCallsParams, CallHierarchyIncomingCall[]>(
        'callHierarchy/incomingCalls',
        [],
        ({ item }) =>
          calls(session, item, 'down').map(({ other, stream }) => ({
            from: other,
            fromRanges: rangesIn(session, stream, other),
          })),
      ),
    );
    requests.onOutgoingCalls(
      boundary.request<CallHierarchyOutgoingCallsParams, CallHierarchyOutgoingCall[]>(
        'callHierarchy/outgoingCalls',
        [],
        ({ item }) =>
          calls(session, item, 'up').map(({ other, stream }) => ({
            to: other,
            fromRanges: rangesIn(session, stream, item),
          })),
      ),
    );
  },
};

interface Call {
  readonly other: CallHierarchyItem;
  readonly stream: Stream;
}

function calls(session: Session, item: CallHierarchyItem, direction: Direction): readonly Call[] {
  const { document } = item.data as ItemData;
  const analysis = session.analyses.of(normaliseUri(document))?.analysis;
  const part = analysis && partOf(session, analysis, item);
  if (!analysis || !part) return [];
  return streamsOf(analysis, part, direction).map((stream) => {
    const links = `${formatCount(stream.count)} ${stream.count === 1 ? 'link' : 'links'}`;
    return { stream, other: itemOf(session, document, stream.part, `${stream.part.type}, ${links}`) };
  });
}

/** The part of an item, in the file in which it is written. */
function partOf({ translation }: Session, { model }: Analysis, item: CallHierarchyItem): StreamPart | undefined {
  const source = model.program.source(normaliseUri(item.uri)) ?? model.program.source(item.uri);
  if (!source) return undefined;
  const lines = translation.linesOf(source);
  const at = { source, ...lines.spanOf(item.selectionRange) };
  return { name: item.name, type: '', at, whole: { source, ...lines.spanOf(item.range) } };
}

function itemOf({ translation }: Session, document: string, part: StreamPart, detail: string): CallHierarchyItem {
  const { uri, range } = translation.locationOf(part.whole);
  const data: ItemData = { document };
  const selectionRange = translation.locationOf(part.at).range;
  return { name: part.name, kind: SymbolKind.Field, detail, uri, range, selectionRange, data };
}

/** The link statements where they stand in the file of an item; else the item itself, as another file has them. */
function rangesIn({ translation }: Session, { links }: Stream, item: CallHierarchyItem): Range[] {
  const ranges = links.map(translation.locationOf).filter(({ uri }) => uri === item.uri);
  return ranges.length > 0 ? ranges.map(({ range }) => range) : [item.selectionRange];
}
