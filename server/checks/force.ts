import type { Declaration, Span, Statement } from '../../grammar/ast.ts';
import { PlainLink } from '../../grammar/plain-link.ts';
import { isRemains } from '../../grammar/remains.ts';
import { factOfFrame } from '../facts/fact.ts';
import { linkCount, plainEndsOf } from '../facts/links.ts';
import type { Fault } from '../model/fault.ts';
import type { Model } from '../model/model.ts';
import { nearest } from '../model/nearest.ts';
import type { Part } from '../model/part.ts';
import { findType, type Scope, type TypeBinding, visibleTypes } from '../model/scope.ts';
import { type LinkSite, type Site, sitesUnder } from '../model/site.ts';
import { placeOf, type Source } from '../model/source.ts';
import { sparseBodiesOf } from './language/bodies.ts';
import { rootOf } from './roots.ts';

/**
 * Evaluates everything that a file declares, so that each fault of its values, types, counts and indexes is known
 * whether or not a check asks for it. Tells in which sites each fault was met, the first one first.
 */
export function forceAll(model: Model, source: Source): Pick<WeakMap<Fault, readonly Site[]>, 'get'> {
  return forced(model, source).origins;
}

/** What was found while all was evaluated. */
interface Forced {
  readonly origins: WeakMap<Fault, Site[]>;
  /** Whether a link met a fault that is not in its own text: who meets it first then rests on all links. */
  areEntangled: boolean;
}

const forced = factOfFrame((model: Model, source: Source): Forced => {
  const walk: Walk = { seen: new Set(), within: new Set(), locals: { left: MOST_LOCAL } };
  const all: Forced = { origins: new WeakMap(), areEntangled: false };
  const scope = model.scopeOf(source);
  for (const constant of source.constants.values()) model.evaluator.evaluate(constant.value, scope, 'exact');
  for (const policy of source.policies) forcePart(model, model.partOf({ declaration: policy, scope }), walk);
  // All that links may lead to comes before them, so that a fault in it is met where it stands.
  for (const root of treesOf(model, source)) {
    for (const site of sitesUnder(root)) {
      met(model, all, site, () => {
        forcePart(model, site.part, walk);
        reportCut(model, site);
      });
    }
  }
  for (const site of sitesOf(model, source).ranks.keys())
    for (const link of site.eachLink) forceLink(model, all, link, walk);
  forceOthers(model, source);
  model.sink.isOpen = false;
  return all;
});

/** Declarations that nothing leads to, such as the second of a name: what they derive from is looked up all the same. */
function forceOthers(model: Model, source: Source): void {
  for (const { statements, scope } of sparseBodiesOf(model, source))
    for (const declaration of statements)
      if (declaration.node === 'declaration' && declaration.name && declaration.base && !isRemains(declaration))
        model.partOf({ declaration, scope });
}

/** Every top-level declaration as a tree of its own, those first that others use. */
function treesOf(model: Model, source: Source): readonly Site[] {
  return usedFirst(source).flatMap((declaration) => rootOf(model, source, declaration) ?? []);
}

/** The places in the trees of a file. */
interface Sites {
  /** In the order of the trees. */
  readonly ranks: ReadonlyMap<Site, number>;
  /** Those at which the links of a part start: a block, or a fabric of one. */
  readonly ofPart: ReadonlyMap<Part, readonly Site[]>;
}

export const sitesOf = factOfFrame((model: Model, source: Source): Sites => {
  const sites = treesOf(model, source).flatMap((root) => [...sitesUnder(root)]);
  const ofPart = new Map<Part, Site[]>();
  for (const site of sites) {
    for (const part of [site.part, ...site.part.fabrics]) {
      const known = ofPart.get(part);
      if (known) known.push(site);
      else ofPart.set(part, [site]);
    }
  }
  return { ranks: new Map(sites.map((site, rank) => [site, rank])), ofPart };
});

/** Says where a tree ends that would be too deep or too large. */
function reportCut(model: Model, { cut }: Site): void {
  if (!cut) return;
  const { node, layer, name } = cut;
  const message = `"${name}" leads to more places than are followed, or deeper; what lies below it is left out.`;
  model.sink.report('index.budget', layer.scope.source, node.name, message);
}

/**
 * Forgets the faults of statements that are no longer there or not as they were, and finds those of some links anew. False
 * where that is not enough, and all has to be evaluated again.
 */
export function forceAgain(
  model: Model,
  source: Source,
  gone: ReadonlySet<Statement>,
  links: readonly LinkSite[],
): boolean {
  const all = forced(model, source);
  for (const statement of gone) model.sink.forget(statement);
  const walk: Walk = { seen: new Set(), within: new Set(), locals: { left: MOST_LOCAL } };
  model.sink.isOpen = true;
  for (const link of links) forceLink(model, all, link, walk);
  model.sink.isOpen = false;
  return !all.areEntangled;
}

/** Notes at a site the faults that something meets. */
function met(model: Model, { origins }: Forced, site: Site, evaluate: () => void): readonly Fault[] {
  const found = model.sink.metIn(evaluate);
  for (const fault of found) {
    const sites = origins.get(fault);
    if (!sites) origins.set(fault, [site]);
    else if (sites.at(-1) !== site) sites.push(site);
  }
  return found;
}

/** Declarations after those that they use, so that a fault is met first in the most basic one that has it. */
function usedFirst(source: Source): readonly Declaration[] {
  const ordered = new Set<Declaration>();
  const met = new Set<Declaration>();
  // No recursion: types may use each other ten thousand deep.
  for (const start of source.types.values()) {
    const open = [{ declaration: start, uses: met.has(start) ? [] : typesUnder(start) }];
    met.add(start);
    for (let at = open.at(-1); at; at = open.at(-1)) {
      const name = at.uses.pop();
      const used = name === undefined ? undefined : source.types.get(name);
      if (used && !met.has(used)) {
        met.add(used);
        open.push({ declaration: used, uses: typesUnder(used) });
      } else if (name === undefined) {
        ordered.add(at.declaration);
        open.pop();
      }
    }
  }
  return [...ordered];
}

/** Unqualified names of types in a statement and all that stands in it. */
function typesUnder(statement: Statement): string[] {
  if (statement instanceof PlainLink || isRemains(statement)) return [];
  const ref =
    statement.node === 'declaration' ? statement.base : statement.node === 'member' ? statement.type : undefined;
  const own = ref?.path.length === 1 ? ref.path.map(({ text }) => text) : [];
  return 'body' in statement && statement.body ? [...own, ...statement.body.statements.flatMap(typesUnder)] : own;
}

/** What has been evaluated so far. */
interface Walk {
  readonly seen: Set<Part>;
  /** The local types around: one that derives from what it stands in would have no end. */
  readonly within: ReadonlySet<Declaration>;
  readonly locals: { left: number };
}

/** More statements of local types than this are those of declarations that derive from each other in circles. */
const MOST_LOCAL = 200_000;
/** Local types that each stand in the one before: nobody writes so many. */
const DEEPEST_LOCAL = 16;

function forcePart(model: Model, part: Part | undefined, walk: Walk): void {
  if (!part || walk.seen.has(part)) return;
  walk.seen.add(part);
  for (const name of part.properties.keys()) model.values.any(part, name);
  for (const { node, scope } of part.constants.values()) model.evaluator.evaluate(node.value, scope, 'exact');
  for (const member of part.members) void [member.dims, member.part];
  if (part.kind === 'roadmap') forceEntries(model, part);
  for (const group of part.ports) void group.dims;
  const nested = [
    ...part.blocks.values(),
    ...part.ports.map((port) => port.part),
    ...part.fabrics,
    ...part.workloads,
    part.policy,
  ];
  for (const each of nested) forcePart(model, each, walk);
  for (const binding of part.layers.flatMap((layer) => [...layer.scope.types.values()]))
    forceLocal(model, binding, walk);
}

function forceLocal(model: Model, binding: TypeBinding, walk: Walk): void {
  const { within, locals } = walk;
  if (within.has(binding.declaration) || within.size === DEEPEST_LOCAL || locals.left <= 0) return;
  const part = model.partOf(binding);
  // Forcing it makes the parts of its members, too.
  const each = 1 + (part?.members.length ?? 0);
  for (const { body } of part?.layers ?? []) locals.left -= each * (1 + body.statements.length);
  forcePart(model, part, { ...walk, within: new Set([...within, binding.declaration]) });
}

/** The entries of a roadmap: each names a cluster or an accelerator. */
function forceEntries(model: Model, part: Part): void {
  for (const { node, layer } of part.properties.values()) {
    const { value } = node;
    if (value.node === 'missing') continue;
    const { scope } = layer;
    const written = scope.source.text.slice(value.start, value.end).replaceAll(/\s+/g, ' ');
    const lookup =
      value.node === 'reference'
        ? findType(model.program, model.scopeOf, { ...value, node: 'type' }, scope)
        : undefined;
    if (lookup && 'missing' in lookup) {
      if (lookup.missing !== 'file') reportNoEntry(model, scope, value, written);
      continue;
    }
    const kind = lookup?.found.declaration.keyword.text ?? 'value';
    if (!isEntry(kind))
      model.sink.report(
        'type.kind',
        scope.source,
        value,
        `An entry of a roadmap is a cluster or an accelerator; ${written} is a ${kind}.`,
      );
  }
}

function reportNoEntry(model: Model, scope: Scope, at: Span, written: string): void {
  const entries = visibleTypes(model.program, model.scopeOf, scope).filter(([, { declaration }]) =>
    isEntry(declaration.keyword.text),
  );
  const near = nearest(
    written,
    entries.map(([name]) => name),
  );
  const what = `There is no cluster or accelerator "${written}".`;
  model.sink.report('name.unresolved', scope.source, at, near === undefined ? what : `${what} Did you mean ${near}?`, {
    replacements: near === undefined ? [] : [{ at: placeOf(scope.source, at), text: near, title: `Change to ${near}` }],
  });
}

function isEntry(kind: string): boolean {
  return kind === 'cluster' || kind === 'accelerator';
}

function forceLink(model: Model, all: Forced, link: LinkSite, walk: Walk): void {
  // Of a plain link that leads where it should nothing is left to be said.
  if (plainEndsOf(model, link)) return;
  const found = met(model, all, link.site, () => forceStatement(model, link, walk));
  all.areEntangled ||= found.some((fault) => !model.sink.belongs(fault, link.slot.node));
}

function forceStatement(model: Model, link: LinkSite, walk: Walk): void {
  linkCount(model, link);
  forcePart(model, link.slot.settings, walk);
  const { via } = link.slot.node;
  const binding = via && model.resolve(via, link.slot.layer.scope);
  if (via && binding && binding.declaration.keyword.text !== 'cable') {
    model.sink.report(
      'type.kind',
      link.slot.layer.scope.source,
      via,
      `"via" takes a cable; ${via.path.map((name) => name.text).join('.')} is a ${binding.declaration.keyword.text}.`,
    );
  }
}
