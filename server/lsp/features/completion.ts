import {
  type CompletionItem,
  CompletionItemKind,
  type CompletionParams,
  CompletionTriggerKind,
  InsertTextFormat,
  MarkupKind,
} from 'vscode-languageserver';
import { type CompletionItem as Completion, type ItemSort, textOf } from '../../ide/completion/item.ts';
import { completionsAt } from '../../ide/completion.ts';
import type { ClientSupport } from '../client-support.ts';
import type { Feature } from '../feature.ts';
import type { Session } from '../session.ts';
import type { Lines } from '../text.ts';

export const completion: Feature = {
  announced: () => ({
    completionProvider: { triggerCharacters: ['.', '[', ' ', '=', '"', '/'], resolveProvider: true },
  }),
  connect(connection, session, boundary) {
    const offered = createOffered();
    connection.onCompletion(
      boundary.request<CompletionParams, CompletionItem[]>('textDocument/completion', [], async (params) => {
        const open = session.analysed(params.textDocument.uri);
        if (!open) return [];
        const items = await itemsFor(session, params);
        const list = offered.keep(items);
        return items.map((item, index) => itemOf(item, open.lines, session.support, { list, index }));
      }),
    );
    connection.onCompletionResolve(
      boundary.request<CompletionItem, CompletionItem>('completionItem/resolve', { label: '' }, (item) => {
        const value = offered.docOf(item.data);
        const kind = session.support.markdownCompletions ? MarkupKind.Markdown : MarkupKind.PlainText;
        return value === undefined ? item : { ...item, documentation: { kind, value } };
      }),
    );
  },
};

/** The items; folders that they ask for are listed first. */
async function itemsFor(session: Session, params: CompletionParams): Promise<readonly Completion[]> {
  const { position, textDocument, context } = params;
  const { triggerKind, triggerCharacter } = context ?? {};
  const onBlank = triggerKind === CompletionTriggerKind.TriggerCharacter && triggerCharacter === ' ';
  const folders = new Map<string, readonly string[] | undefined>();
  for (;;) {
    const open = session.analysed(textDocument.uri);
    if (!open) return [];
    const missing: string[] = [];
    const list = (path: string): readonly string[] | undefined => {
      if (!folders.has(path)) missing.push(path);
      return folders.get(path);
    };
    const items = completionsAt(open.analysis, { offset: open.lines.offsetAt(position), onBlank, list });
    if (missing.length === 0) return items;
    for (const path of missing) folders.set(path, await session.list(textDocument.uri, path));
  }
}

function itemOf(item: Completion, lines: Lines, support: ClientSupport, data: ItemData): CompletionItem {
  const { label, detail, snippet, span, edits, preferred } = item;
  const text = textOf(snippet);
  const isSnippet = support.snippets && snippet !== text;
  return {
    label,
    kind: kinds[item.sort],
    sortText: String(data.index).padStart(5, '0'),
    textEdit: { range: lines.rangeOf(span), newText: isSnippet ? snippet : text },
    ...(isSnippet ? { insertTextFormat: InsertTextFormat.Snippet } : {}),
    ...(detail === '' ? {} : support.labelDetails ? { labelDetails: { description: detail } } : { detail }),
    ...(edits && edits.length > 0
      ? { additionalTextEdits: edits.map(({ at, text }) => ({ range: lines.rangeOf(at), newText: text })) }
      : {}),
    ...(preferred ? { preselect: true } : {}),
    data,
  };
}

/** Names an item of a list that was offered. */
interface ItemData {
  readonly list: number;
  readonly index: number;
}

/** The items that were offered last: their documentation is made when the editor shows it. */
function createOffered(): { keep(items: readonly Completion[]): number; docOf(data: unknown): string | undefined } {
  let latest: readonly Completion[] = [];
  let count = 0;
  return {
    keep(items) {
      latest = items;
      return ++count;
    },
    docOf(data) {
      if (typeof data !== 'object' || data === null || Reflect.get(data, 'list') !== count) return undefined;
      const index: unknown = Reflect.get(data, 'index');
      return typeof index === 'number' ? latest[index]?.doc?.() : undefined;
    },
  };
}

const kinds: Readonly<Record<ItemSort, CompletionItemKind>> = {
  keyword: CompletionItemKind.Keyword,
  property: CompletionItemKind.Property,
  block: CompletionItemKind.Struct,
  type: CompletionItemKind.Class,
  module: CompletionItemKind.Module,
  file: CompletionItemKind.File,
  folder: CompletionItemKind.Folder,
  member: CompletionItemKind.Field,
  port: CompletionItemKind.Interface,
  constant: CompletionItemKind.Constant,
  variable: CompletionItemKind.Variable,
  value: CompletionItemKind.Value,
  unit: CompletionItemKind.Unit,
  word: CompletionItemKind.EnumMember,
  rule: CompletionItemKind.EnumMember,
};
