import { bandwidthOf } from '../../facts/roadmap/entries.ts';
import { bestOf } from '../../facts/workload/accelerator-pool.ts';
import { PARTS_OF_BYTE, workloadMemory } from '../../facts/workload/memory.ts';
import { type ScaleUpDomain, scaleUpDomain } from '../../facts/workload/scale-up-domain.ts';
import type { Model } from '../../model/model.ts';
import type { Part } from '../../model/part.ts';
import type { Site } from '../../model/site.ts';
import { placeOf } from '../../model/source.ts';
import { quantity } from '../../units/dimension.ts';
import { formatCount, formatRate } from '../../units/format.ts';
import { check, type Fix } from '../check.ts';
import { formatBytes, setInWorkload, workloadPlace } from './workload-words.ts';

export const domain = check({
  id: 'memory.domain',
  severity: 'information',
  each: 'root',
  docs: {
    summary: 'A workload spans more accelerators than one scale-up domain has.',
    why: `Inside a scale-up domain an accelerator reaches the memory of the others at scale-up bandwidth, and tensor or expert
parallelism, which exchanges data in every layer, is laid out for that. Beyond the domain it has scale-out bandwidth: 9 times
less for an H100, 18 times less for a GB200. Nothing is wrong with a workload that is larger; data and pipeline parallelism exchange less and
cross domains well. But the border has to be where the parallelism expects it, so it is worth knowing.

A domain is the body within one instance of which all scale-up links stay: a node, a rack, a whole pod.`,
    formula: '`accelerators` of the workload ≤ accelerators of the largest scale-up domain',
    sources: ['Scale-up over scale-out bandwidth per accelerator: H100 9, GB200 18, GB300 9 (NVIDIA; derived)'],
    fails: example(9),
    passes: example(8),
    fixes: 'One scale-up domain, where the workload fits into its memory.',
  },
  *run(model, root) {
    for (const workload of root.part.workloads) {
      const wanted = model.values.integer(workload, 'accelerators');
      const found = scaleUpDomain(model, root);
      if (wanted === undefined || !found || wanted <= found.accelerators) continue;
      const { body, accelerators } = found;
      const { member } = body;
      yield {
        at: workloadPlace(root, workload, 'accelerators'),
        message: `${workload.name}: ${formatCount(wanted)} accelerators, a scale-up domain has ${formatCount(accelerators)} (${body.path === '' ? body.part.name : body.path}): ${formatCount(Math.ceil(wanted / accelerators))} domains${rates(model, root)}`,
        site: root,
        related: member
          ? [
              {
                at: placeOf(member.layer.scope.source, member.node.name),
                message: 'scale-up links stay within one of these',
              },
            ]
          : [],
        fixes: () => within(model, root, workload, found),
      };
    }
  },
});

function example(accelerators: number): string {
  return `import nvidia

cluster Serving {
  dgx[4] : nvidia.DgxH100
  workload Chat { accelerators = ${accelerators} }
}
`;
}

/** `; between them 400 instead of 3,600 Gbps per accelerator`, where both are known. */
function rates(model: Model, root: Site): string {
  const [up, out] = [bandwidthOf(model, root, 'scale_up'), bandwidthOf(model, root, 'scale_out')];
  if (!up || !out) return '';
  const shown = ({ bits, among }: { readonly bits: number; readonly among: number }): string =>
    formatRate(quantity(Math.round(bits / among)));
  return `; between them each has ${shown(out)} instead of ${shown(up)}`;
}

/** Offered where weights and cache fit one domain; unknown ones do not tell. */
function within(model: Model, root: Site, workload: Part, { accelerators }: ScaleUpDomain): readonly Fix[] {
  const memory = workloadMemory(model, root, workload);
  const share = memory && bestOf(memory.pool, 'capacity', accelerators);
  if (!memory?.weights || !share || memory.need > share.total * PARTS_OF_BYTE) return [];
  const title = `Use one scale-up domain: ${formatCount(accelerators)} accelerators (${formatBytes(Number(share.total))} of HBM)`;
  return setInWorkload(root, workload, 'accelerators', String(accelerators), title);
}
