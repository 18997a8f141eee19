import type { Model } from '../../model/model.ts';
import type { Site } from '../../model/site.ts';
import { placeOf } from '../../model/source.ts';
import { formatRate, formatYears } from '../../units/format.ts';
import { by, derived, type Figure, taken } from '../derivation.ts';
import { shareRate } from '../network/share.ts';
import { networksOf } from '../network.ts';
import { policyQuantity, trendBase } from '../policy.ts';
import { clusterYear } from '../roadmap/cluster-year.ts';
import { bandwidthOf } from '../roadmap/entries.ts';
import { yearsBehind } from '../roadmap/trend.ts';
import { stated } from '../stated.ts';
import { shareFigure } from './network.ts';
import { policyFigure, trendBaseFigure } from './policy.ts';

/** Lags below this many years are not told apart. */
const SHORTEST_TOLD = 0.05;

/** How the bandwidth of a cluster or accelerator in a role stands to the trend in its year. */
export function trendFigure(model: Model, root: Site, role: 'scale_up' | 'scale_out'): Figure | undefined {
  const year = yearOf(model, root);
  const now = bandwidthOf(model, root, role);
  const pace = policyQuantity(model, root, 'doubling', 'time');
  const base = trendBase(model, root);
  const has = bandwidthFigure(model, root, role);
  const when = yearFigure(model, root);
  if (year === undefined || !now || pace === undefined || !has || !when) return undefined;
  const before = { bits: role === 'scale_up' ? base.scaleUp : base.scaleOut, among: 1 };
  const behind = yearsBehind(now, before, year - base.year, pace);
  const distance = `${formatYears(Math.abs(behind))} ${behind > 0 ? 'behind' : 'ahead of'} the trend`;
  const from = (name: string): Figure => trendBaseFigure(model, root, name);
  const formula = by`(${when} − ${from('year')}) − log2(${has} / ${from(role)}) × ${policyFigure(model, root, 'doubling')}`;
  return derived(`${role} and the trend`, Math.abs(behind) < SHORTEST_TOLD ? 'on the trend' : distance, formula);
}

function yearOf(model: Model, root: Site): number | undefined {
  return root.part.kind === 'cluster' ? clusterYear(model, root) : model.values.integer(root.part, 'year');
}

/** The year of a cluster, else the latest of its accelerator types, where it is written. */
export function yearFigure(model: Model, root: Site): Figure | undefined {
  const own = stated(model, root.part, 'year');
  if (own || root.part.kind !== 'cluster') return own;
  const year = clusterYear(model, root);
  const latest = latestAccelerator(model, root, year);
  return latest && stated(model, latest.part, 'year');
}

function latestAccelerator(model: Model, site: Site, year: number | undefined): Site | undefined {
  if (site.part.kind === 'accelerator' && model.values.integer(site.part, 'year') === year) return site;
  for (const child of site.children) {
    const found = latestAccelerator(model, child, year);
    if (found) return found;
  }
  return undefined;
}

/** Bandwidth per accelerator in a role: of the network of a cluster, of the ports of an accelerator. */
export function bandwidthFigure(model: Model, root: Site, role: 'scale_up' | 'scale_out'): Figure | undefined {
  const share = bandwidthOf(model, root, role);
  if (!share) return undefined;
  const network = networksOf(model, root).find((each) => each.role === role);
  if (network) return shareFigure(model, network);
  const { part } = root;
  const ports = part.ports.flatMap((group) => {
    const rate = stated(model, group.part, 'rate', part);
    const place = placeOf(part.around.source, group.declaration.name ?? group.declaration);
    return rate ? [[taken(`${part.name}.${group.name}`, String(group.count ?? 1), place), ' × ', rate]] : [];
  });
  return derived(`${role} of ${part.name}`, formatRate(shareRate(share)), ports.flat());
}
