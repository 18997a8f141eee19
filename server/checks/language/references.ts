import type { Expr, Statement, TypeRef, Value } from '../../../grammar/ast.ts';
import { PlainLink } from '../../../grammar/plain-link.ts';

/** The types that a statement names in its own text, without what stands in its body. */
export function typesIn(node: Statement): readonly TypeRef[] {
  if (node.node === 'declaration') return node.base ? [node.base] : [];
  if (node.node === 'member') return node.type ? [node.type] : [];
  return node.node === 'link' && node.via ? [node.via] : [];
}

/** The paths of all references in a statement's own text. */
export function referencesIn(node: Statement): readonly (readonly string[])[] {
  // Its indexes are digits: it need not grow them.
  if (node instanceof PlainLink) return [];
  switch (node.node) {
    case 'declaration':
    case 'member':
      return (node.dims ?? []).flatMap(pathsIn);
    case 'constant':
    case 'property':
      return pathsIn(node.value);
    case 'link': {
      const indexes = [node.left, node.right]
        .flatMap((end) => end?.segments ?? [])
        .flatMap((segment) => segment.indexes ?? []);
      const inIndexes = indexes.flatMap((index) =>
        index.node === 'at' ? [index.value] : index.node === 'range' ? [index.from, index.to] : [],
      );
      return [node.count, node.where, ...inIndexes].flatMap((expr) => (expr ? pathsIn(expr) : []));
    }
    default:
      return [];
  }
}

function pathsIn(value: Value | Expr): readonly (readonly string[])[] {
  switch (value.node) {
    case 'reference':
      return [value.path.map((name) => name.text)];
    case 'list':
      return value.items.flatMap(pathsIn);
    case 'unary':
      return pathsIn(value.operand);
    case 'binary':
      return [...pathsIn(value.left), ...pathsIn(value.right)];
    default:
      return [];
  }
}
