import type { Model } from '../../model/model.ts';
import type { MemberSlot } from '../../model/part.ts';
import { enclosing, type LinkSite, outwards, type Site } from '../../model/site.ts';
import { type Length, type Quantity, quantity, type Ratio, WHOLE } from '../../units/dimension.ts';
import { quotientUp } from '../../units/exact.ts';
import { decimal, formatCount } from '../../units/format.ts';
import { fact } from '../fact.ts';
import { cableOf, endSite, linkShape } from '../links.ts';
import type { Level } from './box-overlap.ts';
import { endsAt, type RackEnds, rackEnds, rackLevels } from './ends.ts';
import { type LinkEnd, linkEndsIn, staysIn } from './link-ends.ts';

type Area = Quantity<'area'>;

/** Cables of one statement that leave the rack which has the most. */
export interface BulkTerm {
  readonly link: LinkSite;
  /** The array of the rack on whose devices they end. */
  readonly member: MemberSlot | undefined;
  /** Links; a splitter carries several in one cable. */
  readonly links: number;
  readonly carries: number;
  /** Undefined where the cable states none. */
  readonly diameter: Length | undefined;
}

/** The cables that leave a rack. Racks of one type may be linked differently: the one with the most is meant. */
export interface CableBulk {
  readonly terms: readonly BulkTerm[];
  /** Of all cables of which the diameter is known, in parts (see `section`). */
  readonly parts: number;
  /** Statements of which the diameter, the number or the way is not known. */
  readonly unknown: number;
  readonly levels: readonly Level[];
  readonly worst: readonly number[];
}

/**
 * A splitter’s link takes its share of the cable’s cross-section. In parts of a µm² of the square of the diameter, so that
 * the share of up to eight links is whole.
 */
const SHARES = 840;

/** π to 18 decimals. */
const PI = 3_141_592_653_589_793_238n;
const PI_PARTS = 10n ** 18n;

/** A base unit of area is 1,000 µm². */
const SQUARE_MICROMETRES = 1_000n;

/** Links that leave a rack, with the cross-section of their cables. */
export const cableBulk = fact((model: Model, rack: Site): CableBulk => {
  const leaving = linkEndsIn(model, rack).filter(({ link }) => !staysIn(link, rack) && !hasNoCable(model, link));
  const ways = leaving.map((landing) => ({ landing, way: wayOf(model, landing, rack) }));
  const out = ways.filter(({ way }) => way === 'out').map(({ landing }) => landing);
  const shares = rackEnds(model, rack, out).map((ends) => ({ ...ends, ...cableFigures(model, ends) }));
  const { levels, complete, worst } = rackLevels(rack, shares);
  const terms = merged(
    shares.map(({ landing, boxes, diameter, carries }) => ({
      link: landing.link,
      member: memberOf(landing, rack),
      links: endsAt(boxes, worst),
      carries,
      diameter,
    })),
  );
  const vague = new Set(ways.filter(({ way }) => way === 'unknown').map(({ landing }) => landing.link));
  const missing = shares.filter(
    ({ boxes, diameter }) => boxes.length === 0 || (diameter === undefined && boxes.some(({ weight }) => weight > 0)),
  );
  const unknown = new Set([...vague, ...missing.map(({ landing }) => landing.link)]).size + (complete ? 0 : 1);
  return { terms, parts: levels[0]?.weight ?? 0, unknown, levels, worst };
});

/** Both ends of a statement on the devices of one array as one. */
function merged(terms: readonly BulkTerm[]): readonly BulkTerm[] {
  const byLink = new Map<LinkSite, BulkTerm[]>();
  for (const term of terms) {
    const known = byLink.get(term.link) ?? [];
    byLink.set(term.link, known);
    const same = known.findIndex(({ member }) => member === term.member);
    const other = known[same];
    if (other) known[same] = { ...other, links: other.links + term.links };
    else known.push(term);
  }
  return [...byLink.values()].flat();
}

function memberOf({ site }: LinkEnd, rack: Site): MemberSlot | undefined {
  for (const at of outwards(site)) if (at.parent === rack) return at.member;
  return undefined;
}

function cableFigures(
  model: Model,
  { landing }: RackEnds,
): { readonly each: number; readonly diameter: Length | undefined; readonly carries: number } {
  const cable = cableOf(model, landing.link);
  const diameter = model.values.quantity(cable, 'diameter', 'length');
  const carries = model.values.integer(cable, 'carries') ?? 1;
  return { diameter, carries, each: Math.floor(((diameter ?? 0) ** 2 * SHARES) / carries) };
}

/** A backplane is no cable that could leave. */
function hasNoCable(model: Model, link: LinkSite): boolean {
  return model.values.word(cableOf(model, link), 'medium') === 'backplane';
}

/**
 * Whether links go from one rack to another. Where both ends land in one array of racks, the indexes tell: the same
 * variable is the same rack, two that `where` keeps apart, or two numbers, are two racks.
 */
function wayOf(model: Model, { link, side }: LinkEnd, rack: Site): 'in' | 'out' | 'unknown' {
  const shape = linkShape(model, link);
  if (!shape) return 'unknown';
  const other = side === 'left' ? 'right' : 'left';
  const far = endSite(link, shape[other]);
  if (!far || enclosing(far, 'rack') !== rack) return 'out';
  const depth = rack.depth - link.site.depth;
  const axes = (['left', 'right'] as const).map((end) => shape[end].steps.slice(0, depth).flatMap((step) => step.axes));
  const [left = [], right = []] = axes;
  const pairs = left.map((axis, i) => [axis.at, right[i]?.at] as const);
  let isSame = true;
  for (const [a, b] of pairs) {
    if (a.kind === 'fixed' && b?.kind === 'fixed') {
      if (a.value !== b.value) return 'out';
    } else if (a.kind === 'variable' && b?.kind === 'variable') {
      if (a.slot === b.slot) continue;
      if (isApart(shape.where, a.slot, b.slot)) return 'out';
      isSame = false;
    } else isSame = false;
  }
  return isSame ? 'in' : 'unknown';
}

type Condition = NonNullable<ReturnType<typeof linkShape>>['where'];

/** Whether a condition keeps two variables from having the same value. */
function isApart(where: Condition, a: number, b: number): boolean {
  if (where?.kind !== 'compare' || where.operator === '<=') return false;
  return (where.left === a && where.right === b) || (where.left === b && where.right === a);
}

/** The cross-section of cables, π / 4 × Σ diameter², rounded up to a base unit of area: fit to be shown. */
export function section(parts: number): Area {
  return rounded(PI * BigInt(parts), 4n * BigInt(SHARES) * PI_PARTS * SQUARE_MICROMETRES);
}

/** The channel that cables need at a fill, rounded up. */
export function channelFor(parts: number, fill: Ratio): Area {
  return rounded(
    PI * BigInt(parts) * BigInt(WHOLE),
    4n * BigInt(SHARES) * PI_PARTS * SQUARE_MICROMETRES * BigInt(fill),
  );
}

function rounded(numerator: bigint, denominator: bigint): Area {
  return quantity(Number(quotientUp(numerator, denominator)));
}

/** Whether cables need more than a channel has. As π is no ratio, none needs exactly what can be written. */
export function isTooMuch(parts: number, channel: Area, fill: Ratio): boolean {
  return channelFor(parts, fill) > channel;
}

/** A cross-section in square millimetres, as makers of cables and channels count; with decimals where it would read like another. */
export function formatSection(value: Area, other?: Area): string {
  const isClose = other !== undefined && Math.abs(value - other) < IN_A_SQUARE_MILLIMETRE;
  return `${isClose ? decimal(value / IN_A_SQUARE_MILLIMETRE, 3) : formatCount(value / IN_A_SQUARE_MILLIMETRE)} mm²`;
}

/** Base units of area. */
const IN_A_SQUARE_MILLIMETRE = 1_000;
