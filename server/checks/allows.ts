import type { Allow, Span, Statement } from '../../grammar/ast.ts';
import { PlainLink } from '../../grammar/plain-link.ts';
import type { LinkSlot, Part, Slot } from '../model/part.ts';
import { outwards, type Site, sitesUnder } from '../model/site.ts';
import { contains, type Place, placeOf, type Source } from '../model/source.ts';
import type { Found } from './check.ts';

/**
 * The `allow` that silences a finding at a place of a file: for one in the tree of a root, that in the body of the link,
 * fabric or part around it, else at the top of the file that has its text; for one about text, that in the bodies around it.
 */
export function allowOf(source: Source, rule: string, found: Found, at: Place): Allow | undefined {
  if (!found.site) return allowAround(source, rule, at);
  for (const site of outwards(found.site)) {
    const allow = silencing(rule, site.part.allows) ?? inside(rule, site.part, found);
    if (allow) return allow.node;
  }
  return allowOfFile(found.at.source, rule) ?? allowOfFile(source, rule);
}

function silencing(rule: string, allows: readonly Slot<Allow>[]): Slot<Allow> | undefined {
  return allows.find(({ node }) => isFor(rule, node));
}

/** An `allow` in a nested body (fabric, block, port, workload, policy, link) in whose text the finding stands. */
function inside(rule: string, part: Part, found: Found): Slot<Allow> | undefined {
  const nested = [
    ...part.fabrics,
    ...part.blocks.values(),
    ...part.ports.map((port) => port.part),
    ...part.workloads,
    ...(part.policy ? [part.policy] : []),
  ];
  for (const each of nested) {
    if (!each.layers.some((layer) => contains(placeOf(layer.around.source, layer.origin), found.at))) continue;
    const allow = silencing(rule, each.allows) ?? inside(rule, each, found);
    if (allow) return allow;
  }
  for (const link of linksWithAllows(part)) {
    if (!contains(placeOf(link.layer.scope.source, link.node), found.at)) continue;
    const allow = silencing(rule, link.settings?.allows ?? []);
    if (allow) return allow;
  }
  return undefined;
}

const withAllows = new WeakMap<Part, readonly LinkSlot[]>();

/** The links of a part whose body has an `allow`: few, where there are many links. */
function linksWithAllows(part: Part): readonly LinkSlot[] {
  const known =
    withAllows.get(part) ??
    part.links.filter((link) => !(link.node instanceof PlainLink) && (link.settings?.allows.length ?? 0) > 0);
  withAllows.set(part, known);
  return known;
}

/** An `allow` where it is written, and the body that it stands in; the whole file’s span at the top level. */
export interface WrittenAllow {
  readonly node: Allow;
  readonly body: Span;
}

const written = new WeakMap<Source, readonly WrittenAllow[]>();

/** Every `allow` of a file. */
export function allowsIn(source: Source): readonly WrittenAllow[] {
  const allows = written.get(source) ?? [...walk(source.parsed.file.statements, source.parsed.file)];
  written.set(source, allows);
  return allows;
}

function* walk(statements: readonly Statement[], body: Span): Generator<WrittenAllow> {
  for (const node of statements) {
    if (node.node === 'allow') yield { node, body };
    else if (!(node instanceof PlainLink) && 'body' in node && node.body) yield* walk(node.body.statements, node.body);
  }
}

/** The innermost `allow` in a body around a text that silences a rule there, for a finding about the text itself. */
function allowAround(source: Source, rule: string, at: Span): Allow | undefined {
  let innermost: WrittenAllow | undefined;
  for (const allow of firstIn(source).get(rule) ?? []) {
    const { start, end } = allow.body;
    if (start <= at.start && at.end <= end && (!innermost || start > innermost.body.start)) innermost = allow;
  }
  return innermost?.node;
}

/** The `allow`s of each rule, the first of each body: those behind it silence nothing. */
function firstIn(source: Source): ReadonlyMap<string, readonly WrittenAllow[]> {
  const all = allowsIn(source);
  const known = first.get(all);
  if (known) return known;
  const byRule = new Map<string, Map<Span, WrittenAllow>>();
  for (const allow of all) {
    const rule = allow.node.rule.text;
    const inBodies = byRule.get(rule) ?? new Map<Span, WrittenAllow>();
    byRule.set(rule, inBodies);
    if (isFor(rule, allow.node) && !inBodies.has(allow.body)) inBodies.set(allow.body, allow);
  }
  const found = new Map([...byRule].map(([rule, inBodies]) => [rule, [...inBodies.values()]]));
  first.set(all, found);
  return found;
}

const first = new WeakMap<readonly WrittenAllow[], ReadonlyMap<string, readonly WrittenAllow[]>>();

/** An `allow` at the top of a file, for all of its text. */
function allowOfFile(source: Source, rule: string): Allow | undefined {
  return firstIn(source)
    .get(rule)
    ?.find(({ body }) => body === source.parsed.file)?.node;
}

function isFor(rule: string, { rule: name, reason }: Allow): boolean {
  return name.text === rule && reason !== undefined;
}

/**
 * Whether an `allow` that silences nothing in its own file may do so in one that imports it: it stands in a declaration
 * that this file does not judge as its rule asks, such as a switch, or a rack for a rule of whole clusters.
 */
export function mayServeElsewhere(source: Source, roots: readonly Site[], { node }: WrittenAllow): boolean {
  const [family = ''] = node.rule.text.split('.');
  if (!judged.has(family)) return false;
  const declaration = source.parsed.file.statements.find(
    (each) => each.node === 'declaration' && each.start <= node.start && node.end <= each.end,
  );
  if (declaration?.node !== 'declaration' || judgedByText.has(declaration.keyword.text)) return false;
  const asked =
    ofClusters.has(family) || ofClusters.has(node.rule.text)
      ? roots.filter(({ part }) => part.kind === 'cluster')
      : roots;
  return !asked.some((root) => [...sitesUnder(root)].some(({ part }) => isOf(part, declaration)));
}

/** Whether a declaration is one of the texts of a part. */
function isOf({ layers, declaration }: Part, statement: Statement): boolean {
  return declaration === statement || layers.some(({ origin }) => origin === statement);
}

/** Families of rules about things; the others are about text, and judge all of it. */
const judged: ReadonlySet<string> = new Set(['reach', 'bandwidth', 'density', 'cooling', 'reliability', 'memory']);

/** Kinds that a file judges by themselves. */
const judgedByText: ReadonlySet<string> = new Set(['roadmap', 'policy']);

/** Rules, and families of rules, that ask for a whole cluster. */
const ofClusters: ReadonlySet<string> = new Set(['reliability', 'memory', 'bandwidth.trend', 'bandwidth.next']);
