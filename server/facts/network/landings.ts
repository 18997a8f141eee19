import type { Piece } from '../../model/link/pieces.ts';
import type { End } from '../../model/link/shape.ts';
import type { Model } from '../../model/model.ts';
import { deviceOf, type LinkSite, type Site, sitesUnder } from '../../model/site.ts';
import { fact } from '../fact.ts';
import { endSite, linkCount, linkShape } from '../links.ts';
import { type Box, dimsOf, volume, wholeBox } from './boxes.ts';

export type Side = 'left' | 'right';

/** Links of one statement that end on the instances of a box, the same number on each. */
export interface Landing {
  readonly link: LinkSite;
  readonly side: Side;
  readonly end: End;
  /** The site of the part on which they end. */
  readonly site: Site;
  /** Instances of the part, over all arrays from the root down. */
  readonly box: Box;
  /** Links that end on each instance. */
  readonly degree: number;
  /** The ports that the path indexes, where they are the same on each instance. */
  readonly ports: Piece['ports'];
}

/** Where the links of some statements end. */
export interface Landings {
  readonly all: readonly Landing[];
  /** Statements of which it is not known how many links they make, or where. */
  readonly unknown: readonly LinkSite[];
}

/** All link statements under a root, in the order written, outer bodies first. */
export const linksUnder = fact((_model: Model, root: Site): readonly LinkSite[] => {
  const links: LinkSite[] = [];
  // The first site puts it off where links of whole blocks are not read yet: the others are not walked for that.
  for (const site of sitesUnder(root)) if (site.count !== 0) for (const link of site.links) links.push(link);
  return links;
});

/** Where links end, in the order of the statements. */
export function landingsOf(model: Model, links: readonly LinkSite[]): Landings {
  const all: Landing[] = [];
  const unknown: LinkSite[] = [];
  for (const link of links) {
    const found = landingsOfLink(model, link);
    // A loop, because a call takes only so many arguments.
    if (found) for (const each of found) all.push(each);
    else unknown.push(link);
  }
  return { all, unknown };
}

/** Where the links of one statement end; undefined where it is not known. */
export const landingsOfLink = fact((model: Model, link: LinkSite): readonly Landing[] | undefined => {
  const count = linkCount(model, link);
  const outer = dimsOf(link.site);
  if (!count || !outer) return undefined;
  const around = wholeBox(outer);
  const ends = (['left', 'right'] as const).map((side): readonly Landing[] | undefined => {
    const end = count.shape[side];
    const site = endSite(link, end);
    if (!site || !dimsOf(site)) return undefined;
    return count[side].map((piece) => landingOf(model, link, side, site, around, piece));
  });
  const [left, right] = ends;
  return left && right && [...left, ...right].filter((landing) => volume(landing.box) > 0);
});

function landingOf(model: Model, link: LinkSite, side: Side, site: Site, around: Box, piece: Piece): Landing {
  const { degree, ports } = piece;
  return {
    link,
    side,
    // Of plain links the ends are made again in no time, and there are too many to be kept.
    get end() {
      const shape = linkShape(model, link);
      if (!shape) throw new Error('Only a link that leads somewhere lands.');
      return shape[side];
    },
    site,
    box: [...around, ...piece.box],
    degree,
    ports,
  };
}

/** What is racked and cabled as one: the outermost node or switch around a part, else the part. */
export function boxedDevice(site: Site): Site {
  return deviceOf(site) ?? site;
}
