import type { Allow, Span, Statement } from '../../grammar/ast.ts';
import type { LinkSlot, Part, Slot } from '../model/part.ts';
import { outwards } from '../model/site.ts';
import { contains, placeOf, type Source } from '../model/source.ts';
import type { Found } from './check.ts';

/** The `allow` that silences a finding in its context: one in the body of the link, fabric or part around it. */
export function allowFor(rule: string, found: Found): Allow | undefined {
  if (!found.site) return undefined;
  for (const site of outwards(found.site)) {
    const allow = silencing(rule, site.part.allows) ?? inside(rule, site.part, found);
    if (allow) return allow.node;
  }
  return undefined;
}

function silencing(rule: string, allows: readonly Slot<Allow>[]): Slot<Allow> | undefined {
  return allows.find(({ node }) => isFor(rule, node));
}

/** An `allow` in a nested body (fabric, block, port, link) in whose text the finding stands. */
function inside(rule: string, part: Part, found: Found): Slot<Allow> | undefined {
  const nested = [...part.fabrics, ...part.blocks.values(), ...part.ports.map((port) => port.part), ...part.workloads];
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
  const known = withAllows.get(part) ?? part.links.filter((link) => (link.settings?.allows.length ?? 0) > 0);
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
    else if ('body' in node && node.body) yield* walk(node.body.statements, node.body);
  }
}

/** The innermost `allow` in a body around a text that silences a rule there, for a finding about the text itself. */
export function allowAround(source: Source, rule: string, at: Span): Allow | undefined {
  const around = allowsIn(source).filter(
    ({ node, body }) => isFor(rule, node) && body.start <= at.start && at.end <= body.end,
  );
  return around.toSorted((a, b) => b.body.start - a.body.start)[0]?.node;
}

function isFor(rule: string, { rule: name, reason }: Allow): boolean {
  return name.text === rule && reason !== undefined;
}
