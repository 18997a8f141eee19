import type { Declaration, Link, Statement } from '../../grammar/ast.ts';
import type { Analysis } from '../checks/analyse.ts';
import { type BodyContext, bodiesOf } from '../checks/language/bodies.ts';
import { rootOf } from '../checks/roots.ts';
import { fact } from '../facts/fact.ts';
import type { Model } from '../model/model.ts';
import type { Part } from '../model/part.ts';
import type { Scope } from '../model/scope.ts';
import { type LinkSite, type Site, sitesUnder } from '../model/site.ts';
import type { Source } from '../model/source.ts';

/** The body in which a statement stands: the part that it describes and the scope of its names. */
export interface Context {
  readonly scope: Scope;
  /** Undefined at the top of a file, and in a body that means nothing. */
  readonly part: Part | undefined;
}

/** The bodies of a file by the statement whose body it is; that of the file itself has none. */
export const bodiesByOwner = fact(
  (model: Model, source: Source): ReadonlyMap<Statement | undefined, BodyContext> =>
    new Map(bodiesOf(model, source).map((body) => [body.owner, body])),
);

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
  if (node.node === 'link') return part?.links.find((link) => link.node === node)?.settings;
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

/** The sites in the file's clusters at which a statement's part is used; else the declaration by itself. */
export function sitesWith(
  analysis: Analysis,
  path: readonly Statement[],
  uses: (site: Site) => boolean,
): readonly Site[] {
  const inRoots = analysis.roots.flatMap((root) => [...sitesUnder(root)].filter(uses));
  if (inRoots.length > 0) return inRoots;
  const alone = declarationAlone(analysis, path);
  return alone ? [...sitesUnder(alone)].filter(uses) : [];
}

function declarationAlone({ model, source }: Analysis, [top]: readonly Statement[]): Site | undefined {
  return top?.node === 'declaration' && top.name ? rootOf(model, source, top) : undefined;
}

/**
 * The sites of what a declaration declares, or a member puts somewhere. Those of types that derive from it are taken only
 * where it is not used itself.
 */
export function sitesOf(analysis: Analysis, path: readonly Statement[], node: Statement): readonly Site[] {
  const own = sitesWith(analysis, path, (site) => site.member?.node === node || site.part.declaration === node);
  if (own.length > 0) return own;
  return sitesWith(analysis, path, (site) => site.part.layers.some((layer) => layer.origin === node));
}

/** The places of a link statement in the file’s clusters; else in its declaration by itself. */
export function linkSitesOf(analysis: Analysis, path: readonly Statement[], node: Link): readonly LinkSite[] {
  const { model } = analysis;
  const inRoots = analysis.roots.flatMap((root) => linksByStatement(model, root).get(node) ?? []);
  if (inRoots.length > 0) return inRoots;
  const alone = declarationAlone(analysis, path);
  return (alone && linksByStatement(model, alone).get(node)) ?? [];
}

/** The links under a root by their statements, so that no question walks over all of them. */
const linksByStatement = fact((_model: Model, root: Site): ReadonlyMap<Link, readonly LinkSite[]> => {
  const found = new Map<Link, LinkSite[]>();
  for (const site of sitesUnder(root)) {
    for (const link of site.links) {
      const known = found.get(link.slot.node);
      if (known) known.push(link);
      else found.set(link.slot.node, [link]);
    }
  }
  return found;
});
