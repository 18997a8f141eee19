import type { Model } from '../../model/model.ts';
import type { Part } from '../../model/part.ts';
import { quantity } from '../../units/dimension.ts';
import { decimal, format, formatCount } from '../../units/format.ts';
import { by, derived, type Figure, type Formula, sum, taken } from '../derivation.ts';
import { stated } from '../stated.ts';
import type { Share } from '../workload/accelerator-pool.ts';
import { bytesPerStep, decodeRoofline, type FineBytes, type WorkloadMemory, wholeBytes } from '../workload/memory.ts';

/** The derived numbers of a workload. Each is undefined where an input is missing. */
export interface WorkloadFigures {
  readonly weights: Figure | undefined;
  readonly cache: Figure | undefined;
  readonly hbm: Figure | undefined;
  /** Most tokens a second that memory allows, for each user and for all. */
  readonly perUser: Figure | undefined;
  readonly aggregate: Figure | undefined;
}

export function workloadFigures(model: Model, workload: Part, memory: WorkloadMemory): WorkloadFigures {
  const own = (name: string): Figure | undefined => stated(model, workload, name);
  const users = own('users') ?? taken('users', '1', undefined, 'one where none are stated');
  const each = own('cache');
  const perParameter = own('bytes_per_parameter');
  const parameters = own('parameters');
  const weights =
    memory.weights !== undefined && parameters && perParameter
      ? derived('weights', formatFine(memory.weights), by`${parameters} × ${perParameter} B`)
      : undefined;
  const cache =
    memory.cache !== undefined && each ? derived('cache', formatFine(memory.cache), by`${users} × ${each}`) : undefined;
  const step = stepFigure(own, memory, weights, cache, perParameter);
  const bandwidth = memory.bandwidth && shareFigure(model, memory.bandwidth, 'bandwidth');
  const rate = rateOf(memory);
  const perUser =
    rate !== undefined && bandwidth && step
      ? derived('tokens for each user', tokens(rate), by`${bandwidth} / ${step}`, 'decode roofline')
      : undefined;
  return {
    weights,
    cache,
    hbm: memory.capacity && shareFigure(model, memory.capacity, 'capacity'),
    perUser,
    aggregate:
      rate !== undefined && perUser
        ? derived('tokens in all', tokens(rate * memory.users), by`${users} × ${perUser}`)
        : undefined,
  };
}

/** Bytes that a step reads; of a mixture of experts the parameters that a token touches. */
function stepFigure(
  own: (name: string) => Figure | undefined,
  memory: WorkloadMemory,
  weights: Figure | undefined,
  cache: Figure | undefined,
  perParameter: Figure | undefined,
): Figure | undefined {
  const active = own('active_parameters');
  const touched =
    active && perParameter && memory.touched !== undefined
      ? derived('weights that a token touches', formatFine(memory.touched), by`${active} × ${perParameter} B`)
      : weights;
  const terms = [touched, cache].flatMap((each): readonly Formula[] => (each ? [[each]] : []));
  const bytes = bytesPerStep(memory);
  return terms.length === 0 || bytes === 0n
    ? undefined
    : derived('bytes of a step', `${formatFine(bytes)} read for each token`, sum(terms));
}

/** Accelerators × figure of one, type by type. */
function shareFigure(model: Model, share: Share, name: 'capacity' | 'bandwidth'): Figure {
  const terms = share.used.flatMap(({ part, count }): readonly Formula[] => {
    const each = stated(model, part.blocks.get('hbm'), name, part);
    return each ? [by`${taken(`${part.name} in use`, formatCount(count), undefined)} × ${each}`] : [];
  });
  const total = Number(share.total);
  const value = name === 'capacity' ? formatMemory(total) : `${decimal(total / BITS_PER_TERABYTE)} TB/s`;
  return derived(`HBM ${name}`, value, sum(terms));
}

/** Bits in 10^12 bytes. */
const BITS_PER_TERABYTE = 8e12;

/** In 0.001 tokens a second, for show. */
function rateOf(memory: WorkloadMemory): number | undefined {
  const roof = decodeRoofline(memory);
  return roof && Number(roof.num / roof.den);
}

function tokens(rate: number): string {
  return format<'tokens'>(quantity(rate), 'tokens');
}

function formatFine(bytes: FineBytes): string {
  return formatMemory(wholeBytes(bytes));
}

function formatMemory(bytes: number): string {
  return format<'memory'>(quantity(bytes), 'memory');
}
