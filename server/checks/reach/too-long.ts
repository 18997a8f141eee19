import { cableRun, laneRate, totalLinks } from '../../facts/links.ts';
import { mediaThatReach } from '../../facts/media.ts';
import { reachOf } from '../../facts/reach.ts';
import type { Model } from '../../model/model.ts';
import type { LinkSite } from '../../model/site.ts';
import { placeOf } from '../../model/source.ts';
import { formatLength } from '../../units/format.ts';
import type { Found, Related } from '../check.ts';
import { cableName, mediumAtLane, sourceOf, viaPlace, whichLinks } from './subject.ts';
import { useMedium } from './use-medium.ts';

/** The finding that the longest instance of a link is longer than its cable reaches; none where either is unknown. */
export function tooLong(model: Model, link: LinkSite): Found | undefined {
  const run = cableRun(model, link);
  const reach = reachOf(model, link);
  if (!run || !reach || run.longest <= reach.length) return undefined;
  const limit = reach.standard === undefined ? `reach of ${cableName(link)}` : `reach by ${reach.standard}`;
  const stated = reach.at ? [{ at: reach.at, message: `reach of ${formatLength(reach.length)} stated here` }] : [];
  return {
    at: viaPlace(link),
    message: `${link.slot.name}: ${formatLength(run.longest, reach.length)} of ${mediumAtLane(model, link, laneRate(model, link))}, ${limit} is ${formatLength(reach.length, run.longest)} ${whichLinks(model, link)}`,
    site: link.site,
    count: totalLinks(model, link) ?? 1,
    related: [...stated, ...whereLengthComesFrom(link)],
    fixes: () => mediaThatReach(model, link).map((medium) => useMedium(model, link, medium)),
  };
}

/** The ends whose places give a derived length, or the length that is stated. */
export function whereLengthComesFrom(link: LinkSite): readonly Related[] {
  const source = sourceOf(link);
  const stated = link.slot.settings?.properties.get('length');
  if (stated) return [{ at: placeOf(stated.layer.scope.source, stated.node), message: 'length stated here' }];
  const { left, right } = link.slot.node;
  return [left, right].flatMap((end) =>
    end ? [{ at: placeOf(source, end), message: 'length derived from the places of both ends' }] : [],
  );
}
