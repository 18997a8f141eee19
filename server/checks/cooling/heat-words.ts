import { isDevice } from '../../facts/liquid-heat.ts';
import type { Heat } from '../../facts/rack-heat.ts';
import type { Model } from '../../model/model.ts';
import type { Site } from '../../model/site.ts';
import { formatCount, formatPower } from '../../units/format.ts';
import type { Related } from '../check.ts';
import { memberName, memberPlace, relatedContributions } from '../rack-words.ts';

/** `≥ 114.8 kW`, where terms are missing. */
export function boundOfHeat({ power, unknown }: Heat): string {
  return `${unknown > 0 ? '≥ ' : ''}${formatPower(power)}`;
}

/** How many bodies of a type there are; nothing for a single one. */
export function inAll({ count, part }: Site): string {
  return count === undefined || count < 2 ? '' : `; ${formatCount(count)} ${part.kind}s`;
}

/** Where the heat of a body comes from: the contributions to a rack’s load, or the members that hold racks. */
export function relatedHeat(model: Model, site: Site, heatOf: (child: Site) => Heat): readonly Related[] {
  if (site.part.kind === 'rack') return relatedContributions(model, site);
  return site.children.flatMap((child): readonly Related[] => {
    const { member } = child;
    const heat = isDevice(child) ? undefined : heatOf(child);
    if (!member || !heat || heat.exact === 0n) return [];
    const count = member.count === undefined || member.count === 1 ? '' : `${formatCount(member.count)} × `;
    return [{ at: memberPlace(member), message: `${memberName(member)}: ${count}${boundOfHeat(heat)} of heat` }];
  });
}
