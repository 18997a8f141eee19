import type { Statement } from '../../grammar/ast.ts';
import { catalogScheme } from '../catalog/modules.ts';
import { type Place, placeOf, type Source } from '../model/source.ts';
import type { Known } from './known.ts';
import { nameOf, statementsIn } from './rows.ts';
import type { OutlineSymbol } from './symbols.ts';

/** Something that a file of the workspace declares. */
export interface WorkspaceSymbol {
  readonly name: string;
  readonly sort: OutlineSymbol['sort'];
  /** The name where it is written. */
  readonly at: Place;
  /** The names of what encloses it, joined by dots; empty at the top of a file. */
  readonly within: string;
}

/** More symbols than these nobody reads. */
const MOST_SYMBOLS = 500;

/**
 * What the files of the workspace declare whose name has the letters of a query in their order, the shortest names
 * first. The built-in catalog is not of the workspace.
 */
export function symbolsLike({ sources }: Known, query: string): readonly WorkspaceSymbol[] {
  const found: WorkspaceSymbol[] = [];
  for (const source of sources) {
    if (source.location.startsWith(`${catalogScheme}:`)) continue;
    for (const symbol of symbolsUnder(source, source.parsed.file.statements, ''))
      if (hasLetters(symbol.name, query)) found.push(symbol);
  }
  return found.sort((a, b) => a.name.length - b.name.length).slice(0, MOST_SYMBOLS);
}

function* symbolsUnder(source: Source, statements: readonly Statement[], within: string): Generator<WorkspaceSymbol> {
  for (const node of statements) {
    const sort = sortOf(node);
    const name = node.node === 'link' ? nameOf(node) : sort && 'name' in node ? node.name : undefined;
    if (sort && name && name.text !== '') yield { name: name.text, sort, at: placeOf(source, name), within };
    const inner = name ? [within, name.text].filter((each) => each !== '').join('.') : within;
    yield* symbolsUnder(source, statementsIn(node), inner);
  }
}

function sortOf(node: Statement): OutlineSymbol['sort'] | undefined {
  if (node.node === 'member' || node.node === 'link' || node.node === 'constant') return node.node;
  if (node.node !== 'declaration') return undefined;
  return node.keyword.text === 'port' || node.keyword.text === 'fabric' ? node.keyword.text : 'type';
}

/** Whether a name has the letters of a query in their order, as in `sp` for `SuperPod`. */
function hasLetters(name: string, query: string): boolean {
  const letters = name.toLowerCase();
  let from = 0;
  for (const letter of query.toLowerCase()) {
    const at = letters.indexOf(letter, from);
    if (at < 0) return false;
    from = at + 1;
  }
  return true;
}
