import { isEstimate } from '../../facts/stated.ts';
import type { Share } from '../../facts/workload/accelerator-pool.ts';
import { PARTS_OF_BYTE, type WorkloadMemory, wholeBytes } from '../../facts/workload/memory.ts';
import type { Model } from '../../model/model.ts';
import type { Part } from '../../model/part.ts';
import type { Site } from '../../model/site.ts';
import { type Place, placeOf } from '../../model/source.ts';
import { quantity } from '../../units/dimension.ts';
import { decimal, format, formatCount } from '../../units/format.ts';
import type { Fix, Related } from '../check.ts';

/** The statement of a workload that a user would edit: the first of some properties in the cluster’s file, else its name. */
export function workloadPlace(root: Site, workload: Part, ...names: readonly string[]): Place {
  const { source } = root.part.around;
  const own = names
    .flatMap((name) => workload.properties.get(name) ?? [])
    .find(({ layer }) => layer.scope.source === source);
  if (own) return placeOf(source, own.node);
  const { declaration, around } = workload;
  return placeOf(around.source, declaration.name ?? declaration);
}

/** Memory in the unit that reads best, with as many decimals as tell it from a limit. */
export function formatBytes(bytes: number, limit?: number): string {
  return format<'memory'>(quantity(bytes), 'memory', limit === undefined ? undefined : quantity(limit));
}

/** `8 × 80 GB`; of several types each. */
export function hbmText(share: Share, dimension: 'memory' | 'rate'): string {
  const one = (each: number): string =>
    dimension === 'memory' ? formatBytes(each) : `${decimal(each / BITS_PER_TERABYTE)} TB/s`;
  return share.used.map(({ each, count }) => `${formatCount(count)} × ${one(each)}`).join(' + ');
}

/** Bits in 10^12 bytes: HBM bandwidth is known in TB/s. */
export const BITS_PER_TERABYTE = 8e12;

/** `140 GB of weights + 32 × 2.68 GB of cache`; a term that is not known is left out. */
export function needText(weights: bigint | undefined, { cacheEach, users }: WorkloadMemory): string {
  const terms = [
    weights === undefined ? undefined : `${formatBytes(wholeBytes(weights))} of weights`,
    cacheEach === undefined ? undefined : `${formatCount(users)} × ${formatBytes(wholeBytes(cacheEach))} of cache`,
  ];
  return terms.flatMap((term) => term ?? []).join(' + ');
}

/** `, an estimate` where the figure of one type is. */
export function estimateNote(model: Model, share: Share, name: string): string {
  return share.used.some(({ part }) => isEstimate(model, part, `hbm.${name}`)) ? ', an estimate' : '';
}

/** Where the HBM of the accelerators is stated. */
export function relatedHbm(share: Share, name: string): readonly Related[] {
  return share.used.flatMap(({ part }): readonly Related[] => {
    const slot = part.blocks.get('hbm')?.properties.get(name);
    return slot ? [{ at: placeOf(slot.layer.scope.source, slot.node), message: `HBM of ${part.name}` }] : [];
  });
}

/** A fix that gives a property of a workload another value. None where it is not written in the cluster’s file. */
export function setInWorkload(root: Site, workload: Part, name: string, value: string, title: string): readonly Fix[] {
  const slot = workload.properties.get(name);
  if (!slot || slot.layer.scope.source !== root.part.around.source) return [];
  return [{ title, edits: [{ at: placeOf(slot.layer.scope.source, slot.node.value), text: value }] }];
}

/** A smaller form of number for parameters, and what people call it. */
export interface Format {
  readonly bytes: string;
  readonly name: string;
  readonly parts: bigint;
}

/** Number formats that accelerators compute in, the larger first. */
const formats: readonly Format[] = [
  { bytes: '1', name: 'FP8', parts: PARTS_OF_BYTE },
  { bytes: '0.5', name: 'FP4', parts: PARTS_OF_BYTE / 2n },
];

/** The largest number format, smaller than the present one, with which something fits. */
export function smallerFormat(
  model: Model,
  workload: Part,
  fits: (shrink: (bytes: bigint) => bigint) => boolean,
): { readonly format: Format; readonly shrink: (bytes: bigint) => bigint } | undefined {
  const now = model.values.quantity(workload, 'bytes_per_parameter', 'ratio');
  if (now === undefined) return undefined;
  for (const each of formats) {
    const shrink = (bytes: bigint): bigint => (bytes * each.parts) / BigInt(now);
    if (each.parts < BigInt(now) && fits(shrink)) return { format: each, shrink };
  }
  return undefined;
}
