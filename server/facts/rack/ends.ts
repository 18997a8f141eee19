import type { LinkCount } from '../../model/link/count.ts';
import { isKeyed } from '../../model/link/domain.ts';
import type { Piece } from '../../model/link/pieces.ts';
import { axesOf } from '../../model/link/shape.ts';
import type { Model } from '../../model/model.ts';
import { outwards, type Site } from '../../model/site.ts';
import { linkCount } from '../links.ts';
import { type Box, holdsIndex, wholeBox } from '../network/boxes.ts';
import { instanceOf } from '../site-name.ts';
import { type Level, overlap, type WeightedBox } from './box-overlap.ts';
import type { LinkEnd } from './link-ends.ts';

/** The ends of a statement in the racks of a site. */
export interface RackEnds {
  readonly landing: LinkEnd;
  /** Boxes of racks, and the ends in each rack of a box; none where it is not known how many there are. */
  readonly boxes: readonly WeightedBox[];
}

/** Where ends of links land among the racks of a site. */
export function rackEnds(model: Model, rack: Site, landings: readonly LinkEnd[]): readonly RackEnds[] {
  const around = surroundings(rack);
  return landings.map((landing) => {
    const count = linkCount(model, landing.link);
    return { landing, boxes: count ? boxesOf(count, landing, rack, around(landing.link.site)) : [] };
  });
}

/** What the racks of a site get from the ends in them. */
export interface RackLevels {
  /** The most first, and how many racks get it. */
  readonly levels: readonly Level[];
  /** False where the search was given up: then there may be racks that get more. */
  readonly complete: boolean;
  /** Indexes of the rack with the most, one for each dimension of the arrays from the root down. */
  readonly worst: readonly number[];
}

/** Adds up over all ends in a rack what each of them brings. */
export function rackLevels(
  rack: Site,
  shares: readonly { readonly boxes: readonly WeightedBox[]; readonly each: number }[],
): RackLevels {
  const weighted = shares.flatMap(({ boxes, each }) =>
    boxes.map(({ box, weight }) => ({ box, weight: weight * each })),
  );
  const { levels, complete } = overlap(sizesOf(rack), merged(weighted));
  return { levels, complete, worst: levels[0]?.at ?? [] };
}

/** The name of the rack that gets the most, `unit[0].compute[3]`; undefined where all racks of the site get the same. */
export function worstRack(rack: Site, { levels, worst }: Pick<RackLevels, 'levels' | 'worst'>): string | undefined {
  return levels.length < 2 ? undefined : instanceOf(rack, worst);
}

/** Ends in one rack. */
export function endsAt(boxes: readonly WeightedBox[], point: readonly number[]): number {
  const here = boxes.filter(({ box }) => box.every((interval, i) => holdsIndex(interval, point[i] ?? 0)));
  return here.reduce((sum, { weight }) => sum + weight, 0);
}

/** Where the block of a link stands relative to the rack. */
interface Surroundings {
  /** All instances of the arrays around both, as a box. */
  readonly above: Box;
  /** Instances of the block in one rack; 1 where the block is around the rack. */
  readonly inside: number;
}

/** The surroundings of blocks, each computed once: many statements stand in one block. */
function surroundings(rack: Site): (block: Site) => Surroundings {
  const known = new Map<Site, Surroundings>();
  return (block) => {
    const memo = known.get(block);
    if (memo) return memo;
    const above = wholeBox(sizesOf(block.depth < rack.depth ? block : rack));
    const found = { above, inside: instancesUnder(rack, block) };
    known.set(block, found);
    return found;
  };
}

/** The boxes of racks on which a statement’s end lands. Axes of the path behind the rack only multiply. */
function boxesOf(
  count: LinkCount,
  landing: LinkEnd,
  rack: Site,
  { above, inside }: Surroundings,
): readonly WeightedBox[] {
  const { link, side, end } = landing;
  const steps = Math.max(0, rack.depth - link.site.depth);
  const cut = end.steps.reduce((axes, step, i) => (i < steps ? axes + step.axes.length : axes), 0);
  const pieces = count[side].map((piece) => ({
    box: [...above, ...piece.box.slice(0, cut)],
    weight: piece.degree * partsBelow(count, landing, piece, cut) * inside,
  }));
  if (pieces.length === 0) return [{ box: above, weight: 0 }];
  return pieces.length === 1 ? pieces : merged(pieces);
}

/** Sizes of the arrays from the root down to a site; an array of unknown size counts as one of one. */
function sizesOf(site: Site): readonly number[] {
  return [...outwards(site)].reverse().flatMap((at) => (at.member ? (at.member.dims ?? [1]) : []));
}

function instancesUnder(rack: Site, block: Site): number {
  let product = 1;
  for (const at of outwards(block)) {
    if (at === rack) return product;
    product *= at.member?.count ?? 1;
  }
  return 1;
}

/**
 * Parts of a piece behind the cut. A variable that comes again does not range again: the second axis follows the first.
 */
export function partsBelow({ shape, domain }: LinkCount, { side }: LinkEnd, piece: Piece, cut: number): number {
  const seen = new Set<number>();
  return axesOf(shape[side]).reduce((product, axis, i) => {
    const slot = axis.at.kind === 'variable' && !isKeyed(axis, domain) ? axis.at.slot : undefined;
    const repeated = slot !== undefined && seen.has(slot);
    if (slot !== undefined) seen.add(slot);
    const { low, high } = piece.box[i] ?? { low: 0, high: 0 };
    return i < cut || repeated ? product : product * (high - low + 1);
  }, 1);
}

/** Equal boxes as one, their weights added. */
function merged(boxes: readonly WeightedBox[]): readonly WeightedBox[] {
  const byBox = new Map<string, { readonly box: Box; weight: number }>();
  for (const { box, weight } of boxes) {
    const key = box.map(({ low, high }) => `${low}-${high}`).join(' ');
    const known = byBox.get(key);
    if (known) known.weight += weight;
    else byBox.set(key, { box, weight });
  }
  return [...byBox.values()];
}
