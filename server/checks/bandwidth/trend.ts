import { shareRate } from '../../facts/network/share.ts';
import { policiesAt, policyQuantity, trendBase } from '../../facts/policy.ts';
import { clusterYear } from '../../facts/roadmap/cluster-year.ts';
import { bandwidthOf } from '../../facts/roadmap/entries.ts';
import { dueAfter, keepsUp, yearsBehind } from '../../facts/roadmap/trend.ts';
import type { Model } from '../../model/model.ts';
import type { Site } from '../../model/site.ts';
import { type Place, placeOf } from '../../model/source.ts';
import { formatRate, formatYears } from '../../units/format.ts';
import { check } from '../check.ts';
import { paceOf, planAtPace } from './measured-pace.ts';

/** Lags below this many years are not told apart. */
const SHORTEST_SHOWN = 0.1;

export const trend = check({
  id: 'bandwidth.trend',
  severity: 'information',
  each: 'root',
  docs: {
    summary: 'A cluster has less bandwidth per accelerator than the trend has in its year.',
    why: 'Bandwidth per accelerator doubles about every two years, scale-up and scale-out alike. A cluster below that line is not wrong, and many good ones are; but it tells before it is built that its interconnect is of an earlier generation than its accelerators.',
    formula:
      'bandwidth ≥ base × 2^((year − base year) / `policy.doubling`), compared exactly. The base is `policy.trend_base`. Years behind = (year − base year) − log2(bandwidth / base) × doubling.',
    sources: [
      'Base: NVIDIA H100, 2022: 18 links of 200 Gbps, 3.6 Tbps scale-up, and 400 Gbps scale-out (ConnectX-7) per accelerator and direction',
      'Pace: least squares over 2017–2026, 2.0 years (95 % 1.5–3.1) for scale-out, 2.5 (2.1–3.3) for scale-up',
    ],
    fails: example(2026),
    passes: example(2024),
    fixes:
      'Where the cluster is above the line of the measured pace: plan at that pace, by a `policy` that says so. Otherwise none is offered; a `policy { trend_base { … } }` moves the line, `allow bandwidth.trend "…"` says why it does not matter.',
  },
  *run(model, root) {
    const year = root.part.kind === 'cluster' ? clusterYear(model, root) : undefined;
    if (year === undefined) return;
    const lags = (['scale_up', 'scale_out'] as const).flatMap((role) => lag(model, root, role, year) ?? []);
    const [only, ...others] = lags;
    if (!only) return;
    const base = trendBase(model, root);
    const told = lags.map(({ message }) => message).join('; ');
    yield {
      at: placeOfYear(root),
      message: `${root.part.name}: ${told} (trend from ${base.year}, policy.trend_base)`,
      site: root,
      fixes: () =>
        others.length === 0 && only.keepsMeasuredPace
          ? planAtPace(model, policiesAt(model, root), root.part, only.role)
          : [],
    };
  },
});

/** Accelerators with 800 Gbps each. */
function example(year: number): string {
  return `accelerator Gpu { power = 1000W }
nic Nic { port port { rate = 800Gbps  lanes = 8 } }
node Server {
  gpu[8] : Gpu
  nic[8] : Nic
}
switch Switch { port port[64] { rate = 800Gbps  lanes = 8 } }

cluster Training {
  year = ${year}
  server[8] : Server
  leaf      : Switch
  fabric Rails {
    role = scale_out
    link rail : server[s].nic[r] -- leaf
  }
}
`;
}

interface Lag {
  readonly role: 'scale_up' | 'scale_out';
  readonly message: string;
  /** Whether it is above the line that doubles at the measured pace. */
  readonly keepsMeasuredPace: boolean;
}

function lag(model: Model, root: Site, role: Lag['role'], year: number): Lag | undefined {
  const now = bandwidthOf(model, root, role);
  const pace = policyQuantity(model, root, 'doubling', 'time');
  const base = trendBase(model, root);
  const before = { bits: role === 'scale_up' ? base.scaleUp : base.scaleOut, among: 1 };
  if (!now || pace === undefined || keepsUp(now, before, year - base.year, pace)) return undefined;
  const due = dueAfter(before, year - base.year, pace);
  const has = shareRate(now);
  const years = yearsBehind(now, before, year - base.year, pace);
  const behind = years < SHORTEST_SHOWN ? `less than ${SHORTEST_SHOWN} years` : formatYears(years);
  const trendHas = `the trend has ${formatRate(due, has)} in ${year}`;
  return {
    role,
    message: `${role.replace('_', '-')} ${formatRate(has, due)} per accelerator, ${trendHas}: ${behind} behind`,
    keepsMeasuredPace: keepsUp(now, before, year - base.year, paceOf(role)),
  };
}

/** The year that the cluster states, else its name. */
function placeOfYear({ part }: Site): Place {
  const slot = part.properties.get('year');
  if (slot) return placeOf(slot.layer.scope.source, slot.node);
  const { declaration, around } = part;
  return placeOf(around.source, declaration.name ?? declaration);
}
