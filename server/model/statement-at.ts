import type { Statement } from '../../grammar/ast.ts';
import { lastFrom } from '../../grammar/spans.ts';
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
