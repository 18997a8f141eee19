import type { Model } from '../../model/model.ts';
import { outwards, type Site } from '../../model/site.ts';
import { acceleratorsIn } from './accelerators.ts';
import type { Box } from './boxes.ts';
import type { SiteCut } from './carried-cuts.ts';

/** To which half of an array an instance belongs, in the order written; the middle one of an odd count to neither. */
export type Half = 'first' | 'second' | 'neither';

/** The outermost repeated members that hold accelerators: all that stand at one depth. */
export function repeatedSites(model: Model, root: Site): readonly Site[] {
  for (let level = root.children; level.length > 0; level = level.flatMap((site) => site.children)) {
    const repeated = level.filter(
      (site) => (site.member?.count ?? 1) > 1 && (acceleratorsIn(model, site) ?? 0) * (site.count ?? 0) > 0,
    );
    if (repeated.length > 0) return repeated;
  }
  return [];
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

/** The half of its repeated member to which a box belongs; undefined for a site that is under none of them. */
export function halfAt(repeated: readonly Site[], site: Site, box: Box): Half | undefined {
  const around = [...outwards(site)].find((each) => repeated.includes(each));
  if (!around) return undefined;
  const from = around.parent?.dims?.length ?? 0;
  return halfOf(around.dims ?? [], from, box);
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
