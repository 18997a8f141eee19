import type { Allow } from '../../grammar/ast.ts';
import type { LinkSlot, Part, Slot } from '../model/part.ts';
import { outwards } from '../model/site.ts';
import { contains, placeOf } from '../model/source.ts';
import type { Found } from './check.ts';

/** The `allow` that silences a finding in its context: one in the body of the link, fabric or part around it. */
export function allowFor(rule: string, found: Found): Slot<Allow> | undefined {
  if (!found.site) return undefined;
  for (const site of outwards(found.site)) {
    const allow = silencing(rule, site.part.allows) ?? inside(rule, site.part, found);
    if (allow) return allow;
  }
  return undefined;
}

function silencing(rule: string, allows: readonly Slot<Allow>[]): Slot<Allow> | undefined {
  return allows.find(({ node }) => node.rule.text === rule && node.reason !== undefined);
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
