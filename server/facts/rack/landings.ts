import type { End } from '../../model/link/shape.ts';
import type { Model } from '../../model/model.ts';
import { enclosing, type LinkSite, outwards, type Site, sitesUnder } from '../../model/site.ts';
import { fact } from '../fact.ts';
import { endSite, linkShape } from '../links.ts';

/** One end of a link statement, and the part on which it lands. */
export interface Landing {
  readonly link: LinkSite;
  readonly side: 'left' | 'right';
  readonly end: End;
  /** The site of the part with the ports. */
  readonly site: Site;
}

/** Where the links under a root end in racks, by the rack; found in one pass over all statements. */
export const landingsByRack = fact((model: Model, root: Site): ReadonlyMap<Site, readonly Landing[]> => {
  const byRack = new Map<Site, Landing[]>();
  for (const site of sitesUnder(root)) {
    if (site.count === 0) continue;
    for (const link of site.links) {
      for (const landing of landingsOf(model, link)) {
        const rack = enclosing(landing.site, 'rack');
        if (!rack) continue;
        const known = byRack.get(rack);
        if (known) known.push(landing);
        else byRack.set(rack, [landing]);
      }
    }
  }
  return byRack;
});

/** Both ends of a link statement, or none where its paths lead nowhere. */
export function landingsOf(model: Model, link: LinkSite): readonly Landing[] {
  const shape = linkShape(model, link);
  if (!shape) return [];
  return (['left', 'right'] as const).flatMap((side): readonly Landing[] => {
    const end = shape[side];
    const site = endSite(link, end);
    return site ? [{ link, side, end, site }] : [];
  });
}

/** Whether a statement stands in a rack or device: then both ends of its links are in there. */
export function staysIn(link: LinkSite, body: Site): boolean {
  for (const site of outwards(link.site)) if (site === body) return true;
  return false;
}
