import type { Analysis } from '../../checks/analyse.ts';
import { cableOf, totalLinks } from '../../facts/links.ts';
import { shareRate } from '../../facts/network/share.ts';
import { policyQuantity, trendBase } from '../../facts/policy.ts';
import { bandwidthOf } from '../../facts/roadmap.ts';
import { rootOfPart } from '../../facts/root.ts';
import { formatBound, type Measure, totalOf } from '../../facts/totals.ts';
import { yearsBehind } from '../../facts/trend.ts';
import { typeName } from '../../facts/type-name.ts';
import type { Model } from '../../model/model.ts';
import type { Part, PortGroup } from '../../model/part.ts';
import { rootOfSite, type Site, sitesUnder } from '../../model/site.ts';
import { quantity } from '../../units/dimension.ts';
import { formatCount, formatRate, formatYears } from '../../units/format.ts';
import { figures, sourceLine } from './figures.ts';
import { code, page, type Row, table } from './markdown.ts';

/** A part: its figures with their source, what is in it, its place in the trend, and how many there are. */
export function partHover(analysis: Analysis, part: Part, sites: readonly Site[]): string {
  const { model, source } = analysis;
  const rows: readonly Row[] = [
    ...figures(model, part),
    ...part.ports.map((group) => portRow(model, group)),
    laneRow(model, part),
    ...memberRows(analysis, part),
    ...totalRows(model, part),
    trendRow(model, part),
    ...(part.kind === 'cable' ? useRows(analysis, part) : countRows(sites)),
  ];
  const doc = part.declaration.doc;
  return page(table([`**${part.kind}**`, code(typeName(model, source, part))], rows), doc, sourceLine(model, part));
}

function portRow(model: Model, { name, part, count }: PortGroup): Row {
  const rate = model.values.quantity(part, 'rate', 'rate');
  const lanes = model.values.integer(part, 'lanes') ?? 1;
  const cage = model.values.word(part, 'cage');
  const speed =
    rate === undefined ? 'rate unknown' : `${formatRate(rate)} = ${lanes} × ${formatRate(quantity(rate / lanes))}`;
  const number = count === undefined ? '?' : formatCount(count);
  return [`port ${name}`, `${number} × ${speed}${cage === undefined ? '' : `, ${cage}`}`];
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

const measures: Readonly<Record<Measure, 'power' | 'mass' | 'money'>> = {
  power: 'power',
  mass: 'mass',
  price: 'money',
};

/** Sums over the members, beside what the part states. */
function totalRows(model: Model, part: Part): readonly Row[] {
  if (part.members.length === 0) return [];
  return (Object.keys(measures) as Measure[]).flatMap((measure): readonly Row[] => {
    const { added } = totalOf(model, part, measure);
    return added.known > 0 ? [[`${measure} of members`, formatBound(added, measures[measure])]] : [];
  });
}

/** How an accelerator’s scale-up bandwidth stands to the trend in its year. */
function trendRow(model: Model, part: Part): Row {
  const year = part.kind === 'accelerator' ? model.values.integer(part, 'year') : undefined;
  if (year === undefined) return undefined;
  const root = rootOfPart(model, part);
  const now = bandwidthOf(model, root, 'scale_up');
  const doubling = policyQuantity(model, root, 'doubling', 'time');
  const base = trendBase(model, root);
  if (!now || doubling === undefined) return undefined;
  const behind = yearsBehind(now, { bits: base.scaleUp, among: 1 }, year - base.year, doubling);
  const distance = `${formatYears(Math.abs(behind))} ${behind > 0 ? 'behind' : 'ahead of'} the trend`;
  return [
    'scale-up',
    `${formatRate(shareRate(now))}, ${Math.abs(behind) < 0.05 ? 'on the trend' : distance} of ${year}`,
  ];
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
    const links = [...sitesUnder(root)].flatMap((site) =>
      site.links.filter((link) => cableOf(model, link)?.declaration === cable.declaration),
    );
    if (links.length === 0) return [];
    const count = links.reduce((sum, link) => sum + (totalLinks(model, link) ?? 0), 0);
    return [[`in ${root.part.name}`, `${formatCount(count)} ${count === 1 ? 'link' : 'links'}`]];
  });
}
