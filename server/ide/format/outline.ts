import type { Body, Parsed, Span, Statement, SyntaxFault } from '../../../grammar/ast.ts';
import { PlainLink } from '../../../grammar/plain-link.ts';
import { firstFrom } from '../../../grammar/spans.ts';
import type { Text } from '../../../grammar/text.ts';
import { isTidy } from './tidy-link.ts';

/** What formatting needs to know of the tree, by the offsets at which things start. */
export interface Outline {
  /** Sound statements, by their first offset. */
  readonly statements: ReadonlyMap<number, Statement>;
  /** Bodies of sound statements, by the offset of their `{`. */
  readonly openers: ReadonlyMap<number, Body>;
  /** The same bodies, by the offset of their `}`. */
  readonly closers: ReadonlyMap<number, Body>;
  /** The statements of the file, in order and apart; what is between them belongs to none. */
  readonly top: readonly Span[];
  /** Broken statements, in order and apart: their text stays as it is. */
  readonly frozen: readonly Span[];
  /** Links, in order, of which only the blanks before the colon may change. */
  readonly tidy: readonly PlainLink[];
}

/** Which statements of a file can be formatted, and where their bodies are. */
export function outlineOf(text: Text, { file, faults }: Parsed): Outline {
  const statements = new Map<number, Statement>();
  const openers = new Map<number, Body>();
  const closers = new Map<number, Body>();
  const frozen: Span[] = [];
  const tidy: PlainLink[] = [];

  const add = (all: readonly Statement[]): void => {
    for (const statement of all) {
      // The body of a tidy one stays as it is, and so do the blanks around it.
      if (statement instanceof PlainLink && isTidy(text, statement)) {
        tidy.push(statement);
        statements.set(statement.start, statement);
        continue;
      }
      const body = 'body' in statement ? statement.body : undefined;
      const nested = body?.statements ?? [];
      if (statement.broken || faultsIn(faults, statement).some((fault) => !isWithin(nested, fault))) {
        frozen.push(statement);
        continue;
      }
      statements.set(statement.start, statement);
      if (!body) continue;
      openers.set(body.start, body);
      closers.set(body.end - 1, body);
      add(nested);
    }
  };
  add(file.statements);
  return { statements, openers, closers, top: file.statements, frozen, tidy };
}

/** The one of some spans, in order and apart, that holds an offset. */
export function spanAt(spans: readonly Span[], offset: number): Span | undefined {
  const next = firstFrom(spans, offset + 1);
  const span = spans[next - 1];
  return span && offset < span.end ? span : undefined;
}

/** Faults that start in a statement. */
function faultsIn(faults: readonly SyntaxFault[], { start, end }: Span): readonly SyntaxFault[] {
  return faults.slice(firstFrom(faults, start), firstFrom(faults, end));
}

function isWithin(spans: readonly Span[], { start }: SyntaxFault): boolean {
  return spanAt(spans, start) !== undefined;
}
