import { policyFlag, policyPlace } from '../../facts/policy.ts';
import { siteLoad, type UsablePower, usablePower } from '../../facts/rack/load.ts';
import { deliveredLoad, shelfSupply, shelvesOf } from '../../facts/rack/supply.ts';
import type { Model } from '../../model/model.ts';
import type { Part } from '../../model/part.ts';
import type { Site } from '../../model/site.ts';
import { type Place, placeOf } from '../../model/source.ts';
import { quantity } from '../../units/dimension.ts';
import { formatCount, formatPower } from '../../units/format.ts';
import { check, type Fix, type Found, type Related } from '../check.ts';
import { setAllInBlock, setInBlock } from '../rack-edits.ts';
import { inAll, memberName, memberPlace, nameOfRack } from '../rack-words.ts';
import { feedsFor } from './feed-fixes.ts';
import { moreShelves } from './supply-fixes.ts';

const FED: readonly Part['kind'][] = ['rack', 'row', 'pod', 'hall', 'cluster'];

export const spare = check({
  id: 'density.spare',
  severity: 'warning',
  each: 'site',
  docs: {
    summary: 'No feed or no power shelf is spare, where the policy asks for redundancy.',
    why: `Feeds go out for maintenance, and shelves fail. Without a spare one the rack, or the
hall, goes with it, and a training job with it that runs on all of its accelerators. Whether that is acceptable is the
operator’s choice: training clusters are often fed once and restart from a checkpoint, inference seldom. So nothing is asked
unless \`policy { redundant = true }\` asks for it, at a rack or at anything around it.

Each stage is asked for its own: the feeds of whatever states a \`feed\`, and the shelves of a rack that has any. A spare feed
does not replace a shelf that fails, nor the other way round.`,
    formula: `\`spare\` ≥ 1 where there is a \`feed\`; \`shelf_spare\` ≥ 1 where there are shelves`,
    sources: [
      'NVIDIA, DGX SuperPOD data-centre design: racks on redundant feeds (vendor)',
      'Meta, Network Hardware Switch Requirements v1.0: ORv3 shelves, N+1 (vendor)',
    ],
    fails: `import nvidia

policy { redundant = true }

rack Compute {
  power { feed = 43.1kW  feeds = 2 }
  dgx[4] : nvidia.DgxH100
}
`,
    passes: `import nvidia

policy { redundant = true }

rack Compute {
  power { feed = 43.1kW  feeds = 2  spare = 1 }
  dgx[4] : nvidia.DgxH100
}
`,
    fixes: 'One feed or shelf is declared spare where the others carry the load; else one more is brought.',
  },
  *run(model, site) {
    if (!FED.includes(site.part.kind) || !policyFlag(model, site, 'redundant')) return;
    yield* feedsWithout(model, site);
    if (site.part.kind === 'rack') yield* shelvesWithout(model, site);
  },
});

function* feedsWithout(model: Model, site: Site): Generator<Found> {
  const block = site.part.blocks.get('power');
  const feed = block?.properties.get('feed');
  const usable = usablePower(model, site);
  if (!feed || !usable || usable.spare > 0) return;
  const load = siteLoad(model, site);
  const stated = block?.properties.get('spare') ?? feed;
  yield {
    ...finding(model, site, `no feed is spare (${formatCount(usable.feeds)} × ${formatPower(usable.feed)})`),
    at: placeOf(stated.layer.scope.source, stated.node),
    fixes: () => [spareFeed(site, load.known, usable)].flatMap((fix) => fix ?? []),
  };
}

/** One of the feeds as the spare one where the others carry the load; else another. */
export function spareFeed(site: Site, load: number, usable: UsablePower): Fix | undefined {
  const { feed, feeds, derating } = usable;
  if (derating === 0) return undefined;
  const needed = Math.max(feedsFor(load, usable), 1) + 1;
  if (needed <= feeds) {
    const edit = setInBlock(site, 'power', 'spare', '1');
    return (
      edit && {
        title: `Declare one of the ${formatCount(feeds)} feeds spare (the others carry the load)`,
        edits: [edit],
      }
    );
  }
  const edits = setAllInBlock(site, 'power', [
    ['feeds', String(needed)],
    ['spare', '1'],
  ]);
  const more = `${formatCount(needed - feeds)} of ${formatPower(feed)} more in each ${site.part.kind}`;
  return edits && { title: `Bring ${formatCount(needed)} feeds, one of them spare (${more})`, edits };
}

function* shelvesWithout(model: Model, rack: Site): Generator<Found> {
  const [first] = shelvesOf(model, rack);
  const block = rack.part.blocks.get('power');
  const stated = block?.properties.get('shelf_spare');
  if (!first || (stated && model.values.integer(block, 'shelf_spare') !== 0)) return;
  const all = shelvesOf(model, rack).map(({ member }) => memberName(member));
  yield {
    ...finding(model, rack, `no power shelf is spare (${all.join(', ')})`),
    at: stated ? placeOf(stated.layer.scope.source, stated.node) : memberPlace(first.member),
    fixes: () => [spareShelf(model, rack)].flatMap((fix) => fix ?? []),
  };
}

/** One of the shelves as the spare one where the others carry the load; else another. */
function spareShelf(model: Model, rack: Site): Fix | undefined {
  const supply = shelfSupply(model, rack);
  const edit = setInBlock(rack, 'power', 'shelf_spare', '1');
  if (!supply || !edit) return undefined;
  const load = deliveredLoad(model, rack).known;
  const largest = Math.max(...supply.arrays.map(({ rating }) => rating ?? 0));
  const left = supply.capacity - largest;
  if (load <= left) {
    const carried = `the others carry ${formatPower(quantity(left))}`;
    return { title: `Declare one of the ${formatCount(supply.count)} shelves spare (${carried})`, edits: [edit] };
  }
  const more = moreShelves(model, rack, load, { ...supply, spare: 1 });
  return more && { title: `${more.title}, one of them spare`, edits: [...more.edits, edit] };
}

function finding(model: Model, site: Site, what: string): Omit<Found, 'at'> {
  return {
    message: `${nameOfRack(site)}: ${what}, policy.redundant asks for one${inAll(site)}`,
    site,
    count: site.count ?? 1,
    related: related(policyPlace(model, site, 'redundant')),
  };
}

function related(at: Place | undefined): readonly Related[] {
  return at ? [{ at, message: 'asked for here' }] : [];
}
