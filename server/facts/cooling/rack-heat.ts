import type { Model } from '../../model/model.ts';
import type { MemberSlot } from '../../model/part.ts';
import type { Site } from '../../model/site.ts';
import { type Power, quantity, WHOLE } from '../../units/dimension.ts';
import { fact } from '../fact.ts';
import { type FinePower, fine, shareOf, shown } from '../fine-power.ts';
import { rackLoad } from '../rack/load.ts';
import { totalOf } from '../totals.ts';

/** Heat that leaves a rack in one way; a lower bound where terms are not known. */
export interface Heat {
  readonly exact: FinePower;
  /** Rounded to a milliwatt, to be shown. */
  readonly power: Power;
  /** Number of terms that are not known. */
  readonly unknown: number;
}

/** Heat of one instance of a member, by the way in which it leaves this rack. */
export interface HeatTerm {
  readonly member: MemberSlot;
  readonly air: FinePower;
  readonly liquid: FinePower;
}

/** Where the power that a rack draws goes. */
export interface RackHeat {
  /** See `coolingType`. */
  readonly type: string | undefined;
  readonly air: Heat;
  readonly liquid: Heat;
  /** Heat of its parts that cold plates would take, however the rack is cooled. */
  readonly toPlates: Heat;
  readonly terms: readonly HeatTerm[];
  /** `cooling.capacity`: for what `type` takes. */
  readonly capacity: Power | undefined;
  /** `cooling.air_capacity`: for the air heat that a liquid rack leaves. */
  readonly airCapacity: Power | undefined;
}

/** Heat by the way that parts are made for: into air or, by cold plates, into liquid. */
interface Split {
  readonly air: FinePower;
  readonly liquid: FinePower;
  /** Terms that are not known: in all, and of those the ones that may add to each way. */
  readonly unknown: number;
  readonly unknownAir: number;
  readonly unknownLiquid: number;
}

const noHeat: Split = { air: 0n, liquid: 0n, unknown: 0, unknownAir: 0, unknownLiquid: 0 };
const unknownHeat: Split = { ...noHeat, unknown: 1, unknownAir: 1, unknownLiquid: 1 };

/**
 * All power that a rack draws leaves it as heat. A part gives `liquid_fraction` of it to liquid and the rest, like all
 * modules, to air. In a rack that is cooled by air or a rear door all of it is in air, in immersion all of it in liquid.
 */
export const rackHeat = fact((model: Model, rack: Site): RackHeat => {
  const cooling = rack.part.blocks.get('cooling');
  const type = coolingType(model, rack);
  const { modules } = rackLoad(model, rack);
  const ofModules = { ...noHeat, air: fine(modules.known), unknown: modules.unknown, unknownAir: modules.unknown };
  const own = plus(memberHeat(model, rack), ofModules);
  const all = heat(own.air + own.liquid, own.unknown);
  const none = heat(0n, 0);
  const mixed = { air: heat(own.air, own.unknownAir), liquid: heat(own.liquid, own.unknownLiquid) };
  const way = onlyWay(type);
  const split = way === 'air' ? { air: all, liquid: none } : way === 'liquid' ? { air: none, liquid: all } : mixed;
  return {
    type,
    ...split,
    terms: rack.part.members.map((member) => termOf(model, rack, member, way)),
    toPlates: mixed.liquid,
    capacity: model.values.quantity(cooling, 'capacity', 'power'),
    airCapacity: model.values.quantity(cooling, 'air_capacity', 'power'),
  };
});

/** The one way in which all heat leaves; undefined where parts decide. */
function onlyWay(type: string | undefined): 'air' | 'liquid' | undefined {
  if (type === 'immersion') return 'liquid';
  return type === 'air' || type === 'rear_door' ? 'air' : undefined;
}

function termOf(model: Model, rack: Site, member: MemberSlot, way: 'air' | 'liquid' | undefined): HeatTerm {
  const { air, liquid } = splitOf(model, rack.child(member));
  if (way === undefined) return { member, air, liquid };
  return { member, air: way === 'air' ? air + liquid : 0n, liquid: way === 'liquid' ? air + liquid : 0n };
}

/** `cooling.type`, air by default; undefined without a `cooling` block, or where the type cannot be read. */
export function coolingType(model: Model, { part }: Site): string | undefined {
  const cooling = part.blocks.get('cooling');
  if (!cooling) return undefined;
  return cooling.properties.has('type') ? model.values.word(cooling, 'type') : 'air';
}

function heat(exact: FinePower, unknown: number): Heat {
  return { exact, power: shown(exact), unknown };
}

/** Heat of all members of a rack or node. */
function memberHeat(model: Model, site: Site): Split {
  return site.part.members.reduce(
    (sum, member) => plus(sum, times(splitOf(model, site.child(member)), member.count)),
    noHeat,
  );
}

/** Heat that one instance of a device gives to liquid as it is made, however it is cooled. */
export const deviceLiquidHeat = fact((model: Model, device: Site): Heat => {
  const { liquid, unknownLiquid } = splitOf(model, device);
  return heat(liquid, unknownLiquid);
});

/** Heat of one instance. A node whose power is the sum of its parts, and which states no fraction, gives what they give. */
function splitOf(model: Model, site: Site | undefined): Split {
  if (!site) return unknownHeat;
  const { part } = site;
  if (part.kind === 'sensor' || (part.kind === 'shelf' && model.values.flag(part, 'in_rack') === false)) return noHeat;
  const total = totalOf(model, part, 'power');
  const isSum = part.kind === 'node' && !total.stated && total.terms.length > 0;
  if (isSum && !part.properties.has('liquid_fraction')) return memberHeat(model, site);
  const fraction = part.properties.has('liquid_fraction') ? model.values.quantity(part, 'liquid_fraction', 'ratio') : 0;
  if (fraction === undefined) return unknownHeat;
  const liquid = Math.min(WHOLE, fraction);
  return {
    air: shareOf(total.known, quantity(WHOLE - liquid)),
    liquid: shareOf(total.known, quantity(liquid)),
    unknown: total.unknown,
    unknownAir: liquid < WHOLE ? total.unknown : 0,
    unknownLiquid: liquid > 0 ? total.unknown : 0,
  };
}

function plus(a: Split, b: Split): Split {
  return {
    air: a.air + b.air,
    liquid: a.liquid + b.liquid,
    unknown: a.unknown + b.unknown,
    unknownAir: a.unknownAir + b.unknownAir,
    unknownLiquid: a.unknownLiquid + b.unknownLiquid,
  };
}

/** Unknown terms are not multiplied: it is one figure that is missing. */
function times(split: Split, count: number | undefined): Split {
  if (count === 0) return noHeat;
  if (count === undefined) return unknownHeat;
  const n = BigInt(count);
  return { ...split, air: split.air * n, liquid: split.liquid * n };
}
