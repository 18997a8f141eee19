import { acceleratorsIn } from '../../facts/network/accelerators.ts';
import { bestOf } from '../../facts/workload/accelerator-pool.ts';
import type { WorkloadMemory } from '../../facts/workload/memory.ts';
import { scaleUpDomain } from '../../facts/workload/scale-up-domain.ts';
import type { Model } from '../../model/model.ts';
import type { Part } from '../../model/part.ts';
import { deviceOf, type Site, sitesUnder } from '../../model/site.ts';
import { quantity } from '../../units/dimension.ts';
import { decimal, formatCount, formatPower } from '../../units/format.ts';
import type { Fix } from '../check.ts';
import { BITS_PER_TERABYTE, formatBytes, setInWorkload } from './workload-words.ts';

/** The fix that gives a workload at least a number of accelerators: whole nodes, where the cluster has as many. */
export function moreAccelerators(
  model: Model,
  root: Site,
  workload: Part,
  memory: WorkloadMemory,
  least: number,
  figure: 'capacity' | 'bandwidth',
): readonly Fix[] {
  const before = memory.accelerators ?? 0;
  const inCluster = memory.pool.reduce((sum, { count }) => sum + count, 0);
  const perNode = nodeSize(model, root);
  const whole = least > perNode ? Math.ceil(least / perNode) * perNode : least;
  const number = whole <= inCluster ? whole : least;
  const share = bestOf(memory.pool, figure, number);
  if (!share || number <= before) return [];
  const total = Number(share.total);
  const has =
    figure === 'capacity' ? `${formatBytes(total)} of HBM` : `${decimal(total / BITS_PER_TERABYTE)} TB/s of HBM`;
  const title = `Use ${formatCount(number)} accelerators (${[has, ...price(model, share.used, number - before), ...crossing(model, root, number)].join(', ')})`;
  return setInWorkload(root, workload, 'accelerators', String(number), title);
}

/** `8 more, +5.6 kW`. */
function price(model: Model, used: readonly { readonly part: Part }[], more: number): readonly string[] {
  const [type] = used;
  const power = used.length === 1 ? model.values.quantity(type?.part, 'power', 'power') : undefined;
  return [`${formatCount(more)} more`, ...(power === undefined ? [] : [`+${formatPower(quantity(power * more))}`])];
}

/** Says so where they are more than one scale-up domain has. */
function crossing(model: Model, root: Site, number: number): readonly string[] {
  const domain = scaleUpDomain(model, root);
  if (!domain || number <= domain.accelerators) return [];
  return [`over ${formatCount(Math.ceil(number / domain.accelerators))} scale-up domains`];
}

/** Accelerators of the first device that has some; 1 where they stand by themselves. */
function nodeSize(model: Model, root: Site): number {
  for (const site of sitesUnder(root)) {
    if (site.part.kind !== 'accelerator') continue;
    const device = deviceOf(site);
    return (device && acceleratorsIn(model, device)) ?? 1;
  }
  return 1;
}
