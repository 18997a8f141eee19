import { metres, quantity, watts } from '../../units/dimension.ts';
import { decimal, formatCount, formatLength, formatPower, formatRate, formatRatio } from '../../units/format.ts';
import type { RackRow } from '../rack/rows.ts';
import type { ClusterReport, Report } from '../report.ts';
import type { FabricReport, LinkReport, TierReport } from './fabric-report.ts';
import { type Margin, marginsOf } from './margins.ts';
import { type Column, textTable } from './text-table.ts';

/** What is not known. */
const UNKNOWN = '?';
/** Margins that are shown. */
const MOST_MARGINS = 3;

/** A report for people: a block for each cluster, with aligned tables. */
export function reportText(report: Report): string {
  const blocks = report.files.flatMap(({ path, clusters }) =>
    clusters.length === 0 ? [`${path}: no cluster`] : clusters.map((cluster) => clusterLines(path, cluster).join('\n')),
  );
  return `${blocks.join('\n\n')}\n`;
}

function clusterLines(path: string, cluster: ClusterReport): readonly string[] {
  const title = `${cluster.name}${cluster.year === null ? '' : ` (${cluster.year})`}  ${path}`;
  const margins = marginsOf(cluster).slice(0, MOST_MARGINS);
  return [
    title,
    '='.repeat(title.length),
    `power  ${power(cluster.power_w)}`,
    ...section('parts', textTable(partColumns, partRows(cluster))),
    ...section('racks', textTable(rackColumns, cluster.racks)),
    ...cluster.fabrics.flatMap(fabricLines),
    ...section('nearest to their limits', textTable(marginColumns, margins)),
  ];
}

function section(title: string, lines: readonly string[]): readonly string[] {
  return lines.length === 0 ? [] : ['', title, ...indented(lines)];
}

function indented(lines: readonly string[]): readonly string[] {
  return lines.map((line) => `  ${line}`);
}

interface PartRow {
  readonly kind: string;
  readonly total: number | null;
  readonly types: string;
}

function partRows({ counts }: ClusterReport): readonly PartRow[] {
  return Object.entries(counts).flatMap(([kind, { total, by_type }]): readonly PartRow[] => {
    const types = Object.entries(by_type).map(([name, count]) => `${name} ${countText(count)}`);
    return total === 0 ? [] : [{ kind: kind.replace('_', ' '), total, types: types.join(', ') }];
  });
}

const partColumns: readonly Column<PartRow>[] = [
  { title: 'kind', align: 'left', text: ({ kind }) => kind },
  { title: 'count', align: 'right', text: ({ total }) => countText(total) },
  { title: 'by type', align: 'left', text: ({ types }) => types },
];

const rackColumns: readonly Column<RackRow>[] = [
  { title: 'rack', align: 'left', text: (rack) => rack.path },
  { title: 'type', align: 'left', text: (rack) => rack.type },
  { title: 'count', align: 'right', text: (rack) => countText(rack.count) },
  { title: 'power', align: 'right', text: (rack) => power(rack.power_w) },
  { title: 'usable', align: 'right', text: (rack) => power(rack.usable_w) },
  { title: 'to air', align: 'right', text: (rack) => power(rack.air_heat_w) },
  { title: 'to liquid', align: 'right', text: (rack) => power(rack.liquid_heat_w) },
  { title: 'units', align: 'right', text: (rack) => `${number(rack.units_used)} / ${number(rack.units)}` },
  {
    title: 'mass',
    align: 'right',
    text: ({ mass_kg }) => (mass_kg === null ? UNKNOWN : `${decimal(mass_kg, 0)} kg`),
  },
];

function fabricLines(fabric: FabricReport): readonly string[] {
  const title = `fabric ${fabric.path} (${fabric.role ?? 'role unknown'})`;
  const cages = Object.entries(fabric.cages).map(([type, count]) => `${type} ${formatCount(count)}`);
  const figures = [
    `per accelerator  ${rate(fabric.per_accelerator_bps)}`,
    `injection  ${rate(fabric.injection_bps)}`,
    `bisection  ${rate(fabric.bisection_bps)} one way`,
    `interconnect power  ${power(fabric.power_w)}`,
  ];
  return [
    ...section(title, [figures.join('   ')]),
    ...indented(textTable(linkColumns, fabric.links)),
    ...indented(textTable(tierColumns, fabric.tiers ?? [])),
    ...(cages.length > 0 ? [`  cages in use  ${cages.join(', ')}`] : []),
  ];
}

const linkColumns: readonly Column<LinkReport>[] = [
  { title: 'link', align: 'left', text: (link) => link.name },
  { title: 'count', align: 'right', text: (link) => countText(link.count) },
  { title: 'cables', align: 'right', text: (link) => countText(link.cables) },
  { title: 'cable', align: 'left', text: (link) => link.cable ?? UNKNOWN },
  { title: 'medium', align: 'left', text: (link) => link.medium ?? UNKNOWN },
  { title: 'rate', align: 'right', text: (link) => rate(link.rate_bps) },
  { title: 'per lane', align: 'right', text: (link) => rate(link.lane_rate_bps) },
  { title: 'length', align: 'right', text: lengths },
  { title: 'reach', align: 'right', text: (link) => length(link.reach_m) },
  { title: 'power', align: 'right', text: (link) => power(link.power_w) },
];

function lengths({ length_min_m, length_max_m }: LinkReport): string {
  const longest = length(length_max_m);
  return length_min_m === length_max_m ? longest : `${length(length_min_m)}–${longest}`;
}

const tierColumns: readonly Column<TierReport>[] = [
  { title: 'switch', align: 'left', text: (tier) => tier.switch },
  { title: 'count', align: 'right', text: (tier) => countText(tier.count) },
  { title: 'down', align: 'right', text: (tier) => rate(tier.down_bps) },
  { title: 'up', align: 'right', text: (tier) => (tier.up_bps === 0 ? 'top' : rate(tier.up_bps)) },
  { title: 'down : up', align: 'right', text: oversubscription },
];

function oversubscription({ down_bps, up_bps }: TierReport): string {
  return up_bps && down_bps !== null ? `${decimal(down_bps / up_bps)} : 1` : '';
}

const marginColumns: readonly Column<Margin>[] = [
  { title: 'what', align: 'left', text: ({ what }) => what },
  { title: 'value', align: 'right', text: ({ used, unit }) => inUnit(used, unit) },
  { title: 'limit', align: 'right', text: ({ limit, unit }) => inUnit(limit, unit) },
  {
    title: 'used',
    align: 'right',
    text: ({ used, limit }) => formatRatio(quantity(Math.round((used / limit) * 1e6))),
  },
];

function inUnit(value: number, unit: Margin['unit']): string {
  if (unit === 'm') return length(value);
  if (unit === 'W') return power(value);
  return unit === 'bps' ? rate(value) : `${decimal(value)} U`;
}

function countText(value: number | null): string {
  return value === null ? UNKNOWN : formatCount(value);
}

function number(value: number | null): string {
  return value === null ? UNKNOWN : decimal(value);
}

function rate(value: number | null): string {
  return value === null ? UNKNOWN : formatRate(quantity(value));
}

function power(value: number | null): string {
  return value === null ? UNKNOWN : formatPower(watts(value));
}

function length(value: number | null): string {
  return value === null ? UNKNOWN : formatLength(metres(value));
}
