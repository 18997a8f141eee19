import type { End } from '../../model/link/shape.ts';
import type { Model } from '../../model/model.ts';
import { enclosing, type LinkSite, outwards, rootOfSite, type Site } from '../../model/site.ts';
import { fact } from '../fact.ts';
import { groupBy } from '../group-by.ts';
import { endSite, linkShape } from '../links.ts';
import { linksUnder, type Side } from '../network/landings.ts';

/** One end of a link statement, and the part on which it lands. */
export interface LinkEnd {
  readonly link: LinkSite;
  readonly side: Side;
  readonly end: End;
  /** The site of the part with the ports. */
  readonly site: Site;
}

/** Where links end in the racks of a site. */
export function linkEndsIn(model: Model, rack: Site): readonly LinkEnd[] {
  return linkEndsByRack(model, rootOfSite(rack)).get(rack) ?? [];
}

/** The same for all racks under a root, found in one pass over all statements. */
const linkEndsByRack = fact((model: Model, root: Site): ReadonlyMap<Site | undefined, readonly LinkEnd[]> => {
  const ends = linksUnder(model, root).flatMap((link) => endsOfLink(model, link));
  return groupBy(ends, ({ site }) => enclosing(site, 'rack'));
});

/** Both ends of a link statement, or none where its paths lead nowhere. */
export function endsOfLink(model: Model, link: LinkSite): readonly LinkEnd[] {
  const shape = linkShape(model, link);
  if (!shape) return [];
  return (['left', 'right'] as const).flatMap((side): readonly LinkEnd[] => {
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
