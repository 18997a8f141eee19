import type { Analysis } from '../../checks/analyse.ts';
import { workloadFigures } from '../../facts/explained/workload.ts';
import { acceleratorsIn } from '../../facts/network/accelerators.ts';
import { clusterFailures, timeBetween } from '../../facts/reliability/link-failures.ts';
import { PARTS_OF_BYTE, type WorkloadMemory, wholeBytes, workloadMemory } from '../../facts/workload/memory.ts';
import { scaleUpDomain } from '../../facts/workload/scale-up-domain.ts';
import type { Model } from '../../model/model.ts';
import type { Part } from '../../model/part.ts';
import type { Site } from '../../model/site.ts';
import { quantity, WHOLE } from '../../units/dimension.ts';
import { format, formatCount, formatRatio } from '../../units/format.ts';
import { arithmetic } from './derivation.ts';
import { figures } from './figures.ts';
import { code, page, type Row, table } from './markdown.ts';

/** A workload: weights and cache against the HBM of its accelerators, what decoding can reach, and its scale-up domains. */
export function workloadHover({ model }: Analysis, workload: Part, around: readonly Site[]): string {
  const root = around.find((site) => site.part.workloads.includes(workload)) ?? around[0];
  const memory = root && workloadMemory(model, root, workload);
  const rows = root && memory ? memoryRows(model, root, workload, memory) : [];
  const { declaration } = workload;
  const head = ['**workload**', code(workload.name)] as const;
  const doc = declaration.node === 'declaration' ? declaration.doc : undefined;
  return page(table(head, [...figures(model, workload), ...rows]), doc);
}

function memoryRows(model: Model, root: Site, workload: Part, memory: WorkloadMemory): readonly Row[] {
  const { weights, cache, hbm, perUser, aggregate } = workloadFigures(model, workload, memory);
  return [
    weights ? ['weights', arithmetic(weights)] : ['weights', 'unknown: `parameters` × `bytes_per_parameter`'],
    cache && ['cache', arithmetic(cache)],
    hbm ? ['HBM', arithmetic(hbm)] : ['HBM', 'unknown: an accelerator states no `hbm.capacity`'],
    leftRow(memory),
    perUser && ['at most, each user', arithmetic(perUser)],
    aggregate && memory.users > 1 ? ['at most, in all', arithmetic(aggregate)] : undefined,
    domainRow(model, root, memory),
    ...interruptionRows(model, root, workload),
  ];
}

/** What is left of the HBM: buffers, fragmentation and the runtime take some 10 to 20 % (estimate). */
function leftRow({ capacity, need }: WorkloadMemory): Row {
  if (!capacity || need === 0n) return undefined;
  const left = capacity.total * PARTS_OF_BYTE - need;
  if (left < 0n) return ['over', `**${memoryText(-left)}**`];
  const share = quantity<'ratio'>(Number((left * BigInt(WHOLE)) / (capacity.total * PARTS_OF_BYTE)));
  return ['left', `${memoryText(left)}, ${formatRatio(share)} (the runtime takes some 10 to 20 %, estimate)`];
}

function memoryText(bytes: bigint): string {
  return format<'memory'>(quantity(wholeBytes(bytes)), 'memory');
}

function domainRow(model: Model, root: Site, { accelerators }: WorkloadMemory): Row {
  const domain = scaleUpDomain(model, root);
  if (!domain || accelerators === undefined) return undefined;
  const number = Math.ceil(accelerators / domain.accelerators);
  const where = code(domain.body.path === '' ? domain.body.part.name : domain.body.path);
  return [
    'scale-up domains',
    `${formatCount(number)}: ${formatCount(accelerators)} accelerators, ${formatCount(domain.accelerators)} in ${where}`,
  ];
}

/** How often links are expected to interrupt the job: removals and flaps are two rates. */
function interruptionRows(model: Model, root: Site, workload: Part): readonly Row[] {
  const wanted = model.values.integer(workload, 'accelerators');
  const inCluster = acceleratorsIn(model, root);
  if (wanted === undefined || !inCluster) return [];
  const { removals, flaps, unknown } = clusterFailures(model, root);
  const row = (name: string, failures: bigint): Row => {
    const time = timeBetween({ failures, job: Math.min(wanted, inCluster), inCluster });
    const more = unknown > 0 ? ` (${formatCount(unknown)} statements without a rate)` : '';
    return time === undefined ? undefined : [name, `every ${format<'time'>(time, 'time')}${more}, estimate`];
  };
  return [row('links removed', removals), row('links flap', flaps)];
}
