import { cableOf, cableRun, laneRate, totalLinks } from '../../facts/links.ts';
import { mediaThatReach } from '../../facts/media.ts';
import { policyQuantity } from '../../facts/policy.ts';
import { reachOf } from '../../facts/reach.ts';
import type { Model } from '../../model/model.ts';
import type { Part } from '../../model/part.ts';
import { type Length, quantity, WHOLE } from '../../units/dimension.ts';
import { formatLength, formatRatio } from '../../units/format.ts';
import { check } from '../check.ts';
import { cableName, mediumAtLane, viaPlace, whichLinks } from './subject.ts';
import { whereLengthComesFrom } from './too-long.ts';
import { useMedium } from './use-medium.ts';

export const margin = check({
  id: 'reach.margin',
  severity: 'warning',
  each: 'link',
  alike: true,
  docs: {
    summary: 'A cable reaches, but with less in hand than the policy keeps.',
    why: `A planned length is seldom the length that is pulled: a detour around a column, a service loop, a device two units higher. A link that ends just inside its reach fails at the first of these, and a cable bought to the centimetre cannot be moved.

A stated length in which the cable is sold is the cable itself, not a plan, and its maker answers for it: \`{ length = 3m }\` via a cable that is sold in 3 m passes.`,
    formula:
      'longest instance ≤ reach × (1 − `policy.margin`). Not judged is what does not reach at all, and a stated length in which the cable is sold: one of its `lengths`, or where it states none, the `reach` of a copper cable or an AOC, the longest that is sold.',
    sources: ['estimate: routing adds about 10 % to a planned length'],
    fails: `import nvidia
import cables

rack Pair {
  node : nvidia.DgxH100
  leaf : nvidia.QM9700
  fabric Rails {
    role = scale_out
    link rail : node.nic[r] -- leaf via cables.Dac400G { length = 1.9m }
  }
}
`,
    passes: `import nvidia
import cables

rack Pair {
  node : nvidia.DgxH100
  leaf : nvidia.QM9700
  fabric Rails {
    role = scale_out
    link rail : node.nic[r] -- leaf via cables.Dac400G { length = 1.8m }
  }
}
`,
    fixes: 'A medium that keeps the margin, the one that adds the least power first.',
  },
  *run(model, link) {
    const run = cableRun(model, link);
    const reach = reachOf(model, link);
    const kept = policyQuantity(model, link.site, 'margin', 'ratio');
    if (!run || !reach || kept === undefined || run.longest > reach.length) return;
    if (keeps(run.longest, reach.length, kept) || (run.stated && isSoldIn(model, cableOf(model, link), run.longest)))
      return;
    yield {
      at: viaPlace(link),
      message: `${link.slot.name}: ${formatLength(run.longest, keptLength(reach.length, kept))} of ${mediumAtLane(model, link, laneRate(model, link))} leaves less than ${formatRatio(kept)} of the ${formatLength(reach.length)} that ${cableName(link)} reaches ${whichLinks(model, link)}`,
      site: link.site,
      count: totalLinks(model, link) ?? 1,
      related: [
        ...(reach.at ? [{ at: reach.at, message: `reach of ${formatLength(reach.length)} stated here` }] : []),
        ...whereLengthComesFrom(link),
      ],
      fixes: () =>
        mediaThatReach(model, link)
          .filter((medium) => medium.reach !== undefined && keeps(run.longest, medium.reach, kept))
          .map((medium) => useMedium(model, link, medium)),
    };
  },
});

/** Media that are sold as one piece with both plugs, so that a length is one of a price list. */
const assemblies: readonly string[] = ['copper', 'acc', 'aec', 'backplane', 'aoc'];

/** Whether a cable is sold in a length: one of its `lengths`, else the longest of an assembly, which is its `reach`. */
function isSoldIn(model: Model, cable: Part | undefined, length: Length): boolean {
  const lengths = model.values.list(cable, 'lengths');
  if (lengths) return lengths.includes(length);
  const isAssembly = assemblies.includes(model.values.word(cable, 'medium') ?? '');
  return isAssembly && model.values.quantity(cable, 'reach', 'length') === length;
}

/** Whether a length leaves the margin of a reach; exactly at the margin it does. */
export function keeps(length: number, reach: number, kept: number): boolean {
  return BigInt(length) * BigInt(WHOLE) <= BigInt(reach) * BigInt(WHOLE - kept);
}

/** The longest length that leaves the margin of a reach, for show. */
function keptLength(reach: number, kept: number): Length {
  return quantity(Math.round(reach * (1 - kept / WHOLE)));
}
