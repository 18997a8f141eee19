import type { End } from '../../model/link/shape.ts';
import type { Model } from '../../model/model.ts';
import { enclosing, type LinkSite, outwards, rootOfSite, type Site } from '../../model/site.ts';
import { fact } from '../fact.ts';
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

/** Where links end in the racks of a site. Of a long list there are too many ends to be kept. */
export function linkEndsIn(model: Model, rack: Site): readonly LinkEnd[] {
  const links = linksByRack(model, rootOfSite(rack)).get(rack) ?? [];
  const ends: LinkEnd[] = [];
  for (const link of links)
    for (const end of endsOfLink(model, link)) if (enclosing(end.site, 'rack') === rack) ends.push(end);
  return ends;
}

/** The statements that end in the racks of a site, found for all racks under a root in one pass. */
const linksByRack = fact((model: Model, root: Site): ReadonlyMap<Site, readonly LinkSite[]> => {
  const byRack = new Map<Site, LinkSite[]>();
  for (const link of linksUnder(model, root)) {
    for (const { site } of endsOfLink(model, link)) {
      const rack = enclosing(site, 'rack');
      if (!rack) continue;
      const links = byRack.get(rack);
      if (!links) byRack.set(rack, [link]);
      else if (links.at(-1) !== link) links.push(link);
    }
  }
  return byRack;
});

/** Both ends of a link statement, or none where its paths lead nowhere. */
export function endsOfLink(model: Model, link: LinkSite): readonly LinkEnd[] {
  const shape = linkShape(model, link);
  if (!shape) return [];
  const ends: LinkEnd[] = [];
  for (const side of sides) {
    const end = shape[side];
    const site = endSite(link, end);
    if (site) ends.push({ link, side, end, site });
  }
  return ends;
}

const sides: readonly Side[] = ['left', 'right'];

/** Whether a statement stands in a rack or device: then both ends of its links are in there. */
export function staysIn(link: LinkSite, body: Site): boolean {
  for (const site of outwards(link.site)) if (site === body) return true;
  return false;
}
