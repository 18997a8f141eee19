import type { LinkSlot, Part } from './part.ts';
import type { LinkSite, Site } from './site.ts';

/** The links that a part gives to a site: its own, or those of one of its fabrics. */
export interface LinkRow {
  readonly links: readonly LinkSite[];
  /** How often links have come to it or gone from it. */
  readonly changes: number;
}

interface Row extends LinkRow {
  readonly site: Site;
  readonly fabric: Part | undefined;
  readonly links: LinkSite[];
  changes: number;
}

/** The rows that follow each part. */
const rowsOf = new WeakMap<Part, Row[]>();

/** Lists the links of a part at a site, and keeps the list as the part has them. */
export function linkRow(part: Part, site: Site, fabric: Part | undefined): LinkRow {
  const row: Row = { site, fabric, links: part.links.map((slot) => ({ slot, site, fabric })), changes: 0 };
  const known = rowsOf.get(part);
  if (known) known.push(row);
  else rowsOf.set(part, [row]);
  return row;
}

/**
 * Gives a part other links in the place of some, and so at each of its sites. Tells those that are gone there. All is done
 * in place: of links there may be very many, and some of them come or go at a key.
 */
export function exchangeLinks(
  part: Part,
  place: number,
  count: number,
  next: readonly LinkSlot[],
): readonly LinkSite[] {
  const links = part.links as LinkSlot[];
  const old = links.splice(place, count, ...next);
  const stays = new Set(next);
  return (rowsOf.get(part) ?? []).flatMap((row) => {
    const { site, fabric } = row;
    const known = new Map(old.map((slot, i) => [slot, row.links[place + i]]));
    const gone = row.links.splice(place, count, ...next.map((slot) => known.get(slot) ?? { slot, site, fabric }));
    row.changes++;
    return gone.filter(({ slot }) => !stays.has(slot));
  });
}
