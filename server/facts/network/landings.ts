import type { LinkCount } from '../../model/link/count.ts';
import type { Piece } from '../../model/link/pieces.ts';
import type { Model } from '../../model/model.ts';
import type { Part } from '../../model/part.ts';
import { deviceOf, type LinkSite, type Site, sitesUnder } from '../../model/site.ts';
import { fact } from '../fact.ts';
import { endSite, linkCount } from '../links.ts';
import type { Network } from '../network.ts';
import { type Box, volume, wholeBox } from './boxes.ts';

export type Side = 'left' | 'right';

/** Links of one statement that end on the instances of a box, the same number on each. */
export interface Landing {
  readonly link: LinkSite;
  readonly side: Side;
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

/** Where the links under a root end, in the order of the statements. */
export const landingsUnder = fact((model: Model, root: Site): Landings => {
  const all: Landing[] = [];
  const unknown: LinkSite[] = [];
  for (const link of linksUnder(model, root)) {
    const found = landingsOfLink(model, link);
    // A loop, because a call takes only so many arguments.
    if (found) for (const each of found) all.push(each);
    else unknown.push(link);
  }
  return { all, unknown };
});

/** Those of the links of one network. */
export function landingsIn(model: Model, network: Network): Landings {
  const { all, unknown } = landingsUnder(model, network.root);
  const isOwn = membership(network);
  return { all: all.filter(({ link }) => isOwn(link)), unknown: unknown.filter(isOwn) };
}

/** Those of all other links under its root. */
export function landingsBeside(model: Model, network: Network): readonly Landing[] {
  const isOwn = membership(network);
  return landingsUnder(model, network.root).all.filter(({ link }) => !isOwn(link));
}

/** Tells the links of a network from others under its root. */
function membership({ fabrics }: Network): (link: LinkSite) => boolean {
  const own = new Set<Part | undefined>(fabrics.map(({ fabric }) => fabric));
  return ({ fabric }) => own.has(fabric);
}

/** Where the links of one statement end; undefined where it is not known. */
export function landingsOfLink(model: Model, link: LinkSite): readonly Landing[] | undefined {
  const count = linkCount(model, link);
  const { dims } = link.site;
  if (!count || !dims) return undefined;
  const left = landingsAt(link, count, 'left', dims);
  const right = landingsAt(link, count, 'right', dims);
  return left && right && [...left, ...right];
}

function landingsAt(
  link: LinkSite,
  count: LinkCount,
  side: Side,
  outer: readonly number[],
): readonly Landing[] | undefined {
  const site = endSite(link, count.shape[side]);
  if (!site?.dims) return undefined;
  const landings: Landing[] = [];
  for (const { box: within, degree, ports } of count[side]) {
    // The boxes of plain links are shared.
    const box = outer.length === 0 ? within : [...wholeBox(outer), ...within];
    if (volume(box) > 0) landings.push({ link, side, site, box, degree, ports });
  }
  return landings;
}

/** What is racked and cabled as one: the outermost node or switch around a part, else the part. */
export function boxedDevice(site: Site): Site {
  return deviceOf(site) ?? site;
}
