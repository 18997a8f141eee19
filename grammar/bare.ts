import type { Statement, StatementNode } from './ast.ts';

/** A statement as its own rule makes it: its span, documentation and brokenness are known when it is closed. */
export type Bare<Sort extends Statement> = Sort extends Statement ? Omit<Sort, keyof StatementNode> : never;
