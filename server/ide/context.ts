import type { Declaration, Link, Span, Statement } from '../../grammar/ast.ts';
import { PlainLink } from '../../grammar/plain-link.ts';
import type { Analysis } from '../checks/analyse.ts';
import { type BodyContext, bodiesOf, bodyOfPlainLink } from '../checks/language/bodies.ts';
import { rootOf, rootsOf } from '../checks/roots.ts';
import { fact, factOfFrame } from '../facts/fact.ts';
import type { Model } from '../model/model.ts';
import type { Part } from '../model/part.ts';
import type { Scope } from '../model/scope.ts';
import { type LinkSite, type Site, sitesUnder } from '../model/site.ts';
import type { Source } from '../model/source.ts';
import { linkPlace } from '../model/statement-slot.ts';

/** The body in which a statement stands: the part that it describes and the scope of its names. */
export interface Context {
  readonly scope: Scope;
  /** Undefined at the top of a file, and in a body that means nothing. */
  readonly part: Part | undefined;
}

/** The bodies of a file by the statement whose body it is; that of the file itself has none. */
export function bodiesByOwner(model: Model, source: Source): Bodies {
  const bodies = bodiesOf(model, source);
  const known = knownBodies(model, source);
  return {
    get(owner) {
      if (!(owner instanceof PlainLink)) return known.get(owner);
      // There are too many of them to be kept.
      const around = bodies.findLast(({ owner: each }) => each?.body && isIn(each.body, owner));
      return around && bodyOfPlainLink(model, owner, around);
    },
  };
}

/** Bodies by the statements that they belong to. */
export interface Bodies {
  get(owner: Statement | undefined): BodyContext | undefined;
}

const knownBodies = fact(
  (model: Model, source: Source): ReadonlyMap<Statement | undefined, BodyContext> =>
    new Map(bodiesOf(model, source).map((body) => [body.owner, body])),
);

function isIn(around: Span, { start, end }: Span): boolean {
  return around.start < start && end < around.end;
}

/** The context of the last statement of a path, as its own file declares it, whatever uses it elsewhere. */
export function contextOf({ model, source }: Analysis, path: readonly Statement[]): Context {
  let context: Context = { scope: model.scopeOf(source), part: undefined };
  for (const statement of path.slice(0, -1)) {
    const part = partOfStatement(model, context, statement);
    const body = 'body' in statement ? statement.body : undefined;
    const layer = part?.layers.findLast((each) => each.body === body);
    context = { scope: layer?.scope ?? context.scope, part };
  }
  return context;
}

/** What a statement of a body means. */
export function partOfStatement(model: Model, { scope, part }: Context, node: Statement): Part | undefined {
  if (node.node === 'member') return part?.members.find((member) => member.node === node)?.part;
  if (node.node === 'link') return part?.links[linkPlace(part.links, node)]?.settings;
  if (node.node !== 'declaration') return undefined;
  return partWithin(part, node) ?? model.partOf({ declaration: node, scope });
}

/** A block, port, fabric, workload or policy of a part. */
function partWithin(part: Part | undefined, node: Declaration): Part | undefined {
  if (!part) return undefined;
  if (!node.name) return node.keyword.text === 'policy' ? part.policy : part.blocks.get(node.keyword.text);
  const named = [...part.ports.map((port) => port.part), ...part.fabrics, ...part.workloads];
  return named.find((each) => each.kind === node.keyword.text && each.name === node.name?.text);
}

/** The sites in the file's clusters that an index has for a statement; else those in the declaration by itself. */
function sitesIn<T>(
  { model, source }: Analysis,
  [top]: readonly Statement[],
  sites: (index: SiteIndex) => readonly T[] | undefined,
): readonly T[] {
  const inRoots = sites(indexOfRoots(model, source)) ?? [];
  if (inRoots.length > 0) return inRoots;
  const alone = top?.node === 'declaration' && top.name ? rootOf(model, source, top) : undefined;
  if (!alone || rootsOf(model, source).includes(alone)) return [];
  return sites(indexOf(model, alone)) ?? [];
}

/** The sites at which a member puts something. */
export function sitesOfMember(analysis: Analysis, path: readonly Statement[], node: Statement): readonly Site[] {
  return sitesIn(analysis, path, ({ placed }) => placed.get(node));
}

/** The sites of what a declaration declares, and of all that derives from it. */
export function sitesDerivedFrom(analysis: Analysis, path: readonly Statement[], node: Statement): readonly Site[] {
  return sitesIn(analysis, path, ({ layered }) => layered.get(node));
}

/**
 * The sites of what a declaration declares, or a member puts somewhere. Those of types that derive from it are taken only
 * where it is not used itself.
 */
export function sitesOf(analysis: Analysis, path: readonly Statement[], node: Statement): readonly Site[] {
  const own = sitesIn(analysis, path, ({ placed, declared }) => placed.get(node) ?? declared.get(node));
  return own.length > 0 ? own : sitesDerivedFrom(analysis, path, node);
}

/** The places of a link statement in the file's clusters; else in its declaration by itself. */
export function linkSitesOf(analysis: Analysis, path: readonly Statement[], node: Link): readonly LinkSite[] {
  return sitesIn(analysis, path, (index) =>
    sitesAround(index, path.slice(0, -1)).flatMap((site) => linkAt(site, node) ?? []),
  );
}

/** The link that a statement of a site's part makes there, or one of a fabric of it. */
function linkAt(site: Site, node: Link): LinkSite | undefined {
  for (const owner of [site.part, ...site.part.fabrics]) {
    const link = site.linksOf(owner)[linkPlace(owner.links, node)];
    if (link) return link;
  }
  return undefined;
}

/**
 * Finds the first place of each link of a body, which is the last of a path, where all are asked for in the order in which
 * they are written: each is found where the one before it ended.
 */
export function linkSiteFinder(analysis: Analysis, path: readonly Statement[]): (node: Link) => LinkSite | undefined {
  const { model, source } = analysis;
  const [site] = sitesAround(indexOfRoots(model, source), path);
  const links = site?.eachLink ?? [];
  let next = links.findIndex(({ slot }) => path.at(-1) === slot.layer.origin);
  return (node) => {
    const link = links[next];
    if (link?.slot.node !== node) return linkSitesOf(analysis, [...path, node], node)[0];
    next++;
    return link;
  };
}

/** The sites whose links a body holds that is the last of a path: those of the statement around it, if it is a fabric. */
function sitesAround({ layered }: SiteIndex, path: readonly Statement[]): readonly Site[] {
  const owner = path.findLast((each) => !isFabric(each));
  return (owner && layered.get(owner)) ?? [];
}

function isFabric(statement: Statement): boolean {
  return statement.node === 'declaration' && statement.keyword.text === 'fabric';
}

/** Sites by the statements that make them, so that no question walks over all of them. */
interface SiteIndex {
  /** By the member that puts them there. */
  readonly placed: ReadonlyMap<Statement, readonly Site[]>;
  /** By the declaration of their part. */
  readonly declared: ReadonlyMap<Statement, readonly Site[]>;
  /** By each declaration or member whose body contributes to their part. */
  readonly layered: ReadonlyMap<Statement, readonly Site[]>;
}

const indexOfRoots = factOfFrame((model: Model, source: Source): SiteIndex => indexed(rootsOf(model, source)));
const indexOf = fact((_model: Model, root: Site): SiteIndex => indexed([root]));

function indexed(roots: readonly Site[]): SiteIndex {
  const placed = new Map<Statement, Site[]>();
  const declared = new Map<Statement, Site[]>();
  const layered = new Map<Statement, Site[]>();
  const origins = new Map<Part, ReadonlySet<Statement>>();
  for (const root of roots) {
    for (const site of sitesUnder(root)) {
      if (site.member) add(placed, site.member.node, site);
      add(declared, site.part.declaration, site);
      const { part } = site;
      const ofPart = origins.get(part) ?? new Set(part.layers.map(({ origin }) => origin));
      origins.set(part, ofPart);
      for (const origin of ofPart) add(layered, origin, site);
    }
  }
  return { placed, declared, layered };
}

function add<T>(to: Map<Statement, T[]>, node: Statement, item: T): void {
  const known = to.get(node);
  if (known) known.push(item);
  else to.set(node, [item]);
}
