import type { Body, Link, Statement } from '../../grammar/ast.ts';
import { nameOfLink } from './statement-slot.ts';

/** The links of a body by their names. */
export interface LinkNames {
  /** The link that counts among those of a name: the first. */
  first(name: string): Link | undefined;
  /** The names that several links have. */
  readonly twice: ReadonlySet<string>;
}

/** What has changed in the statements of a body. */
export interface BodyChange {
  readonly before: readonly Statement[];
  readonly removed: readonly Statement[];
  readonly added: readonly Statement[];
}

/** Names as they were when the body had these statements. */
interface Known extends LinkNames {
  statements: readonly Statement[];
  readonly links: Map<string, Link | Link[]>;
  readonly twice: Set<string>;
}

const knownOf = new WeakMap<Body, Known>();

/** The names of the links of a body. They are found once and kept, because there may be very many. */
export function linkNames(body: Body): LinkNames {
  const known = knownOf.get(body);
  if (known?.statements === body.statements) return known;
  const found = namesIn(body.statements);
  knownOf.set(body, found);
  return found;
}

/** Takes note that some statements of a body have given way to others. */
export function renameLinks(body: Body, { before, removed, added }: BodyChange): void {
  const known = knownOf.get(body);
  if (known?.statements !== before) return;
  for (const link of removed) if (link.node === 'link') drop(known, link);
  for (const link of added) if (link.node === 'link') add(known, link);
  known.statements = body.statements;
}

function namesIn(statements: readonly Statement[]): Known {
  const links = new Map<string, Link | Link[]>();
  const known: Known = {
    statements,
    links,
    twice: new Set(),
    first(name) {
      const found = links.get(name);
      return Array.isArray(found) ? found.reduce((a, b) => (b.start < a.start ? b : a)) : found;
    },
  };
  for (const statement of statements) if (statement.node === 'link') add(known, statement);
  return known;
}

function add({ links, twice }: Known, link: Link): void {
  const name = nameOfLink(link);
  const same = links.get(name);
  if (!same) links.set(name, link);
  else {
    twice.add(name);
    if (Array.isArray(same)) same.push(link);
    else links.set(name, [same, link]);
  }
}

function drop({ links, twice }: Known, link: Link): void {
  const name = nameOfLink(link);
  const same = links.get(name);
  if (!Array.isArray(same)) links.delete(name);
  else {
    const others = same.filter((each) => each !== link);
    const [only] = others;
    if (others.length > 1 || !only) links.set(name, others);
    else {
      links.set(name, only);
      twice.delete(name);
    }
  }
}
