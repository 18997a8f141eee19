import { describeMedium } from '../../facts/link/medium-names.ts';
import { cableOf, linkLanes, linkRate, portsOf, totalLinks } from '../../facts/links.ts';
import { mediaThatFit, mediaThatReach } from '../../facts/media.ts';
import { electricalMedia, FASTEST_ELECTRICAL } from '../../facts/reach.ts';
import type { Model } from '../../model/model.ts';
import type { LinkSite } from '../../model/site.ts';
import { type Place, placeOf } from '../../model/source.ts';
import { quantity } from '../../units/dimension.ts';
import { formatRate } from '../../units/format.ts';
import { check } from '../check.ts';
import { viaPlace, whichLinks } from './subject.ts';
import { useMedium } from './use-medium.ts';

export const serdes = check({
  id: 'reach.serdes',
  severity: 'error',
  each: 'link',
  alike: true,
  docs: {
    summary: 'An electrical cable behind a faceplate at a lane rate for which there is none.',
    why: `A lane that leaves the box as an electrical signal crosses the package, some inches of board and a connector before the cable begins, and as much again at the far end. At 200 Gbps per lane these take about 31 of 40 dB, and 1 m of passive cable is left. At 400 Gbps per lane (Nyquist 106 to 112 GHz with PAM4) they alone lose 49 to 51 dB with 4 inches of board: nothing is left, with or without an amplifier in the plug, and connectors pass some 90 GHz at most. PAM6 and PAM8 need less bandwidth and cost as much in level. Somewhere between 300 and 500 Gbps per lane, copper behind a board ends.

What remains is copper that leaves the package by a connector of its own, over a backplane or cartridge (0.2 to 1.4 m by the projections), which is not judged here, and optics. At 200 Gbps per lane passive copper behind a faceplate ends at 1 m: see [reach.copper](reach.copper.md).`,
    formula:
      'rate ≤ lanes × 224 Gbps for a cable of medium copper, acc or aec that has a `plug` or goes into a `cage`, where lanes are stated. 224 Gbps per lane is the fastest class of which such cables are sold (200 Gbps of payload).',
    sources: [
      'OIF CEI-224G; CEI-448G-VSR and -LR, started in February 2026, modulation still open',
      'estimate: host and connectors use 40 dB at 318 Gbps PAM4 per lane behind 4 inches of board, at 482 behind one inch',
    ],
    fails: example(3.2),
    passes: example(1.6),
    fixes:
      'A medium of the imported catalogs that carries the rate as light. More lanes at half the rate is a change of both ports.',
  },
  *run(model, link) {
    const medium = model.values.word(cableOf(model, link), 'medium');
    const rate = linkRate(model, link);
    const lanes = statedLanes(model, link);
    if (medium === undefined || !electricalMedia.includes(medium) || medium === 'backplane') return;
    if (rate === undefined || lanes === undefined || !isPluggable(model, link)) return;
    const limit = quantity<'rate'>(lanes * FASTEST_ELECTRICAL);
    if (rate <= limit) return;
    const over = `${formatRate(quantity(rate / lanes))} per lane (${formatRate(rate, limit)} over ${lanes})`;
    yield {
      at: viaPlace(link),
      message: `${link.slot.name}: ${describeMedium(medium)} at ${over}, behind a faceplate there is none above ${formatRate(FASTEST_ELECTRICAL)} per lane ${whichLinks(model, link)}`,
      site: link.site,
      count: totalLinks(model, link) ?? 1,
      related: whereLanesAreStated(model, link).map((at) => ({ at, message: 'lanes stated here' })),
      fixes: () => {
        const reaching = mediaThatReach(model, link);
        const others = reaching.length > 0 ? reaching : mediaThatFit(model, link);
        return others
          .filter((each) => !electricalMedia.includes(each.medium))
          .map((each) => useMedium(model, link, each));
      },
    };
  },
});

/** Two switches joined by cables of eight lanes. */
function example(terabits: number): string {
  return `switch Box { port port[64] { rate = ${terabits}Tbps  lanes = 8  cage = OSFP } }
cable Short { medium = copper  rate = ${terabits}Tbps  lanes = 8  reach = 1m  plug = OSFP }

rack Pair {
  leaf[2] : Box
  fabric Peer {
    role = scale_out
    link peer : leaf[0] -- leaf[1] via Short { length = 0.5m }
  }
}
`;
}

/** Lanes of a link where a part states them: a port that says nothing has one only because none are stated. */
function statedLanes(model: Model, link: LinkSite): number | undefined {
  return whereLanesAreStated(model, link).length > 0 ? linkLanes(model, link) : undefined;
}

function whereLanesAreStated(model: Model, link: LinkSite): readonly Place[] {
  const { left, right } = portsOf(model, link);
  const cable = cableOf(model, link);
  const slots = [cable, ...(cable?.properties.has('lanes') ? [] : [left?.part, right?.part])];
  return slots.flatMap((part) => {
    const slot = part?.properties.get('lanes');
    return slot ? [placeOf(slot.layer.scope.source, slot.node)] : [];
  });
}

function isPluggable(model: Model, link: LinkSite): boolean {
  const { left, right } = portsOf(model, link);
  const cages = [left?.part, right?.part].map((port) => model.values.word(port, 'cage'));
  return cableOf(model, link)?.properties.has('plug') === true || cages.some((cage) => cage !== undefined);
}
