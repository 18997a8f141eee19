import type { Import } from '../../grammar/ast.ts';
import type { Edit } from '../checks/check.ts';
import { placeOf, type Source } from '../model/source.ts';
import type { Known } from './known.ts';

/** Files, or folders with all that is in them, that are about to have another place; both without a slash at the end. */
export interface Move {
  readonly from: string;
  readonly to: string;
}

/**
 * What to change so that every import leads to the same file as before, whether that is moved, or the file in which the
 * import stands, or both. A file whose base name changes is still called by its old name.
 */
export function importEdits({ model, sources }: Known, moves: readonly Move[]): readonly Edit[] {
  return sources.flatMap((source) =>
    source.imports.flatMap((node): readonly Edit[] => {
      const target = model.program.target(source, node);
      if (target === undefined || !node.target || !('value' in node.target)) return [];
      const [from, to] = [moved(source.location, moves), moved(target, moves)];
      if (from === source.location && to === target) return [];
      return edited(source, node, node.target.value, relativePath(from, to));
    }),
  );
}

function edited(source: Source, node: Import, before: string, path: string): readonly Edit[] {
  if (!node.target || path === before) return [];
  const keepsName = node.alias !== undefined || baseName(before) === baseName(path);
  const text = `"${path.replaceAll(/["\\]/g, '\\$&')}"${keepsName ? '' : ` as ${baseName(before)}`}`;
  return [{ at: placeOf(source, node.target), text }];
}

function baseName(path: string): string {
  return (path.split('/').at(-1) ?? '').replace(/\.topo$/, '');
}

/** Where a file is after all moves. */
function moved(location: string, moves: readonly Move[]): string {
  const move = moves.find(({ from }) => location === from || location.startsWith(`${from}/`));
  return move ? move.to + location.slice(move.from.length) : location;
}

/** The path that leads from one file to another, as it is written in an import. */
function relativePath(from: string, to: string): string {
  const [left, right] = [from.split('/').slice(0, -1), to.split('/')];
  let shared = 0;
  while (shared < left.length && shared < right.length - 1 && left[shared] === right[shared]) shared++;
  const up = left.length - shared;
  const path = [...Array<string>(up).fill('..'), ...right.slice(shared).map(decoded)];
  return up === 0 ? `./${path.join('/')}` : path.join('/');
}

function decoded(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}
