import type { Model } from '../../model/model.ts';
import type { LinkSite } from '../../model/site.ts';
import type { Source } from '../../model/source.ts';
import { gigabits, type Length, type Power, quantity, type Rate } from '../../units/dimension.ts';
import { fact } from '../fact.ts';
import { cableOf, cableRun, laneRate, linkLanes, totalLinks } from '../links.ts';
import { type Candidate, cablesInReach } from '../media.ts';
import { electricalMedia, reachOfCable, standardReach } from '../reach.ts';

/** A cable type that is sold at a coming lane rate. */
export interface MediumAhead {
  readonly name: string;
  readonly medium: string;
  readonly reach: Length;
  /** Who says how far it reaches: the part, or a standard. */
  readonly says: string;
  /** Power per link and end; undefined without a figure. */
  readonly perEnd: Power | undefined;
}

/** A link statement when its lanes are faster. */
export interface LinkAhead {
  /** Where it has its longest instance. */
  readonly link: LinkSite;
  /** Links in all places; undefined where it is not known. */
  readonly links: number | undefined;
  readonly medium: string;
  /** Rate of a lane by then. */
  readonly lane: Rate;
  readonly longest: Length | undefined;
  /** The farthest that its medium is sold or standardised by then; undefined where none is known. */
  readonly farthest: MediumAhead | undefined;
  /** Whether the medium does not carry it by then. Not known is not lost. */
  readonly isLost: boolean;
  /** What carries it by then with the least power, of its own medium where that does; undefined where none is known. */
  readonly next: MediumAhead | undefined;
}

/** The fastest lane for which a standard has passive copper; beyond it host and connectors use the budget: see `reach.serdes`. */
const FASTEST_PASSIVE = gigabits(200);

/** The link statements with a medium and a lane rate when each lane is so many times doubled. */
export function linksAhead(model: Model, links: readonly LinkSite[], doublings: number): readonly LinkAhead[] {
  const byStatement = new Map<LinkSite['slot'], LinkSite[]>();
  for (const link of links) {
    const same = byStatement.get(link.slot);
    if (same) same.push(link);
    else byStatement.set(link.slot, [link]);
  }
  return [...byStatement.values()].flatMap((places) => linkAhead(model, places, doublings) ?? []);
}

function linkAhead(model: Model, places: readonly LinkSite[], doublings: number): LinkAhead | undefined {
  const link = longestOf(model, places);
  const now = link && laneRate(model, link);
  const medium = link && model.values.word(cableOf(model, link), 'medium');
  if (!link || now === undefined || medium === undefined) return undefined;
  const lane: Rate = quantity(now * 2 ** doublings);
  const longest = cableRun(model, link)?.longest;
  const own = mediaAt(model, link, lane).filter((each) => each.medium === medium);
  const farthest = own.reduce<MediumAhead | undefined>(
    (far, each) => (far && far.reach >= each.reach ? far : each),
    undefined,
  );
  const ends = medium === 'copper' && lane > FASTEST_PASSIVE && !farthest;
  const isShort = farthest !== undefined && longest !== undefined && longest > farthest.reach;
  const isLost = electricalMedia.includes(medium) && (ends || isShort);
  const reaching = isLost ? mediaAt(model, link, lane) : own;
  const next = reaching.filter(({ reach }) => longest === undefined || reach >= longest).sort(byPower)[0];
  return { link, links: total(model, places), medium, lane, longest, farthest, isLost, next };
}

function longestOf(model: Model, places: readonly LinkSite[]): LinkSite | undefined {
  const length = (link: LinkSite): number => cableRun(model, link)?.longest ?? -1;
  return places.reduce<LinkSite | undefined>(
    (far, each) => (far && length(far) >= length(each) ? far : each),
    undefined,
  );
}

function total(model: Model, places: readonly LinkSite[]): number | undefined {
  const counts = places.map((link) => totalLinks(model, link));
  return counts.every((each) => each !== undefined) ? counts.reduce((sum, each) => sum + each, 0) : undefined;
}

function byPower(a: MediumAhead, b: MediumAhead): number {
  return (a.perEnd ?? Number.MAX_SAFE_INTEGER) - (b.perEnd ?? Number.MAX_SAFE_INTEGER) || b.reach - a.reach;
}

/** What is sold, or standardised, with as many lanes as a link has, at a lane rate. */
function mediaAt(model: Model, link: LinkSite, lane: Rate): readonly MediumAhead[] {
  const lanes = linkLanes(model, link) ?? 1;
  const { source } = link.slot.layer.scope;
  const known = mediaOf(model, source);
  const key = `${lane}/${lanes}`;
  const media = known.get(key) ?? [...sold(model, source, lane, lanes), ...standardised(lane)];
  known.set(key, media);
  return media;
}

/** The media of a file by lane rate and lanes, each looked up once: many statements ask for the same. */
const mediaOf = fact((_model: Model, _source: Source) => new Map<string, readonly MediumAhead[]>());

function sold(model: Model, source: Source, lane: Rate, lanes: number): readonly MediumAhead[] {
  return cablesInReach(model, source).flatMap((candidate) => soldAt(model, candidate, lane, lanes) ?? []);
}

/** A part of another number of lanes shows how far its medium goes; its power is that of so many lanes. */
function soldAt(model: Model, { cable, name }: Candidate, lane: Rate, lanes: number): MediumAhead | undefined {
  const rate = model.values.quantity(cable, 'rate', 'rate');
  const ownLanes = model.values.integer(cable, 'lanes') ?? 1;
  const medium = model.values.word(cable, 'medium');
  const reach = reachOfCable(model, cable, lane);
  if (rate !== lane * ownLanes || medium === undefined || !reach) return undefined;
  const perEnd = model.values.quantity(cable, 'power', 'power');
  const scaled = perEnd === undefined ? undefined : quantity<'power'>(Math.ceil((perEnd * lanes) / ownLanes));
  return { name, medium, reach: reach.length, says: reach.standard ?? name, perEnd: scaled };
}

function standardised(lane: Rate): readonly MediumAhead[] {
  const reach = standardReach('copper', lane);
  const says = reach?.standard ?? '';
  return reach ? [{ name: says, medium: 'copper', reach: reach.length, says, perEnd: undefined }] : [];
}
