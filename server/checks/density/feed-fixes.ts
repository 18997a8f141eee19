import { type FinePower, fine, shown } from '../../facts/fine-power.ts';
import type { UsablePower } from '../../facts/rack/load.ts';
import type { Site } from '../../model/site.ts';
import { quantity, WHOLE } from '../../units/dimension.ts';
import { quotientUp } from '../../units/exact.ts';
import { formatIn, formatPower } from '../../units/format.ts';
import type { Fix } from '../check.ts';
import { setInBlock } from '../rack-edits.ts';
import { addedInAll } from '../rack-words.ts';
import { feedSizes } from './feed-sizes.ts';

/** Feeds of one rack that a fix still proposes; beyond, larger ones are the answer. */
const MOST_FEEDS = 8;

/** `2 feeds × 30 kW, 1 spare, loaded to 80 %`. */
export function describeFeeds({ feed, feeds, spare, derating }: UsablePower, load: number): string {
  const size = formatPower(feed, quantity(load));
  const all = `${feeds} feed${feeds === 1 ? '' : 's'} × ${size}, ${spare === 0 ? 'none' : spare} spare`;
  return derating === WHOLE ? all : `${all}, loaded to ${formatIn(derating, '%')}`;
}

/** What one feed gives. */
function perFeed({ feed, derating }: Pick<UsablePower, 'feed' | 'derating'>): FinePower {
  return BigInt(feed) * BigInt(derating);
}

/** As many more feeds as carry the load. */
export function moreFeeds(rack: Site, load: number, usable: UsablePower): Fix | undefined {
  const one = perFeed(usable);
  if (one === 0n) return undefined;
  const live = feedsFor(load, usable);
  const feeds = live + usable.spare;
  const edit = feeds <= MOST_FEEDS ? setInBlock(rack, 'power', 'feeds', String(feeds)) : undefined;
  if (!edit) return undefined;
  const more = feeds - usable.feeds;
  const added = `${more} of ${formatPower(usable.feed)} more in each ${rack.part.kind}`;
  const all = addedInAll(more, rack);
  return {
    title: `Bring ${feeds} feeds (${formatPower(shown(one * BigInt(live)))} usable; ${added}${all})`,
    edits: [edit],
  };
}

/** Feeds that carry a load, the spare ones not counted; one feed gives more than nothing. */
export function feedsFor(load: number, usable: UsablePower): number {
  const one = perFeed(usable);
  return Number(quotientUp(fine(load), one));
}

/** Feeds of the next usual size that carries the load, as many as there are. */
export function largerFeed(rack: Site, load: number, usable: UsablePower): Fix | undefined {
  const live = BigInt(usable.feeds - usable.spare);
  if (live <= 0n) return undefined;
  const enough = feedSizes.find(({ rating }) => BigInt(rating) * BigInt(usable.derating) * live >= fine(load));
  const edit = enough && setInBlock(rack, 'power', 'feed', enough.text);
  if (!edit) return undefined;
  const given = formatPower(shown(perFeed({ ...usable, feed: enough.rating }) * live));
  const size = `${enough.volts} V, ${enough.amperes} A, three phases`;
  return { title: `Bring feeds of ${formatPower(enough.rating)} (${size}; ${given} usable)`, edits: [edit] };
}
