import type { Model } from '../../model/model.ts';
import type { Site } from '../../model/site.ts';
import { fact } from '../fact.ts';

/** Accelerators in one instance of a site; undefined where it is not known. */
export const acceleratorsIn = fact((model: Model, site: Site): number | undefined => {
  if (site.part.kind === 'accelerator') return 1;
  let sum = 0;
  for (const child of site.children) {
    const each = acceleratorsIn(model, child);
    const count = child.member?.count;
    if (each === 0 || count === 0) continue;
    if (each === undefined || count === undefined) return undefined;
    sum += each * count;
  }
  return sum;
});
