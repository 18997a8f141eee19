import type { CduGroup } from '../../facts/cooling/cdu.ts';
import type { Heat } from '../../facts/cooling/rack-heat.ts';
import { type FinePower, fine } from '../../facts/fine-power.ts';
import { rackLoad, usablePower } from '../../facts/rack/load.ts';
import { rackSpace } from '../../facts/rack/space.ts';
import type { Model } from '../../model/model.ts';
import type { Site } from '../../model/site.ts';
import { placeOf } from '../../model/source.ts';
import { quantity } from '../../units/dimension.ts';
import { quotientUp } from '../../units/exact.ts';
import { formatCount, formatPower } from '../../units/format.ts';
import type { Fix } from '../check.ts';
import { setInBlock } from '../rack-edits.ts';
import { addedInAll } from '../rack-words.ts';
import { insert } from '../text-edits.ts';
import { addParts, isOwnMember } from './add-parts.ts';

/** The largest unit that stands in a row and is in the catalog with a maker’s figure. */
const IN_ROW = { type: 'CduDeschutes', rating: quantity<'power'>(2_000_000_000) } as const;
/** A unit that stands in a rack. */
const IN_RACK = { type: 'Cdu250', rating: quantity<'power'>(250_000_000) } as const;

/** As many more units of a group as move what is missing; none where the rack has no height or no power for them. */
export function moreUnits(model: Model, site: Site, groups: readonly CduGroup[], missing: FinePower): Fix | undefined {
  const group = groups.find(({ through, member }) => !through && isOwnMember(site, member));
  if (!group) return undefined;
  const { member, count, spare, rating } = group;
  const idle = BigInt(Math.max(0, spare - count));
  const more = Number(quotientUp(missing, fine(rating)) + idle);
  if (!mayStand(model, site, group, more)) return undefined;
  const [size] = member.node.dims ?? [];
  if (member.node.dims && (member.node.dims.length > 1 || size?.node !== 'number')) return undefined;
  const { source } = member.layer.scope;
  const text = String(count + more);
  const edit = size ? { at: placeOf(source, size), text } : insert(source, member.node.name.end, `[${text}]`);
  const all = addedInAll(more, site);
  const moved = formatPower(quantity(rating * (count + more - spare)));
  const units = count + more === 1 ? 'CDU' : 'CDUs';
  const title = `Bring ${formatCount(count + more)} ${units} (${moved} with ${spare === 0 ? 'none' : formatCount(spare)} spare; ${formatCount(more)} of ${formatPower(rating)} more in each ${site.part.kind}${all})`;
  return { title, edits: [edit] };
}

function mayStand(model: Model, site: Site, { member }: CduGroup, more: number): boolean {
  if (site.part.kind !== 'rack') return true;
  const height = model.values.quantity(member.part, 'height', 'length');
  const power = model.values.quantity(member.part, 'power', 'power') ?? 0;
  const { free } = rackSpace(model, site);
  if (height !== undefined && free !== undefined && height * more > free) return false;
  const usable = usablePower(model, site);
  return !usable || fine(rackLoad(model, site).known + power * more) <= usable.exact;
}

/** Units for a heat, with one spare. */
export function bringUnits(model: Model, site: Site, heat: Heat): Fix | undefined {
  const { type, rating } = heat.exact > fine(IN_RACK.rating) ? IN_ROW : IN_RACK;
  const units = Number(quotientUp(heat.exact, fine(rating))) + 1;
  const edits = addParts(model, site, [{ name: 'cdu', count: units, type, settings: 'spare = 1' }]);
  return (
    edits && {
      title: `Bring ${formatCount(units)} CDUs of ${formatPower(rating)}, one spare (needs facility water)`,
      edits,
    }
  );
}

/** Says that the facility brings liquid. Not offered where the stated capacity is too small for it. */
export function coolByLiquid(model: Model, site: Site, heat: Heat): Fix | undefined {
  const capacity = model.values.quantity(site.part.blocks.get('cooling'), 'capacity', 'power');
  if (capacity !== undefined && heat.exact > fine(capacity)) return undefined;
  const edit = setInBlock(site, 'cooling', 'type', 'liquid');
  return (
    edit && { title: `Cool by liquid (${formatPower(heat.power)}; the facility brings water and CDUs)`, edits: [edit] }
  );
}
