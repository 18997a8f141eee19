import type { Span } from '../../../grammar/ast.ts';
import type { Edit } from '../../checks/check.ts';

/** Something that can be written at a place. */
export interface CompletionItem {
  readonly label: string;
  readonly sort: ItemSort;
  /** One line beside the label. */
  readonly detail: string;
  /** What is written: a snippet, in which `${1:name}` stands for what is yet to be filled in. */
  readonly snippet: string;
  /** What is replaced. */
  readonly span: Span;
  /** Changes elsewhere in the file, such as an import. */
  readonly edits?: readonly Edit[];
  /** Documentation as Markdown, made when someone asks for it. */
  readonly doc?: () => string | undefined;
  /** Whether it is the one to take unless there is a reason not to. */
  readonly preferred?: boolean;
}

export type ItemSort =
  | 'keyword'
  | 'property'
  | 'block'
  | 'type'
  | 'module'
  | 'file'
  | 'folder'
  | 'member'
  | 'port'
  | 'constant'
  | 'variable'
  | 'value'
  | 'unit'
  | 'word'
  | 'rule';

/** A piece to be filled in. Several words are a choice. */
export function hole(number: number, ...words: readonly string[]): string {
  if (words.length > 1) return `\${${number}|${words.map((word) => word.replaceAll(/[,|\\}$]/g, '\\$&')).join(',')}|}`;
  return `\${${number}:${plainSnippet(words[0] ?? '')}}`;
}

/** Text in a snippet that is no piece to be filled in. */
export function plainSnippet(text: string): string {
  return text.replaceAll(/[\\$}]/g, '\\$&');
}

/** A snippet as text: each piece to be filled in as it is proposed, of a choice the first. */
export function textOf(snippet: string): string {
  return snippet
    .replaceAll(/\$\{\d+:((?:\\.|[^\\}])*)\}/g, '$1')
    .replaceAll(/\$\{\d+\|((?:\\.|[^\\,|])*)(?:\\.|[^\\|])*\|\}/g, '$1')
    .replaceAll(/\$\d+/g, '')
    .replaceAll(/\\([\\$},|])/g, '$1');
}
