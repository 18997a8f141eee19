import type { Body, FileNode, Span, Statement, SyntaxFault } from './ast.ts';
import { PlainLink } from './plain-link.ts';

/**
 * Faults of statements that stand where they may not: the parser takes any statement anywhere, so that a brace too many
 * or too few does not change how the statements behind it are read.
 */
export function misplaced(file: FileNode): readonly SyntaxFault[] {
  const faults: SyntaxFault[] = [];
  // One of a row is enough: the others lost the same brace.
  let row = false;
  for (const statement of file.statements) {
    const message = topLevel.has(statement.node) ? undefined : 'Here stands an import, a declaration or a "let".';
    if (message && !row && !statement.broken) faults.push({ ...firstWord(statement), message });
    row = message !== undefined;
    addImports(bodyOf(statement), faults);
  }
  return faults;
}

const topLevel: ReadonlySet<Statement['node']> = new Set(['import', 'declaration', 'constant', 'allow'] as const);

function addImports(body: Body | undefined, faults: SyntaxFault[]): void {
  for (const statement of body?.statements ?? []) {
    if (statement.node === 'import' && !statement.broken) {
      faults.push({ ...firstWord(statement), message: 'An import stands at the top of the file.' });
    }
    addImports(bodyOf(statement), faults);
  }
}

function bodyOf(statement: Statement): Body | undefined {
  // Plain links have nothing in their bodies that could be misplaced, and too many would have to be looked at.
  return 'body' in statement && !(statement instanceof PlainLink) ? statement.body : undefined;
}

/** The name of a member or property, and the keyword of any other, which is called like the node. */
function firstWord(statement: Statement): Span {
  if (statement.node === 'member' || statement.node === 'property') return span(statement.name);
  return { start: statement.start, end: statement.start + Math.max(1, statement.node.length) };
}

function span({ start, end }: Span): Span {
  return { start, end };
}
