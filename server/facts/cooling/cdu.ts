import type { Model } from '../../model/model.ts';
import type { MemberSlot } from '../../model/part.ts';
import type { Site } from '../../model/site.ts';
import type { Power } from '../../units/dimension.ts';
import { fact } from '../fact.ts';
import { type FinePower, fine } from '../fine-power.ts';
import { integerOr } from '../stated.ts';
import { heatOver, isDevice, noHeat } from './liquid-heat.ts';
import { deviceLiquidHeat, type Heat, rackHeat } from './rack-heat.ts';

/** A member of coolant distribution units that work for a body. */
export interface CduGroup {
  readonly member: MemberSlot;
  /** The member of the body that is judged which leads to it; undefined where it stands in that body itself. */
  readonly through: MemberSlot | undefined;
  /** Bodies that have such a member, in one instance of the body that is judged. */
  readonly times: number;
  /** Units of the member, and those of them that may fail. */
  readonly count: number;
  readonly spare: number;
  readonly rating: Power;
}

/** The coolant distribution units of a body, and the liquid heat below it. */
export interface CduCooling {
  /** Those in the body itself, and those in racks and rows below it that have no liquid heat of their own. */
  readonly groups: readonly CduGroup[];
  /** Members of which a count or a rating is not known. */
  readonly unknown: number;
  /** What the units move while the spare ones are out, in one instance of the body. */
  readonly moved: FinePower;
  /** Heat that goes to liquid in one instance of the body, but for what units further in take. */
  readonly heat: Heat;
  /** Of this the heat of racks that are said to be cooled by liquid, and to which no row says that it brings it. */
  readonly stated: FinePower;
}

/**
 * Units in a rack take that rack’s heat, those in a row or a hall the heat of all racks in it that have none of their own.
 * A rack or row with units and without heat is there for its neighbours: its units count where it stands.
 */
export const cduCooling = fact((model: Model, site: Site): CduCooling => {
  const own = ownUnits(model, site, undefined, 1);
  const bodies = site.children.filter((child) => !isDevice(child) && child.member?.count !== 0);
  const inside = bodies.map((child) => ({ child, cooling: cduCooling(model, child) }));
  const lent = inside.filter(({ cooling }) => isForOthers(cooling));
  const lentGroups = lent.flatMap(({ child, cooling }) =>
    cooling.groups.map((group) => ({
      ...group,
      through: child.member,
      times: group.times * (child.member?.count ?? 0),
    })),
  );
  const groups = [...own.groups, ...lentGroups];
  const left = new Map(inside.map(({ child, cooling }) => [child, hasUnits(cooling) ? undefined : cooling]));
  return {
    groups,
    unknown:
      own.unknown +
      lent.reduce((sum, { child, cooling }) => sum + cooling.unknown + (child.count === undefined ? 1 : 0), 0),
    moved: groups.reduce((sum, group) => sum + movedBy(group), 0n),
    heat: heatOfBody(model, site, left),
    stated: statedHeat(model, site, left),
  };
});

/** The bodies of a body; of those whose heat is taken further in, nothing. */
type Left = ReadonlyMap<Site, CduCooling | undefined>;

function movedBy({ count, spare, rating, times }: CduGroup): FinePower {
  return fine(rating) * BigInt(Math.max(0, count - spare)) * BigInt(times);
}

/** Units among the members of a body, also in its nodes. */
function ownUnits(
  model: Model,
  site: Site,
  through: MemberSlot | undefined,
  times: number,
): Pick<CduCooling, 'groups' | 'unknown'> {
  const groups: CduGroup[] = [];
  let unknown = 0;
  for (const member of site.part.members) {
    const { part, count } = member;
    if (!part || count === 0) continue;
    if (part.kind === 'cdu') {
      const rating = model.values.quantity(part, 'rating', 'power');
      const spare = integerOr(model, part, 'spare', 0);
      if (rating === undefined || spare === undefined || count === undefined) unknown += 1;
      else groups.push({ member, through, times, count, spare, rating });
    } else if (part.kind === 'node') {
      const node = site.child(member);
      if (!node) continue;
      const inner = ownUnits(model, node, through ?? member, times * (count ?? 0));
      groups.push(...inner.groups);
      unknown += inner.unknown;
    }
  }
  return { groups, unknown };
}

/** Whether a body has units and no heat for them. */
function isForOthers(cooling: CduCooling): boolean {
  return hasUnits(cooling) && cooling.heat.exact === 0n && cooling.heat.unknown === 0;
}

/** Whether a body has units, its own or lent ones. */
export function hasUnits({ groups, unknown }: CduCooling): boolean {
  return groups.length > 0 || unknown > 0;
}

/** Heat to liquid of a body in which no units take it. */
export function untakenHeat(model: Model, site: Site): Heat {
  const cooling = cduCooling(model, site);
  return hasUnits(cooling) ? noHeat : cooling.heat;
}

/** Whether a body says that its cooling brings in water or another liquid. */
export function isWet(model: Model, site: Site): boolean {
  const type = model.values.word(site.part.blocks.get('cooling'), 'type');
  return type === 'liquid' || type === 'immersion' || type === 'rear_door';
}

function heatOfBody(model: Model, site: Site, left: Left): Heat {
  if (site.part.kind === 'rack') return rackHeat(model, site).liquid;
  return heatOver(site, (child) =>
    isDevice(child) ? deviceLiquidHeat(model, child) : (left.get(child)?.heat ?? noHeat),
  );
}

function statedHeat(model: Model, site: Site, left: Left): FinePower {
  if (site.part.kind === 'rack') return isWet(model, site) ? rackHeat(model, site).liquid.exact : 0n;
  const heatOf = (child: Site): FinePower =>
    isWet(model, child) && child.part.kind !== 'rack' ? 0n : (left.get(child)?.stated ?? 0n);
  return heatOver(site, (child) => ({ ...noHeat, exact: heatOf(child) })).exact;
}

/**
 * Whether a body says that air takes its heat. One that gives the temperature of its air, and no capacity, may describe the
 * room in which liquid-cooled racks stand.
 */
export function isAllAir(model: Model, { part }: Site): boolean {
  const block = part.blocks.get('cooling');
  if (model.values.word(block, 'type') !== 'air') return false;
  return block?.properties.has('capacity') === true || !block?.properties.has('supply');
}
