import { isDevice } from '../../facts/cooling/liquid-heat.ts';
import type { Heat } from '../../facts/cooling/rack-heat.ts';
import { atLeast } from '../../facts/totals.ts';
import type { Model } from '../../model/model.ts';
import type { Site } from '../../model/site.ts';
import { type Place, placeOf } from '../../model/source.ts';
import { formatCount, formatPower } from '../../units/format.ts';
import type { Related } from '../check.ts';
import { memberName, memberPlace, relatedContributions } from '../rack-words.ts';

/** `≥ 114.8 kW`, where terms are missing. */
export function boundOfHeat({ power, unknown }: Heat): string {
  return `${atLeast({ unknown })}${formatPower(power)}`;
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

/** `type = air`, else the keyword of the last `cooling` block. */
export function typePlace(rack: Site): Place {
  const block = rack.part.blocks.get('cooling');
  const type = block?.properties.get('type');
  if (type) return placeOf(type.layer.scope.source, type.node);
  const last = block?.layers.at(-1);
  const origin = last?.origin.node === 'declaration' ? last.origin.keyword : rack.part.declaration;
  return placeOf(last?.around.source ?? rack.part.around.source, origin);
}
