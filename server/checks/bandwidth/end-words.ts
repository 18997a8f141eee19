import type { Landing } from '../../facts/network/landings.ts';
import type { EndUse } from '../../facts/network/port-cells.ts';
import { type Place, placeOf } from '../../model/source.ts';
import { formatCount } from '../../units/format.ts';

/** Statements named in a finding; the rest are counted. */
export const MOST_NAMED = 4;

/** The path by which a statement ends there. */
export function endPlace({ link: { slot }, side }: Landing): Place {
  return placeOf(slot.layer.scope.source, slot.node[side] ?? slot.node);
}

/** `rail 32, up 32`: the links of each statement. */
export function namedEnds(ends: readonly EndUse[]): string {
  const first = ends
    .slice(0, MOST_NAMED)
    .map(({ landing, links }) => `${landing.link.slot.name} ${formatCount(links)}`);
  const rest = ends.length > MOST_NAMED ? [`and ${formatCount(ends.length - MOST_NAMED)} more`] : [];
  return [...first, ...rest].join(', ');
}
