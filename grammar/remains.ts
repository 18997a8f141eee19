import type { Statement } from './ast.ts';
import { kinds } from './kinds.ts';

/** Kinds of which a part has its own: the word alone may be such a thing already. */
const ofParts: ReadonlySet<string> = new Set(['port', 'fabric', 'workload', 'policy']);

/**
 * Whether a statement is but the remains of one that somebody is writing, and declares nothing: `l`, `lin`, `power`, or
 * `liank c7 : a`, which has the looks of a declaration whose kind is not known. Of its body nothing counts.
 */
export function isRemains(statement: Statement): boolean {
  if (statement.node !== 'declaration' || !statement.broken) return false;
  const { keyword, name, body } = statement;
  if (!name) return !body && !ofParts.has(keyword.text);
  return !kinds.has(keyword.text) && (body?.statements ?? []).every(({ node }) => node === 'property');
}
