import { fewestWith } from '../../facts/workload/accelerator-pool.ts';
import { PARTS_OF_BYTE, type WorkloadMemory, wholeBytes, workloadMemory } from '../../facts/workload/memory.ts';
import type { Model } from '../../model/model.ts';
import type { Part } from '../../model/part.ts';
import type { Site } from '../../model/site.ts';
import { quotientUp } from '../../units/exact.ts';
import { formatCount } from '../../units/format.ts';
import { check, type Fix } from '../check.ts';
import { moreAccelerators } from './more-accelerators.ts';
import {
  estimateNote,
  formatBytes,
  hbmText,
  needText,
  relatedHbm,
  setInWorkload,
  smallerFormat,
  workloadPlace,
} from './workload-words.ts';

export const capacity = check({
  id: 'memory.capacity',
  severity: 'error',
  each: 'root',
  docs: {
    summary: 'The weights and the cache of a workload do not fit the HBM of its accelerators.',
    why: `A model is served from high-bandwidth memory: all its weights have to be there, and beside them the keys and values of every
token that is still in the context of a user. A model of 70 billion parameters in BF16 is 140 GB of weights, more than one
accelerator of 80 GB holds; each user with 8,000 tokens in context adds 2.7 GB, with 128,000 tokens 43 GB.

The rule holds the bare sum against the bare capacity: what is over it cannot run. Buffers, fragmentation and the runtime
take some 10 to 20 % on top, which the hover shows as what is left. Where accelerators of several types are in the cluster,
those with the most memory are taken. A mixture of experts keeps all its parameters in memory, however few one token touches.`,
    formula:
      '`parameters` × `bytes_per_parameter` + `users` × `cache` ≤ `accelerators` × `hbm.capacity`, compared exactly',
    sources: [
      'KV bytes per token = 2 × layers × KV heads × head dimension × bytes: Pope et al., Efficiently Scaling Transformer Inference, arXiv 2211.05102 (from memory); derived: 327,680 B for 80 layers, 8 heads of 128, BF16',
      'Overhead of 10–20 % (estimate)',
    ],
    fails: example(39_999_999_999),
    passes: example(40_000_000_000),
    fixes: 'As many accelerators as hold it, a smaller number format for the parameters (FP8, FP4), or fewer users.',
  },
  *run(model, root) {
    for (const workload of root.part.workloads) {
      const memory = workloadMemory(model, root, workload);
      const has = memory?.capacity;
      if (!memory || !has || memory.need <= has.total * PARTS_OF_BYTE) continue;
      const [need, limit] = [wholeBytes(memory.need), Number(has.total)];
      const isBound = memory.weights === undefined || memory.cache === undefined;
      yield {
        at: workloadPlace(root, workload, 'accelerators', 'parameters'),
        message: `${workload.name}: ${isBound ? '≥ ' : ''}${formatBytes(need, limit)} needed (${needText(memory.weights, memory)}), ${accelerators(memory)} ${formatBytes(limit, need)} of HBM (${hbmText(has, 'memory')}${estimateNote(model, has, 'capacity')})`,
        site: root,
        related: relatedHbm(has, 'capacity'),
        fixes: () => [
          ...spread(model, root, workload, memory),
          ...shrunk(model, root, workload, memory),
          ...fewerUsers(root, workload, memory),
        ],
      };
    }
  },
});

/** A model whose weights of 80 GB, with a cache of 80 GB in all, stand beside two accelerators of some bytes. */
function example(bytes: number): string {
  return `accelerator Gpu { hbm { capacity = ${bytes / 1e6}MB  bandwidth = 3TB/s } }
node Server { gpu[4] : Gpu }

cluster Serving {
  server : Server
  workload Chat {
    accelerators = 4
    parameters = 40_000_000_000
    bytes_per_parameter = 2
    users = 8
    cache = 10GB
  }
}
`;
}

/** `8 accelerators have`. */
function accelerators({ accelerators: number = 0 }: WorkloadMemory): string {
  return number === 1 ? '1 accelerator has' : `${formatCount(number)} accelerators have`;
}

/** As many accelerators as hold it. */
function spread(model: Model, root: Site, workload: Part, memory: WorkloadMemory): readonly Fix[] {
  const number = fewestWith(memory.pool, 'capacity', quotientUp(memory.need, PARTS_OF_BYTE));
  return number === undefined ? [] : moreAccelerators(model, root, workload, memory, number, 'capacity');
}

/** Parameters of fewer bytes. */
function shrunk(model: Model, root: Site, workload: Part, memory: WorkloadMemory): readonly Fix[] {
  const { weights, need, capacity: has } = memory;
  if (weights === undefined || !has) return [];
  const limit = has.total * PARTS_OF_BYTE;
  const smaller = smallerFormat(model, workload, (shrink) => need - weights + shrink(weights) <= limit);
  if (!smaller) return [];
  const { format, shrink } = smaller;
  const saved = formatBytes(wholeBytes(weights - shrink(weights)));
  const title = `Hold the parameters in ${format.name} (${format.bytes} B each: ${saved} less; accuracy is to be tested)`;
  return setInWorkload(root, workload, 'bytes_per_parameter', format.bytes, title);
}

/** As many users as fit beside the weights. */
function fewerUsers(root: Site, workload: Part, memory: WorkloadMemory): readonly Fix[] {
  const { weights = 0n, cacheEach, users, capacity: has } = memory;
  if (!cacheEach || !has) return [];
  const left = (has.total * PARTS_OF_BYTE - weights) / cacheEach;
  if (left < 1n) return [];
  const title = `Serve ${formatCount(Number(left))} users at a time (${formatCount(users - Number(left))} fewer)`;
  return setInWorkload(root, workload, 'users', String(left), title.replace('Serve 1 users', 'Serve 1 user'));
}
