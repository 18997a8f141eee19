import { parseAst } from 'vitest/node';

/** A node of a syntax tree, as far as it matters here. */
export interface Node {
  readonly type: string;
  readonly start: number;
  readonly end: number;
  readonly [key: string]: unknown;
}

export function parseSource(text: string): Node {
  return parseAst(text, { lang: 'ts' }) as unknown as Node;
}

export function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && 'type' in value && 'start' in value;
}

/** The nodes directly in a node, each with the name under which it stands there. */
export function* childrenOf(node: Node): Generator<readonly [string, Node]> {
  for (const [key, value] of Object.entries(node)) {
    for (const child of Array.isArray(value) ? value : [value]) if (isNode(child)) yield [key, child];
  }
}

/**
 * Whether a node makes fixes: the property `fixes`, or a function of which the type says so. What they weigh decides no
 * finding, and their titles stand in the fixtures.
 */
export function makesFixes(node: Node, text: string): boolean {
  if (node.type === 'Property') return isNode(node.key) && node.key.name === 'fixes' && isNode(node.value);
  const { returnType } = node;
  return isNode(returnType) && /\b(?:Fix|Edit|Move)\b/.test(text.slice(returnType.start, returnType.end));
}
