import type { Statement } from '../../grammar/ast.ts';
import type { Source } from './source.ts';

/** The innermost statement of a file around an offset; what stands in a link counts as a part of the link. */
export function statementAt({ parsed }: Source, offset: number): Statement | undefined {
  let found: Statement | undefined;
  let { statements } = parsed.file;
  for (;;) {
    const inner = lastFrom(statements, offset);
    if (!inner || offset > inner.end) return found;
    found = inner;
    if (inner.node === 'link' || !('body' in inner) || !inner.body || offset <= inner.body.start) return found;
    ({ statements } = inner.body);
  }
}

/** The last statement that starts at an offset or before it. */
function lastFrom(statements: readonly Statement[], offset: number): Statement | undefined {
  let low = 0;
  let high = statements.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((statements[middle]?.start ?? 0) <= offset) low = middle + 1;
    else high = middle;
  }
  return statements[low - 1];
}
