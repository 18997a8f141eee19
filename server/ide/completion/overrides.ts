import type { Layer } from '../../model/part.ts';
import { type CompletionItem, hole, plainSnippet } from './item.ts';
import type { Situation } from './situation.ts';

/** Names that a body may take up from its bases: parameters to set anew, fabrics and ports to add to, links to replace. */
export function inheritedNames(situation: Situation, of: 'constant' | 'other'): readonly CompletionItem[] {
  const { rest, statement } = situation;
  const isBare = rest[0]?.image === '=';
  if (rest.length > 0 && !isBare) return [];
  if (of === 'constant') return parameters(situation, isBare);
  if (statement?.node === 'link') return links(situation);
  return statement?.node === 'declaration' ? parts(situation, statement.keyword.text) : [];
}

/** The bodies of the bases, and whether a name is still free in this body. */
function basesOf({ body, statement }: Situation): {
  readonly layers: readonly Layer[];
  readonly isOpen: (name: string) => boolean;
} {
  const layers = body.part?.layers.filter((layer) => layer.body.statements !== body.statements) ?? [];
  const here = new Set(
    body.statements.map((each) => (each !== statement && 'name' in each ? (each.name?.text ?? '') : '')),
  );
  return { layers, isOpen: (name) => name !== '' && !here.has(name) };
}

function parameters(situation: Situation, isBare: boolean): readonly CompletionItem[] {
  const { layers, isOpen } = basesOf(situation);
  const items = layers.flatMap(({ body, scope }) =>
    body.statements.flatMap((node): readonly CompletionItem[] => {
      if (node.node !== 'constant' || !isOpen(node.name.text)) return [];
      const value = scope.source.text.slice(node.value.start, node.value.end);
      const name = node.name.text;
      const snippet = isBare ? name : `${name} = ${hole(1, value)}`;
      return [{ label: name, sort: 'constant', detail: `parameter, = ${value}`, snippet, span: situation.word }];
    }),
  );
  return lastOfEach(items);
}

function links(situation: Situation): readonly CompletionItem[] {
  const { layers, isOpen } = basesOf(situation);
  const items = layers.flatMap(({ body, scope }) =>
    body.statements.flatMap((node): readonly CompletionItem[] => {
      if (node.node !== 'link' || node.broken || !isOpen(node.name.text)) return [];
      const end = (node.where ?? node.via ?? node.right)?.end ?? node.name.end;
      const written = scope.source.text.slice(node.name.start, end);
      if (written.includes('\n')) return [];
      const detail = 'replaces that of the base';
      return [{ label: node.name.text, sort: 'member', detail, snippet: plainSnippet(written), span: situation.word }];
    }),
  );
  return lastOfEach(items);
}

function parts(situation: Situation, keyword: string): readonly CompletionItem[] {
  const { layers, isOpen } = basesOf(situation);
  if (keyword !== 'fabric' && keyword !== 'port') return [];
  const items = layers.flatMap(({ body }) =>
    body.statements.flatMap((node): readonly CompletionItem[] => {
      if (node.node !== 'declaration' || node.keyword.text !== keyword || !isOpen(node.name?.text ?? '')) return [];
      const name = node.name?.text ?? '';
      const detail = 'adds to that of the base';
      return [{ label: name, sort: 'port', detail, snippet: `${name} { $1 }`, span: situation.word }];
    }),
  );
  return lastOfEach(items);
}

/** Of one name that several bases have, the last counts. */
function lastOfEach(items: readonly CompletionItem[]): readonly CompletionItem[] {
  return [...new Map(items.map((item) => [item.label, item])).values()];
}
