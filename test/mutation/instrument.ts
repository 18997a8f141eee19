import { childrenOf, isNode, makesFixes, type Node } from './syntax.ts';

/** One small change of a source: a comparison that is another, or a guard that is not there. */
export interface Mutant {
  readonly id: number;
  readonly file: string;
  readonly line: number;
  /** `longest > reach` … */
  readonly text: string;
  /** … becomes `>=`. */
  readonly becomes: string;
}

/** A source in which each of its mutants can be switched on, by its number in `globalThis.topoMutant`. */
export interface Instrumented {
  readonly text: string;
  readonly mutants: readonly Mutant[];
}

/** What a comparison becomes: one that differs at the limit alone, and its opposite. */
const replacements: Readonly<Record<string, readonly string[]>> = {
  '<': ['<=', '>='],
  '<=': ['<', '>'],
  '>': ['>=', '<='],
  '>=': ['>', '<'],
  '===': ['!=='],
  '!==': ['==='],
};

/**
 * Makes the comparisons and the guards (`if (…) return` or `continue`) in parts of a source switchable. Tests for what is not
 * known, for types, of loops, and those that choose between words are left as they are.
 */
export function instrument(file: string, text: string, parts: readonly Node[], firstId: number): Instrumented {
  const mutants: Mutant[] = [];
  const edits: { readonly at: number; readonly remove: number; readonly insert: string }[] = [];
  const mutate = (node: Node, becomes: readonly string[]): number => {
    const id = firstId + mutants.length;
    const line = text.slice(0, node.start).split('\n').length;
    const shown = text.slice(node.start, node.end).replaceAll(/\s+/g, ' ');
    for (const each of becomes) mutants.push({ id: firstId + mutants.length, file, line, text: shown, becomes: each });
    return id;
  };
  for (const { node, spared } of parts.flatMap((part) => [...walk(part, text)])) {
    if (node.type === 'IfStatement' && isGuard(node)) {
      const test = node.test as Node;
      const id = mutate(test, ['false']);
      edits.push(
        { at: test.start, remove: 0, insert: `globalThis.topoGuard(${id}, ` },
        { at: test.end, remove: 0, insert: ')' },
      );
    }
    const others = replacements[String(node.operator)];
    if (node.type !== 'BinaryExpression' || !others || spared || isTypeTest(node)) continue;
    const [left, right] = [node.left as Node, node.right as Node];
    const at = left.end + text.slice(left.end, right.start).indexOf(String(node.operator));
    const id = mutate(node, others);
    edits.push(
      { at: node.start, remove: 0, insert: `globalThis.topoCompare(${id}, '${node.operator}', ` },
      { at, remove: String(node.operator).length, insert: ',' },
      { at: node.end, remove: 0, insert: ')' },
    );
  }
  return { text: applied(text, edits), mutants };
}

/** `if (…) return` or `continue` on more than that something is not known: without it a finding would be made. */
function isGuard(node: Node): boolean {
  const then = node.consequent as Node;
  const leaves = then.type === 'ReturnStatement' || then.type === 'ContinueStatement';
  return !node.alternate && leaves && !asksIfKnown(node.test as Node);
}

/** `!found`, `count === undefined`, and either of such. */
function asksIfKnown(test: Node): boolean {
  if (test.type === 'LogicalExpression') return asksIfKnown(test.left as Node) && asksIfKnown(test.right as Node);
  if (test.type === 'UnaryExpression')
    return test.operator === '!' && (test.argument as Node).type !== 'CallExpression';
  return test.type === 'BinaryExpression' && isTypeTest(test);
}

/** What is not known, and what is of another type, is no limit. */
function isTypeTest(node: Node): boolean {
  return [node.left as Node, node.right as Node].some(
    ({ type, name, value, operator }) =>
      (type === 'Identifier' && name === 'undefined') ||
      (type === 'Literal' && (value === null || typeof value === 'string')) ||
      (type === 'UnaryExpression' && operator === 'typeof'),
  );
}

/** All nodes that make no fixes; spared are those in the test of a loop, or of a choice between words. */
function* walk(node: Node, text: string, spared = false): Generator<{ readonly node: Node; readonly spared: boolean }> {
  if (makesFixes(node, text)) return;
  yield { node, spared };
  for (const [key, child] of childrenOf(node)) {
    const isLoopTest = key === 'test' && /^(?:For|While|DoWhile)Statement$/.test(node.type);
    const isWording =
      key === 'test' && node.type === 'ConditionalExpression' && [node.consequent, node.alternate].some(isWord);
    yield* walk(child, text, spared || isLoopTest || isWording);
  }
}

function isWord(node: unknown): boolean {
  if (!isNode(node)) return false;
  if (node.type === 'TemplateLiteral') return true;
  if (node.type === 'ConditionalExpression') return isWord(node.consequent) || isWord(node.alternate);
  return node.type === 'Literal' && typeof node.value === 'string';
}

function applied(
  text: string,
  edits: readonly { readonly at: number; readonly remove: number; readonly insert: string }[],
): string {
  // Of several insertions at one place the outer one, which was made first, opens first and closes last.
  const ordered = edits.map((edit, order) => ({ ...edit, order }));
  ordered.sort((a, b) => b.at - a.at || (a.insert === ')' ? a.order - b.order : b.order - a.order));
  return ordered.reduce((done, { at, remove, insert }) => done.slice(0, at) + insert + done.slice(at + remove), text);
}
