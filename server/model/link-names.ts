import type { Body, Link, Statement } from '../../grammar/ast.ts';
import { PlainLink } from '../../grammar/plain-link.ts';
import type { TreeChange } from '../../grammar/reparse.ts';
import { nameOfLink } from './statement-slot.ts';

/** The links of a body by their names. */
export interface LinkNames {
  /** The link that counts among those of a name: the first. */
  first(name: string): Link | undefined;
  /** All links of a name, in the order written. */
  all(name: string): readonly Link[];
  /** The names that several links have. */
  readonly twice: ReadonlySet<string>;
  /** Those worth a look, see `sparseStatements`. */
  readonly sparse: readonly Statement[];
}

/** Of fewer statements each is looked at: that costs less than to find out which are worth it. */
const MANY = 16;

/**
 * The statements of a body without plain links of which nothing is to be said that is not said of others: that name a
 * cable which another names, and have a name of their own.
 */
export function sparseStatements(body: Body): readonly Statement[] {
  return body.statements.length < MANY ? body.statements : linkNames(body).sparse;
}

/** What has changed in the statements of a body: from one of them on, some have given way to others. */
export type BodyChange = Pick<TreeChange, 'from' | 'removed' | 'added'>;

interface Known extends LinkNames {
  readonly statements: readonly Statement[];
  /** The link of each name; several in the order written. */
  readonly links: Map<string, Link | Link[]>;
  readonly twice: Set<string>;
  worth: readonly Statement[] | undefined;
  /** Of the plain links, by what they name as their cable. */
  readonly cables: Map<string, Cable>;
}

interface Cable {
  /** The one that is worth a look for all. */
  shown: PlainLink;
  links: number;
}

const knownOf = new WeakMap<Body, Known>();

/** The names of the links of a body. They are found once and kept, because there may be very many. */
export function linkNames(body: Body): LinkNames {
  const known = knownOf.get(body) ?? namesIn(body.statements);
  knownOf.set(body, known);
  return known;
}

/** Takes note that some statements of a body have given way to others. */
export function renameLinks(body: Body, { removed, added }: BodyChange): void {
  const known = knownOf.get(body);
  if (!known) return;
  for (const link of removed) if (link.node === 'link') drop(known, link);
  for (const link of added) if (link.node === 'link') add(known, link);
  if (known.worth) known.worth = worthNow(known, known.worth, removed, added);
}

function namesIn(statements: readonly Statement[]): Known {
  const links = new Map<string, Link | Link[]>();
  const known: Known = {
    statements,
    links,
    twice: new Set(),
    worth: undefined,
    cables: new Map(),
    get sparse() {
      known.worth ??= worthALook(known);
      return known.worth;
    },
    first(name) {
      const found = links.get(name);
      return Array.isArray(found) ? found[0] : found;
    },
    all(name) {
      const found = links.get(name) ?? [];
      return Array.isArray(found) ? found : [found];
    },
  };
  for (const statement of statements) if (statement.node === 'link') add(known, statement);
  return known;
}

function worthALook({ statements, twice, cables }: Known): readonly Statement[] {
  cables.clear();
  return statements.filter((statement) => {
    if (!(statement instanceof PlainLink)) return true;
    return countIn(cables, statement) || twice.has(statement.plain.name);
  });
}

/** The same after a change; undefined where all have to be looked at, to find another link for a cable. */
function worthNow(
  { links, cables }: Known,
  worth: readonly Statement[],
  removed: readonly Statement[],
  added: readonly Statement[],
): readonly Statement[] | undefined {
  const gone = new Set(removed);
  const now = new Set(worth.filter((each) => !gone.has(each)));
  for (const each of added) {
    const same = each.node === 'link' ? links.get(nameOfLink(each)) : undefined;
    if (Array.isArray(same)) for (const other of same) now.add(other);
    if (!(each instanceof PlainLink) || countIn(cables, each, gone)) now.add(each);
  }
  for (const each of removed) {
    if (!(each instanceof PlainLink)) continue;
    const { text } = each.plain.via;
    const cable = cables.get(text);
    if (!cable) continue;
    cable.links--;
    if (cable.links === 0) cables.delete(text);
    if (cable.links === 0 || cable.shown !== each) continue;
    const other = now.values().find((one) => one instanceof PlainLink && one.plain.via.text === text);
    if (!(other instanceof PlainLink)) return undefined;
    cable.shown = other;
  }
  return [...now].sort((a, b) => a.start - b.start);
}

/** Counts a link, and tells whether it is the one worth a look for its cable: the first is, of those that are not gone. */
function countIn(cables: Map<string, Cable>, link: PlainLink, gone?: ReadonlySet<Statement>): boolean {
  const { text } = link.plain.via;
  const cable = cables.get(text);
  if (!cable) {
    cables.set(text, { shown: link, links: 1 });
    return true;
  }
  cable.links++;
  if (!gone?.has(cable.shown)) return false;
  cable.shown = link;
  return true;
}

function add({ links, twice }: Known, link: Link): void {
  const name = nameOfLink(link);
  const same = links.get(name);
  if (!same) links.set(name, link);
  else {
    twice.add(name);
    links.set(name, inserted(Array.isArray(same) ? same : [same], link));
  }
}

/** Puts a link among those of its name, which are in the order written; the last place is tried first. */
function inserted(same: Link[], link: Link): Link[] {
  const last = same.at(-1);
  if (!last || last.start < link.start) same.push(link);
  else
    same.splice(
      same.findIndex(({ start }) => start > link.start),
      0,
      link,
    );
  return same;
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
