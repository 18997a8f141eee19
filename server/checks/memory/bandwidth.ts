import { fewestWith } from '../../facts/workload/accelerator-pool.ts';
import {
  bytesPerStep,
  decodeRoofline,
  PARTS_OF_BYTE,
  type WorkloadMemory,
  wholeBytes,
  workloadMemory,
} from '../../facts/workload/memory.ts';
import type { Model } from '../../model/model.ts';
import type { Part } from '../../model/part.ts';
import type { Site } from '../../model/site.ts';
import { type Quantity, quantity } from '../../units/dimension.ts';
import { quotientUp } from '../../units/exact.ts';
import { decimal, format, formatCount } from '../../units/format.ts';
import { check, type Fix } from '../check.ts';
import { moreAccelerators } from './more-accelerators.ts';
import {
  BITS_PER_TERABYTE,
  estimateNote,
  formatBytes,
  hbmText,
  needText,
  relatedHbm,
  setInWorkload,
  smallerFormat,
  workloadPlace,
} from './workload-words.ts';

type Tokens = Quantity<'tokens'>;

/** Bits in a byte. */
const BITS = 8n;
/** Thousandths in a token per second. */
const MILLITOKENS = 1000n;

export const bandwidth = check({
  id: 'memory.bandwidth',
  severity: 'warning',
  each: 'root',
  docs: {
    summary: 'A workload asks for more tokens a second than its HBM can be read for.',
    why: `To make one token, decoding reads all weights that the token touches, and the keys and values of the tokens before it, and
computes little with each byte: an H100 would need 295 operations a byte to be busy and gets a few. So the rate is bound by
memory: the aggregate bandwidth of the accelerators over the bytes of a step. A batch of users shares the weights, not
the cache, so that more users raise the tokens in all and lower those of each.

The roofline is what no software can pass that makes one token per step: a model of 70 billion parameters in FP8 runs at
48 tokens a second on one H100, if it fits. Speculative decoding makes several tokens per step, and real servers reach
some 60 to 80 % of the line. Of a mixture of experts only \`active_parameters\` are counted; with many users it touches more.`,
    formula: `\`rate\` ≤ \`accelerators\` × \`hbm.bandwidth\` / (touched weights + \`users\` × \`cache\`), compared exactly

touched weights = \`active_parameters\`, else \`parameters\`, × \`bytes_per_parameter\``,
    sources: [
      'Decode bound: tokens/s ≤ B × N × BW / (W + B × KV): rooflinenotes.dev; jared-hpc.com (295 FLOP/B); Pope et al., arXiv 2211.05102 (from memory)',
      'Derived: 3.35 TB/s / 70 GB = 47.9 tokens/s on an H100, 114 on a B200 (estimate)',
    ],
    fails: example('20.001tok/s'),
    passes: example('20tok/s'),
    fixes:
      'As many accelerators as read it in time, a smaller number format, fewer users, or the rate that the roofline allows.',
  },
  *run(model, root) {
    for (const workload of root.part.workloads) {
      const rate = model.values.quantity(workload, 'rate', 'tokens');
      const memory = workloadMemory(model, root, workload);
      const roof = memory && decodeRoofline(memory);
      const share = memory?.bandwidth;
      if (rate === undefined || !memory || !roof || !share || BigInt(rate) * roof.den <= roof.num) continue;
      const allowed: Tokens = quantity(Number(roof.num / roof.den));
      const users = memory.users === 1 ? '' : ` to each of ${formatCount(memory.users)} users`;
      yield {
        at: workloadPlace(root, workload, 'rate'),
        message: `${workload.name}: ${format(rate, 'tokens', allowed)}${users} wanted, HBM allows ${format(allowed, 'tokens', rate)} (${hbmText(share, 'rate')} = ${decimal(Number(share.total) / BITS_PER_TERABYTE)} TB/s${estimateNote(model, share, 'bandwidth')}; ${needText(memory.touched, memory)} read for each token)`,
        site: root,
        related: relatedHbm(share, 'bandwidth'),
        fixes: () => [
          ...spread(model, root, workload, memory, rate),
          ...shrunk(model, root, workload, memory, rate),
          ...fewerUsers(root, workload, memory, rate),
          ...slower(root, workload, allowed),
        ],
      };
    }
  },
});

/** 75 GB of weights and 8 × 9.375 GB of cache on a bandwidth of 3 TB/s in all: 20 tokens a second. */
function example(rate: string): string {
  return `accelerator Gpu { hbm { capacity = 192GB  bandwidth = 1.5TB/s } }
node Server { gpu[2] : Gpu }

cluster Serving {
  server : Server
  workload Chat {
    accelerators = 2
    parameters = 75_000_000_000
    bytes_per_parameter = 1
    users = 8
    cache = 9.375GB
    rate = ${rate}
  }
}
`;
}

/** Bits a second, times 10^9, that a rate needs for some bytes of a step. */
function bitsFor(bytes: bigint, rate: Tokens): bigint {
  return bytes * BigInt(rate) * BITS;
}

/** What turns the product of fine bytes and thousandths of tokens into bits a second. */
const SCALE = PARTS_OF_BYTE * MILLITOKENS;

function spread(model: Model, root: Site, workload: Part, memory: WorkloadMemory, rate: Tokens): readonly Fix[] {
  const needed = quotientUp(bitsFor(bytesPerStep(memory), rate), SCALE);
  const number = fewestWith(memory.pool, 'bandwidth', needed);
  return number === undefined ? [] : moreAccelerators(model, root, workload, memory, number, 'bandwidth');
}

function shrunk(model: Model, root: Site, workload: Part, memory: WorkloadMemory, rate: Tokens): readonly Fix[] {
  const { touched, bandwidth: share } = memory;
  if (touched === undefined || !share) return [];
  const step = bytesPerStep(memory);
  const smaller = smallerFormat(
    model,
    workload,
    (shrink) => bitsFor(step - touched + shrink(touched), rate) <= share.total * SCALE,
  );
  if (!smaller) return [];
  const saved = formatBytes(wholeBytes(touched - smaller.shrink(touched)));
  const title = `Hold the parameters in ${smaller.format.name} (${smaller.format.bytes} B each: ${saved} less to read; accuracy is to be tested)`;
  return setInWorkload(root, workload, 'bytes_per_parameter', smaller.format.bytes, title);
}

function fewerUsers(root: Site, workload: Part, memory: WorkloadMemory, rate: Tokens): readonly Fix[] {
  const { touched = 0n, cacheEach, users, bandwidth: share } = memory;
  if (!cacheEach || !share) return [];
  const left = (share.total * SCALE - bitsFor(touched, rate)) / bitsFor(cacheEach, rate);
  if (left < 1n || left >= BigInt(users)) return [];
  const title = `Serve ${left === 1n ? '1 user' : `${formatCount(Number(left))} users`} at a time (${formatCount(users - Number(left))} fewer)`;
  return setInWorkload(root, workload, 'users', String(left), title);
}

/** The next lower whole rate that the roofline allows; as it is where that is none. */
function slower(root: Site, workload: Part, allowed: Tokens): readonly Fix[] {
  const whole = Math.floor(allowed / Number(MILLITOKENS));
  if (whole < 1) return [];
  return setInWorkload(root, workload, 'rate', `${whole}tok/s`, `Promise ${formatCount(whole)} tok/s to each user`);
}
