import type { Analysis } from '../../checks/analyse.ts';
import { derived, sum } from '../../facts/derivation.ts';
import { termFormulas } from '../../facts/explained/totals.ts';
import { bandwidthFigure, trendFigure } from '../../facts/explained/trend.ts';
import { fact } from '../../facts/fact.ts';
import { alike, cableOf, totalLinks } from '../../facts/links.ts';
import { rootOfPart } from '../../facts/root.ts';
import { isEstimate } from '../../facts/stated.ts';
import { dimensionOf, formatBound, totalOf } from '../../facts/totals.ts';
import { typeName } from '../../facts/type-name.ts';
import type { Model } from '../../model/model.ts';
import type { Part, PortGroup } from '../../model/part.ts';
import { rootOfSite, type Site, sitesUnder } from '../../model/site.ts';
import { quantity } from '../../units/dimension.ts';
import { formatCount, formatRate } from '../../units/format.ts';
import { arithmetic } from './derivation.ts';
import { figures, sourceLine } from './figures.ts';
import { whenKnown } from './later.ts';
import { code, page, type Row, table } from './markdown.ts';

/** A part: its figures with their source, what is in it, its place in the trend, and how many there are. */
export function partHover(analysis: Analysis, part: Part, sites: readonly Site[]): string {
  const { model, source } = analysis;
  const rows: readonly Row[] = [
    ...figures(model, part),
    ...part.ports.map((group) => portRow(model, part, group)),
    laneRow(model, part),
    ...memberRows(analysis, part),
    ...whenKnown('sums', () => totalRows(model, part)),
    ...whenKnown('trend', () => [trendRow(model, part)]),
    ...(part.kind === 'cable' ? whenKnown('links', () => useRows(analysis, part)) : countRows(sites)),
  ];
  const doc = part.declaration.doc;
  return page(table([`**${part.kind}**`, code(typeName(model, source, part))], rows), doc, sourceLine(model, part));
}

/** How many ports a group of `whole` has, and their rate by lanes. */
export function portRow(model: Model, whole: Part, { name, part, count }: PortGroup): Row {
  const rate = model.values.quantity(part, 'rate', 'rate');
  const lanes = model.values.integer(part, 'lanes') ?? 1;
  const cage = model.values.word(part, 'cage');
  const speed =
    rate === undefined ? 'rate unknown' : `${formatRate(rate)} = ${lanes} × ${formatRate(quantity(rate / lanes))}`;
  const number = count === undefined ? '?' : formatCount(count);
  const estimated = ['ports', 'rate', 'lanes', name].some((each) => isEstimate(model, whole, each));
  return [
    `port ${name}`,
    `${number} × ${speed}${cage === undefined ? '' : `, ${cage}`}${estimated ? ', estimate' : ''}`,
  ];
}

/** The lane rate of a cable or a port. */
function laneRow(model: Model, part: Part): Row {
  if (part.kind !== 'cable' && part.kind !== 'port') return undefined;
  const rate = model.values.quantity(part, 'rate', 'rate');
  const lanes = model.values.integer(part, 'lanes') ?? 1;
  if (rate === undefined) return undefined;
  return ['lane rate', `${formatRate(quantity(rate / lanes))} = ${formatRate(rate)} / ${lanes}`];
}

function memberRows({ model, source }: Analysis, part: Part): readonly Row[] {
  return part.members.map(({ name, count, part: type, node }) => {
    const written = node.type?.path.map((each) => each.text).join('.') ?? '?';
    const number = count === undefined ? '?' : formatCount(count);
    return [name, `${number} × ${code(type ? typeName(model, source, type) : written)}`];
  });
}

const measures = ['power', 'mass', 'price'] as const;

/** Sums over the members, beside what the part states. */
function totalRows(model: Model, part: Part): readonly Row[] {
  if (part.members.length === 0) return [];
  return measures.flatMap((measure): readonly Row[] => {
    const { added, terms } = totalOf(model, part, measure);
    if (added.known === 0) return [];
    const total = formatBound(added, dimensionOf[measure]);
    const formula = sum(termFormulas(model, terms, measure));
    return [[`${measure} of members`, arithmetic(derived(measure, total, formula))]];
  });
}

/** How an accelerator’s scale-up bandwidth stands to the trend in its year. */
function trendRow(model: Model, part: Part): Row {
  if (part.kind !== 'accelerator') return undefined;
  const root = rootOfPart(model, part);
  const [has, trend] = [bandwidthFigure(model, root, 'scale_up'), trendFigure(model, root, 'scale_up')];
  return has && trend && ['scale-up', `${arithmetic(has)}; ${arithmetic(trend)}`];
}

/** How many there are in each cluster of the file. */
function countRows(sites: readonly Site[]): readonly Row[] {
  const counts = new Map<Site, number | undefined>();
  for (const site of sites) {
    const root = rootOfSite(site);
    if (root.part.kind !== 'cluster' || root === site) continue;
    const before = counts.has(root) ? counts.get(root) : 0;
    counts.set(root, before === undefined || site.count === undefined ? undefined : before + site.count);
  }
  return [...counts].map(
    ([root, count]): Row => [`in ${root.part.name}`, count === undefined ? 'count unknown' : formatCount(count)],
  );
}

/** How many links each cluster of the file makes with a cable. */
function useRows({ model, roots }: Analysis, cable: Part): readonly Row[] {
  return roots.flatMap((root): readonly Row[] => {
    const count = linksByCable(model, root).get(cable.declaration);
    if (count === undefined) return [];
    return [[`in ${root.part.name}`, `${formatCount(count)} ${count === 1 ? 'link' : 'links'}`]];
  });
}

/** The links under a root by the declaration of their cable; those of which the number is not known count as none. */
const linksByCable = fact((model: Model, root: Site): ReadonlyMap<Part['declaration'], number> => {
  const counts = new Map<Part['declaration'], number>();
  for (const site of sitesUnder(root)) {
    // One of those that are alike tells for all.
    for (const links of Map.groupBy(site.links, alike).values()) {
      const [link] = links;
      const cable = link && cableOf(model, link)?.declaration;
      if (!cable) continue;
      const sum = counts.get(cable) ?? 0;
      counts.set(cable, sum + links.length * (totalLinks(model, link) ?? 0));
    }
  }
  return counts;
});
