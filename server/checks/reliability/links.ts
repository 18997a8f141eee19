import { cableOf } from '../../facts/links.ts';
import { mediaThatReach } from '../../facts/media.ts';
import { acceleratorsIn } from '../../facts/network/accelerators.ts';
import { policyPlace, policyQuantity } from '../../facts/policy.ts';
import {
  type ClusterFailures,
  clusterFailures,
  type FailureTerm,
  isMoreOften,
  type JobRate,
  ratesOf,
  timeBetween,
} from '../../facts/reliability/link-failures.ts';
import { isEstimate } from '../../facts/stated.ts';
import type { Model } from '../../model/model.ts';
import type { Site } from '../../model/site.ts';
import { placeOf } from '../../model/source.ts';
import type { Time } from '../../units/dimension.ts';
import { format, formatCount } from '../../units/format.ts';
import { check, type Fix, type Related } from '../check.ts';
import { workloadPlace } from '../memory/workload-words.ts';
import { useMedium } from '../reach/use-medium.ts';

/** Media that are offered for a link statement. */
const MOST_MEDIA = 2;
/** Link statements that are named. */
const MOST_NAMED = 3;

export const links = check({
  id: 'reliability.links',
  severity: 'warning',
  each: 'root',
  docs: {
    summary: 'Links are expected to interrupt a job more often than its policy accepts.',
    why: `A training job stops when one of its links does: it goes back to the last checkpoint, and all its accelerators wait. Two rates
count, and they are different things. A *removal* is a module or cable that is taken out: 250 per 10^9 hours were measured for
400G DR4 modules, 500 for a link with one at each end. A *flap* is a link that goes down and comes back: 16,300 per 10^9 hours
for the same modules, 6,900 for linear ones without a DSP. So flaps interrupt some thirty times as often as removals, unless the
software rides them out.

Dirt is the cause more often than wear: of the link failures of one operator 90 %, of the modules replaced 97 % were
contamination, against which cleaning and sealed assemblies help. Passive copper has no laser and no connector to keep
clean and fails about a hundred times less. In a job of 16,384 H100, switches and cables made 8.4 % of the unexpected interruptions.

Nothing is judged unless \`policy { interruption = … }\` says how often is too often, and a workload how many accelerators it uses.`,
    formula: `mean time = 10^9 h / (Σ links × (\`fit\` + \`flap_fit\`) × \`accelerators\` of the job / accelerators of the cluster)

over the links of scale-up and scale-out networks, compared exactly. Rates that are not stated count as none.`,
    sources: [
      'Alibaba Cloud at ECOC 2026: 400G DR4, 13,234 modules and 25.8M device hours (271 FIT, linear), 250 FIT and 0.040 % of links flap per day (retimed)',
      'Oracle at ECOC 2026: 90 % of link failures and 97 % of replaced modules are contamination',
      'Meta, Llama 3 405B: 35 of 419 unexpected interruptions in 54 days on 16,384 GPUs; Alibaba HPN, SIGCOMM 2024: 0.057 % of links fail a month',
      'Microsoft, Mosaic, SIGCOMM 2025: laser optics fail up to 100 times as often as copper; passive copper 3–20 FIT (estimate)',
    ],
    fails: example('1001h'),
    passes: example('1000h'),
    fixes:
      'Another medium for one of the links that fail most, where it reaches and by itself suffices: with its reach, watts, money and the time between interruptions that it leaves.',
  },
  *run(model, root) {
    const limit = policyQuantity(model, root, 'interruption', 'time');
    const inCluster = acceleratorsIn(model, root);
    if (limit === undefined || !inCluster || root.part.workloads.length === 0) return;
    const all = clusterFailures(model, root);
    for (const workload of root.part.workloads) {
      const wanted = model.values.integer(workload, 'accelerators');
      if (wanted === undefined) continue;
      const job = Math.min(wanted, inCluster);
      const rate = (failures: bigint): JobRate => ({ failures, job, inCluster });
      const total = rate(all.removals + all.flaps);
      if (!isMoreOften(total, limit)) continue;
      const cause = [
        `removals ${every(rate(all.removals))}`,
        `flaps ${every(rate(all.flaps))}`,
        `${formatCount(job)} of ${formatCount(inCluster)} accelerators`,
        ...(all.unknown > 0 ? [`${formatCount(all.unknown)} unknown`] : []),
        ...(hasEstimate(model, all) ? ['rates are estimates'] : []),
      ];
      yield {
        at: workloadPlace(root, workload, 'accelerators'),
        message: `${workload.name}: links interrupt it ${every(total, limit)}, policy.interruption is ${shown(limit, timeBetween(total))} (${cause.join('; ')})`,
        site: root,
        related: [...asked(model, root), ...mostFailing(all).slice(0, MOST_NAMED).map(relatedTerm)],
        fixes: () =>
          mostFailing(all)
            .slice(0, MOST_NAMED)
            .flatMap((term) => otherMedia(model, root, all, term, total, limit)),
      };
    }
  },
});

/** A thousand links of 1,000 FIT fail once in 1,000 h. */
function example(interruption: string): string {
  return `cable Optics { medium = smf  rate = 400Gbps  lanes = 4  reach = 500m  fit = 1000FIT }
accelerator Gpu { port port { rate = 400Gbps  lanes = 4 } }
switch Leaf { port port[1000] { rate = 400Gbps  lanes = 4 } }

policy { interruption = ${interruption} }

cluster Training {
  gpu[1000] : Gpu
  leaf : Leaf
  fabric Rails {
    role = scale_out
    link rail : gpu[g] -- leaf via Optics { length = 20m }
  }
  workload Job { accelerators = 1000 }
}
`;
}

/** `every 5.2 h`, rounded down. */
function every(rate: JobRate, limit?: Time): string {
  const time = timeBetween(rate);
  return time === undefined ? 'never' : `every ${shown(time, limit)}`;
}

function shown(time: Time, limit?: Time): string {
  return format<'time'>(time, 'time', limit);
}

function hasEstimate(model: Model, { terms }: ClusterFailures): boolean {
  return terms.some(({ link }) => ['fit', 'flap_fit'].some((name) => isEstimate(model, cableOf(model, link), name)));
}

function asked(model: Model, root: Site): readonly Related[] {
  const at = policyPlace(model, root, 'interruption');
  return at ? [{ at, message: 'asked for here' }] : [];
}

function mostFailing({ terms }: ClusterFailures): readonly FailureTerm[] {
  const rateOf = ({ links: number, removals, flaps }: FailureTerm): number => number * ((removals ?? 0) + (flaps ?? 0));
  return terms.filter((term) => rateOf(term) > 0).sort((a, b) => rateOf(b) - rateOf(a));
}

function relatedTerm({ link: { slot }, links: number, removals, flaps }: FailureTerm): Related {
  const rates = [
    removals === undefined ? undefined : `${format(removals, 'failures')} removals`,
    flaps === undefined ? undefined : `${format(flaps, 'failures')} flaps`,
  ].flatMap((each) => each ?? []);
  return {
    at: placeOf(slot.layer.scope.source, slot.node.via ?? slot.node.name),
    message: `${slot.name}: ${formatCount(number)} links, each ${rates.join(' and ')}`,
  };
}

/** Media that reach and, for all links of the statement, bring the job within what is asked. */
function otherMedia(
  model: Model,
  root: Site,
  { terms }: ClusterFailures,
  { link }: FailureTerm,
  total: JobRate,
  limit: Time,
): readonly Fix[] {
  if (link.slot.layer.scope.source !== root.part.around.source) return [];
  const same = terms.filter((term) => term.link.slot.node === link.slot.node);
  const before = same.reduce(
    (sum, term) => sum + BigInt(term.links) * BigInt((term.removals ?? 0) + (term.flaps ?? 0)),
    0n,
  );
  const count = same.reduce((sum, term) => sum + term.links, 0);
  const fixes = mediaThatReach(model, link).flatMap((medium): readonly Fix[] => {
    const [removals, flaps] = ratesOf(model, medium.cable);
    if (removals === undefined) return [];
    const failures = total.failures - before + BigInt(count) * BigInt(removals + (flaps ?? 0));
    const after = { ...total, failures };
    if (isMoreOften(after, limit)) return [];
    const fix = useMedium(model, link, medium);
    return [{ ...fix, title: `${link.slot.name}: ${fix.title.replace(/\)$/, '')}; then interrupted ${every(after)})` }];
  });
  return fixes.slice(0, MOST_MEDIA);
}
