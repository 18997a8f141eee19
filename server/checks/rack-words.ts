import { policyPlace } from '../facts/policy.ts';
import { type RackLevels, worstRack } from '../facts/rack/ends.ts';
import { type Contribution, contributions, type Load, type RackLoad, rackLoad } from '../facts/rack/load.ts';
import { modulePower, moduleTerms } from '../facts/rack/module-power.ts';
import type { Bound, Term } from '../facts/totals.ts';
import { atLeast } from '../facts/totals.ts';
import type { Model } from '../model/model.ts';
import type { MemberSlot } from '../model/part.ts';
import type { Site } from '../model/site.ts';
import { type Place, placeOf } from '../model/source.ts';
import { schemaOf } from '../schema/kinds.ts';
import { type Power, quantity } from '../units/dimension.ts';
import { formatCount, formatPower } from '../units/format.ts';
import type { Related } from './check.ts';

/** Contributions named in a message; the others stand in the related information. */
const MOST_NAMED = 3;

/** What a rack, or what encloses racks, is called: its type, or its member where that overrides the type. */
export function nameOfRack({ part, member }: Site): string {
  return member?.node.body ? member.name : part.name;
}

/** `dgx[4]`. */
export function memberName({ name, dims }: MemberSlot): string {
  return dims && dims.length > 0 ? `${name}[${dims.join(', ')}]` : name;
}

/** `dgx[4] : nvidia.DgxH100`, without the body. */
export function memberPlace({ node, layer }: MemberSlot): Place {
  return placeOf(layer.scope.source, { start: node.name.start, end: node.type?.end ?? node.name.end });
}

/** A power that is a lower bound where terms are missing, with as many decimals as tell it from the limit. */
export function powerBound(known: Power, unknown: number, limit: Power): string {
  return `${atLeast({ unknown })}${formatPower(known, limit)}`;
}

/** `policy.fill`, with `estimate` where the default holds and that is one. */
export function policyNote(model: Model, site: Site, name: string): string {
  const isDefault = policyPlace(model, site, name) === undefined;
  const isEstimate = /\bEstimate\b/.test(schemaOf('policy').properties.get(name)?.doc ?? '');
  return isDefault && isEstimate ? `policy.${name}, estimate` : `policy.${name}`;
}

/** `2 unknown`, as an item of a list. */
export function unknownNote({ unknown }: Pick<Bound, 'unknown'>): readonly string[] {
  return unknown > 0 ? [`${unknown} unknown`] : [];
}

/** The largest contributions to a rack’s load: `dgx[4] 40.8 kW, modules 1.1 kW`. */
export function namedContributions(model: Model, rack: Site, load: Load = rackLoad(model, rack)): string {
  const all = contributions(load).map(
    ({ term, power }: Contribution) => `${term ? memberName(term.member) : 'modules'} ${formatPower(power)}`,
  );
  return [...all.slice(0, MOST_NAMED), ...(all.length > MOST_NAMED ? ['…'] : [])].join(', ');
}

/** How many bodies of a type there are; nothing for a single one. */
export function inAll({ count, part }: Site): string {
  return count === undefined || count < 2 ? '' : `; ${formatCount(count)} ${part.kind}s`;
}

/** What each body of a type adds, over all of them: `, 64 in all`; nothing for a single one. */
export function addedInAll(each: number, { count }: Site): string {
  return count === undefined || count < 2 ? '' : `, ${formatCount(each * count)} in all`;
}

/** How many racks of a type fail, and which is the worst: by its modules, or by what else is `spread` over them. */
export function racksNote(
  model: Model,
  rack: Site,
  failing: number | undefined,
  spread: Pick<RackLevels, 'levels' | 'worst'> = modulePower(model, rack),
): string {
  if (failing === undefined || rack.count === undefined || rack.count < 2) return '';
  const worst = worstRack(rack, spread);
  const of = failing < rack.count ? `${formatCount(failing)} of ${formatCount(rack.count)}` : formatCount(rack.count);
  return `; ${of} racks${worst === undefined ? '' : `, worst ${worst}`}`;
}

/** Where a rack’s load comes from: its members, and the links whose modules it holds. */
export function relatedContributions(
  model: Model,
  rack: Site,
  load: RackLoad = rackLoad(model, rack),
): readonly Related[] {
  const modules = moduleTerms(model, rack).flatMap(({ landing, ends, each }): readonly Related[] => {
    if (ends === 0 || each === 0) return [];
    const { slot } = landing.link;
    const power =
      each === undefined
        ? 'no power stated'
        : `${formatCount(ends)} × ${formatPower(each)} = ${formatPower(quantity(ends * each))}`;
    return [
      {
        at: placeOf(slot.layer.scope.source, slot.node.via ?? slot.node.name),
        message: `modules of ${slot.name}: ${power}`,
      },
    ];
  });
  return [...relatedMembers(load), ...modules];
}

/** The members from which a load comes. */
export function relatedMembers({ terms }: Load): readonly Related[] {
  return terms.filter(({ count }) => count !== 0).flatMap((term) => relatedMember(term));
}

function relatedMember({ member, each, count }: Term): readonly Related[] {
  const at = memberPlace(member);
  const name = memberName(member);
  if (!each || count === undefined) return [{ at, message: `${name}: unknown` }];
  const one = powerBound(quantity(each.known), each.unknown, quantity(each.known));
  const unknown = each.unknown > 0 ? ` (${each.unknown} unknown)` : '';
  const figure = member.part?.kind === 'shelf' ? 'loss' : 'power';
  if (each.known === 0 && each.unknown > 0) return [{ at, message: `${name}: no ${figure} stated` }];
  if (each.known === 0) return [];
  const total = count === 1 ? one : `${formatCount(count)} × ${one} = ${formatPower(quantity(each.known * count))}`;
  return [{ at, message: `${name}: ${total}${unknown}` }];
}
