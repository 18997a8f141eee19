import { cableOf, cableRun, totalLinks } from '../../facts/links.ts';
import { type Medium, mediaFor, mediaThatReach } from '../../facts/media.ts';
import { policyQuantity } from '../../facts/policy.ts';
import { electricalMedia, opticalMedia } from '../../facts/reach.ts';
import { eventsPerYear } from '../../facts/reliability/link-failures.ts';
import type { Model } from '../../model/model.ts';
import type { LinkSite } from '../../model/site.ts';
import type { Money, Power } from '../../units/dimension.ts';
import { decimal, formatLength, formatMoney, formatPower } from '../../units/format.ts';
import { check } from '../check.ts';
import { keeps } from './margin.ts';
import { cableName, viaPlace, whichLinks } from './subject.ts';
import { useMedium } from './use-medium.ts';

export const overkill = check({
  id: 'reach.overkill',
  severity: 'hint',
  each: 'link',
  alike: true,
  docs: {
    summary: 'Optics where copper reaches with margin.',
    why: 'A pluggable optical module burns 8 to 30 W and fails some hundred times as often as a passive cable; it is also what costs most in a fabric. Where every instance of a link is short enough for copper with the margin of the policy, copper saves all three.',
    formula:
      'longest instance ≤ reach of a copper cable × (1 − `policy.margin`). Failures saved a year = links × difference of `fit` × 8,766 h × 10^-9.',
    sources: [
      'Alibaba Cloud (ECOC 2026): 250 to 271 FIT of removals for 400G DR4 modules',
      'estimate: passive copper at 1/100 of the failure rate of optics (Mosaic, SIGCOMM 2025)',
    ],
    fails: `import nvidia
import cables

rack Pair {
  node : nvidia.DgxH100
  leaf : nvidia.QM9700
  fabric Rails {
    role = scale_out
    link rail : node.nic[r] -- leaf via cables.Dr4_400G { length = 1m }
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
    link rail : node.nic[r] -- leaf via cables.Dr4_400G { length = 10m }
  }
}
`,
    fixes: 'The copper that saves most power; the title states watts and price.',
  },
  *run(model, link) {
    const cable = cableOf(model, link);
    const present = model.values.word(cable, 'medium');
    const run = cableRun(model, link);
    const kept = policyQuantity(model, link.site, 'margin', 'ratio');
    if (!cable || !present || !opticalMedia.includes(present) || !run || kept === undefined) return;
    const isNear = ({ medium, reach }: Medium): boolean =>
      electricalMedia.includes(medium) && reach !== undefined && keeps(run.longest, reach, kept);
    // Most links are too long for copper, and whether their racks could take it need not be found out.
    if (!mediaFor(model, link).some(isNear)) return;
    const copper = mediaThatReach(model, link).filter(isNear);
    const [best] = copper;
    if (!best?.reach || best.addedPower === undefined || best.addedPower >= 0) return;
    yield {
      at: viaPlace(link),
      message: `${link.slot.name}: ${formatLength(run.longest)} is within reach of ${best.name} (${formatLength(best.reach)}); instead of ${cableName(link)} it would save ${savings(model, link, best)} ${whichLinks(model, link)}`,
      site: link.site,
      count: totalLinks(model, link) ?? 1,
      fixes: () => copper.map((each) => useMedium(model, link, each)),
    };
  },
});

/** Watts, failures a year and money that a medium saves over the present one. */
function savings(model: Model, link: LinkSite, medium: Medium): string {
  const parts: string[] = [];
  if (medium.addedPower !== undefined) parts.push(formatPower(-medium.addedPower as Power));
  const before = model.values.quantity(cableOf(model, link), 'fit', 'failures');
  const after = model.values.quantity(medium.cable, 'fit', 'failures');
  const links = totalLinks(model, link);
  if (before !== undefined && after !== undefined && links !== undefined) {
    const failures = eventsPerYear(links, before) - eventsPerYear(links, after);
    if (failures > 0) parts.push(`about ${decimal(failures)} failures a year`);
  }
  if (medium.addedPrice !== undefined && medium.addedPrice < 0) {
    parts.push(`${formatMoney(-medium.addedPrice as Money)} (estimate)`);
  }
  return parts.join(', ');
}
