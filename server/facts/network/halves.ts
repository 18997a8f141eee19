import type { Model } from '../../model/model.ts';
import { outwards, type Site } from '../../model/site.ts';
import { acceleratorsIn } from './accelerators.ts';
import { type Box, dimsOf } from './boxes.ts';
import type { SiteCut } from './carried-cuts.ts';

/** To which half of an array an instance belongs, in the order written; the middle one of an odd count to neither. */
export type Half = 'first' | 'second' | 'neither';

/** The outermost repeated member that holds accelerators; of several at one depth the one that holds the most. */
export function repeatedSite(model: Model, root: Site): Site | undefined {
  for (let level = root.children; level.length > 0; level = level.flatMap((site) => site.children)) {
    const repeated = level
      .map((site) => ({ site, accelerators: (acceleratorsIn(model, site) ?? 0) * (site.count ?? 0) }))
      .filter(({ site, accelerators }) => (site.member?.count ?? 1) > 1 && accelerators > 0);
    const [first, ...others] = repeated;
    if (first) return others.reduce((most, each) => (each.accelerators > most.accelerators ? each : most), first).site;
  }
  return undefined;
}

/** Where the repeated member is cut in half: in its first dimension, and within a middle slab in the next. */
export function cutsInHalf(repeated: Site): readonly SiteCut[] {
  const cuts: SiteCut[] = [];
  for (const [axis, size] of (repeated.member?.dims ?? []).entries()) {
    cuts.push({ site: repeated, axis, points: size % 2 === 0 ? [size / 2] : [(size - 1) / 2, (size + 1) / 2] });
    if (size % 2 === 0) break;
  }
  return cuts;
}

/** The half of the repeated member to which a box under it belongs; undefined for a site that is not under it. */
export function halfAt(repeated: Site, site: Site, box: Box): Half | undefined {
  if (![...outwards(site)].includes(repeated)) return undefined;
  const from = (repeated.parent && dimsOf(repeated.parent)?.length) ?? 0;
  return halfOf(dimsOf(repeated) ?? [], from, box);
}

/** The half to which a box belongs; the box must not cross the border, as the cuts see to. */
function halfOf(dims: readonly number[], from: number, box: Box): Half {
  for (let axis = from; axis < dims.length; axis++) {
    const size = dims[axis] ?? 1;
    const low = box[axis]?.low ?? 0;
    if (2 * low >= size) return 'second';
    if (size % 2 === 0 || 2 * low + 1 < size) return 'first';
  }
  return 'neither';
}
