import { catalogLocation, modules } from '../../catalog/modules.ts';
import { importHover } from '../hover/import.ts';
import type { CompletionItem } from './item.ts';
import type { Situation } from './situation.ts';

/** What stands in a folder, by the path that leads there from the file; undefined where nobody can tell. */
export type ListFolder = (path: string) => readonly string[] | undefined;

/** Built-in modules that are not imported, and files beside this one. */
export function moduleItems(situation: Situation, list: ListFolder): readonly CompletionItem[] {
  const { analysis, word, string } = situation;
  if (string) return fileItems(situation, list, string.typed, string);
  const { model, source } = analysis;
  const imported = new Set(
    source.imports.flatMap((node) => (node === situation.statement ? [] : [model.program.target(source, node)])),
  );
  const builtIn = [...modules.keys()].filter((name) => !imported.has(catalogLocation(name)));
  const items = builtIn.map((name): CompletionItem => {
    return {
      label: name,
      sort: 'module',
      detail: 'built-in',
      snippet: name,
      span: word,
      doc: () =>
        importHover(analysis, {
          node: 'import',
          target: { text: name, ...word },
          alias: undefined,
          doc: '',
          broken: false,
          ...word,
        }),
    };
  });
  return [...items, ...fileItems(situation, list, './', undefined)];
}

/** Files and folders that a path may go on with; a whole path in quotes where none is begun. */
function fileItems(
  { analysis, word }: Situation,
  list: ListFolder,
  typed: string,
  string: { readonly start: number; readonly end: number } | undefined,
): readonly CompletionItem[] {
  const folder = /^.*\//.exec(typed)?.[0] ?? './';
  const self = analysis.source.location.split('/').at(-1);
  const names = (list(folder) ?? []).filter((name) => !(folder === './' && name === self));
  return names.flatMap((name): readonly CompletionItem[] => {
    const path = `${folder}${name}`;
    const isFolder = name.endsWith('/');
    if (/["\\$}]/.test(path) || (!isFolder && !name.endsWith('.topo'))) return [];
    const span = string ? { start: string.start, end: string.end } : word;
    return [
      { label: path, sort: isFolder ? 'folder' : 'file', detail: '', snippet: string ? path : `"${path}"`, span },
    ];
  });
}
