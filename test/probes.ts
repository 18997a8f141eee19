import type { Span } from '../grammar/ast.ts';
import type { Analysis } from '../server/checks/analyse.ts';
import { cableRun, instanceName, linkShape, totalLinks } from '../server/facts/links.ts';
import type { Part } from '../server/model/part.ts';
import { type LinkSite, type Site, sitesUnder } from '../server/model/site.ts';
import { format, formatLength } from '../server/units/format.ts';
import type { Probe } from './fixture.ts';
import { ideProbes } from './ide/probes.ts';

/** What fixtures ask of a name or a place: the mark stands below it. */
export const probes: Readonly<Record<string, Probe>> = {
  ...ideProbes,
  /** Instances of a member, or links of a statement, in each root that has it. */
  count: (analysis, at) => {
    const members = sitesAt(analysis, at).map((site) => `${nameOf(site)} ${site.count ?? 'unknown'}`);
    const links = linksAt(analysis, at).map(
      (link) => `${nameOf(link.site)} ${totalLinks(analysis.model, link) ?? 'unknown'}`,
    );
    return [...members, ...links].join(', ');
  },
  /** Shortest and longest cable of a link statement, and the longest one’s ends. */
  length: (analysis, at) =>
    linksAt(analysis, at)
      .map((link) => `${nameOf(link.site)} ${lengthOf(analysis, link)}`)
      .join(', '),
  /** The value of a property in each part that has it from there. */
  value: (analysis, at) => {
    const parts = new Set(
      analysis.roots.flatMap((root) => [...sitesUnder(root)].flatMap((site) => partsOf(site.part))),
    );
    return [...parts].flatMap((part) => valueAt(analysis, part, at)).join(', ');
  },
};

function sitesAt({ roots, source }: Analysis, at: Span): readonly Site[] {
  const all = roots.flatMap((root) => [...sitesUnder(root)]);
  return all.filter(({ member }) => member?.layer.scope.source === source && member.node.name.start === at.start);
}

function linksAt({ roots, source }: Analysis, at: Span): readonly LinkSite[] {
  const all = roots.flatMap((root) => [...sitesUnder(root)].flatMap((site) => site.links));
  return all.filter(({ slot }) => slot.layer.scope.source === source && slot.node.name.start === at.start);
}

/** The root and the path to a site: `Unit.compute`. */
function nameOf(site: Site): string {
  let root = site;
  while (root.parent) root = root.parent;
  return site.path === '' ? root.part.name : `${root.part.name}.${site.path}`;
}

function lengthOf({ model }: Analysis, link: LinkSite): string {
  const run = cableRun(model, link);
  const shape = linkShape(model, link);
  if (!run || !shape) return 'unknown';
  const ends = [shape.left, shape.right].map((end) => instanceName(end, run.longestPoint)).join(' -- ');
  return `${formatLength(run.shortest, run.longest)}–${formatLength(run.longest)} (${ends})`;
}

/** A part and all that stands in its body. */
function partsOf(part: Part): readonly Part[] {
  const nested = [...part.blocks.values(), ...part.ports.map((port) => port.part), ...part.fabrics, ...part.workloads];
  return [part, ...nested.flatMap(partsOf)];
}

function valueAt({ model, source }: Analysis, part: Part, at: Span): readonly string[] {
  return [...part.properties].flatMap(([name, { node, layer }]) => {
    if (layer.scope.source !== source || node.name.start !== at.start) return [];
    const value = model.values.any(part, name);
    const type = part.schema?.properties.get(name)?.value;
    const shown =
      typeof value === 'number' && type?.type === 'quantity' ? format(value as never, type.dimension) : String(value);
    return [`${part.name} ${shown}`];
  });
}
