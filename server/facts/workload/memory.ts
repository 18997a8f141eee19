import type { Model } from '../../model/model.ts';
import type { Part } from '../../model/part.ts';
import type { Site } from '../../model/site.ts';
import { WHOLE } from '../../units/dimension.ts';
import { quotientUp } from '../../units/exact.ts';
import { integerOr } from '../stated.ts';
import { acceleratorPool, bestOf, type PoolPart, type Share } from './accelerator-pool.ts';

/**
 * Memory in 10^-6 B, as a whole number: bytes per parameter may be a fraction, such as 0.5625 for four bits with a scale.
 */
export type FineBytes = bigint;

/** A byte has as many parts as a ratio of one. */
export const PARTS_OF_BYTE = BigInt(WHOLE);

/** What a workload keeps in memory, and what it reads for each token. Sums with a missing term are lower bounds. */
export interface WorkloadMemory {
  /** Accelerators that it may use: as many as it states, at most all of the cluster; undefined where that is not known. */
  readonly accelerators: number | undefined;
  readonly pool: readonly PoolPart[];
  readonly users: number;
  /** All parameters; undefined where a term is missing. */
  readonly weights: FineBytes | undefined;
  /** The parameters that one token touches, at least. */
  readonly touched: FineBytes | undefined;
  /** Key-value cache of one user, and of all of them. */
  readonly cacheEach: FineBytes | undefined;
  readonly cache: FineBytes | undefined;
  /** Weights and cache, as far as they are known. */
  readonly need: FineBytes;
  /** HBM of the accelerators; undefined where it is not known. */
  readonly capacity: Share | undefined;
  /** Bandwidth of that HBM, bit/s. */
  readonly bandwidth: Share | undefined;
}

/** Undefined where the cluster has no accelerators, or their number is not known. Users are one where none are stated. */
export function workloadMemory(model: Model, root: Site, workload: Part): WorkloadMemory | undefined {
  const pool = acceleratorPool(model, root);
  if (!pool) return undefined;
  const inCluster = pool.reduce((sum, { count }) => sum + count, 0);
  const accelerators = integerOr(model, workload, 'accelerators', inCluster);
  const users = integerOr(model, workload, 'users', 1);
  const perParameter = model.values.quantity(workload, 'bytes_per_parameter', 'ratio');
  const weights = product(model.values.quantity(workload, 'parameters', 'number'), perParameter);
  const active = workload.properties.has('active_parameters')
    ? product(model.values.quantity(workload, 'active_parameters', 'number'), perParameter)
    : weights;
  const each = model.values.quantity(workload, 'cache', 'memory');
  const cacheEach = each === undefined ? undefined : BigInt(each) * PARTS_OF_BYTE;
  const cache = cacheEach === undefined || users === undefined ? undefined : cacheEach * BigInt(users);
  const number = accelerators === undefined ? undefined : Math.min(accelerators, inCluster);
  return {
    accelerators: number,
    pool,
    users: users ?? 1,
    weights,
    touched: active,
    cacheEach,
    cache,
    need: (weights ?? 0n) + (cache ?? cacheEach ?? 0n),
    capacity: number === undefined ? undefined : bestOf(pool, 'capacity', number),
    bandwidth: number === undefined ? undefined : bestOf(pool, 'bandwidth', number),
  };
}

function product(a: number | undefined, b: number | undefined): bigint | undefined {
  return a === undefined || b === undefined ? undefined : BigInt(a) * BigInt(b);
}

/** Bytes that one step of decoding reads: the touched weights once, and the cache of each user. */
export function bytesPerStep({ touched, cache, cacheEach }: WorkloadMemory): FineBytes {
  return (touched ?? 0n) + (cache ?? cacheEach ?? 0n);
}

/**
 * The roofline of decoding, in 0.001 tokens per second and user, as a fraction: aggregate HBM bandwidth over the bytes of a
 * step, in which each user gets one token. Undefined where a term is missing.
 */
export function decodeRoofline(memory: WorkloadMemory): { readonly num: bigint; readonly den: bigint } | undefined {
  const bytes = bytesPerStep(memory);
  if (!memory.bandwidth || bytes === 0n) return undefined;
  return { num: memory.bandwidth.total * PARTS_OF_BYTE * MILLITOKENS, den: bytes * BITS };
}

/** Token rates are held in thousandths. */
const MILLITOKENS = 1000n;
/** Bits in a byte: bandwidth is held in bit/s. */
const BITS = 8n;

/** Bytes, rounded up, to be shown. */
export function wholeBytes(bytes: FineBytes): number {
  return Number(quotientUp(bytes, PARTS_OF_BYTE));
}
