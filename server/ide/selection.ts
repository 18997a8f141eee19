import type { Span } from '../../grammar/ast.ts';
import { lastFrom } from '../../grammar/spans.ts';
import type { Text } from '../../grammar/text.ts';
import type { Analysis } from '../checks/analyse.ts';

/** What lies around an offset, from the word out to the whole file: each span is larger than the one before. */
export function selectionsAt({ source }: Analysis, offset: number): readonly Span[] {
  const { text, parsed } = source;
  const around: Span[] = [];
  for (let node: object | undefined = parsed.file; node; node = childAt(node, offset)) {
    if (!isSpan(node)) continue;
    around.push({ start: node.start, end: node.end });
    const inner = innerOf(text, node);
    if (inner && touches(inner, offset)) around.push(inner);
  }
  const growing = around.reverse();
  return growing.filter((span, i) => {
    const before = growing[i - 1];
    return span.end > span.start && !(before && before.start === span.start && before.end === span.end);
  });
}

/** The child of a node of the tree that an offset touches; where it stands between two, the one behind. */
function childAt(node: object, offset: number): object | undefined {
  const touching = Object.values(node).flatMap((value): readonly Span[] => {
    const child = Array.isArray(value) ? lastFrom(value, offset) : value;
    return isSpan(child) && touches(child, offset) ? [child] : [];
  });
  return touching.sort((a, b) => b.start - a.start || a.end - b.end)[0];
}

/** What stands between braces or quotes. */
function innerOf(text: Text, node: Span & { readonly node?: unknown }): Span | undefined {
  if (node.node !== 'body' && node.node !== 'string') return undefined;
  const { start, end } = node;
  const closed = end > start + 1 && '}"'.includes(text.charAt(end - 1));
  const inner = { start: start + 1, end: closed ? end - 1 : end };
  if (node.node === 'string') return inner;
  const piece = text.slice(inner.start, inner.end);
  const from = inner.start + piece.length - piece.trimStart().length;
  return { start: from, end: Math.max(from, inner.start + piece.trimEnd().length) };
}

function touches({ start, end }: Span, offset: number): boolean {
  return start <= offset && offset <= end;
}

function isSpan(value: unknown): value is Span {
  return typeof value === 'object' && value !== null && 'start' in value && 'end' in value;
}
