import { balanceOf, type LossSum, laneBudgets, lossOf } from '../../facts/link/loss.ts';
import { portsOf, totalLinks } from '../../facts/links.ts';
import { mediaThatReach } from '../../facts/media.ts';
import type { Model } from '../../model/model.ts';
import type { LinkSite } from '../../model/site.ts';
import { placeOf } from '../../model/source.ts';
import { decimal, format, formatLength, formatRate } from '../../units/format.ts';
import { check, type Related } from '../check.ts';
import { viaPlace, whichLinks } from './subject.ts';
import { whereLengthComesFrom } from './too-long.ts';
import { useMedium } from './use-medium.ts';

export const loss = check({
  id: 'reach.loss',
  severity: 'warning',
  each: 'link',
  alike: true,
  docs: {
    summary: 'A passive copper link loses more than the budget of its lane rate.',
    why: `A receiver finds the signal again only if it has not lost more than a budget on its way: through both hosts (package, board, cage), two mated connectors, and the cable. A reach in metres stands for a host that uses its whole share. Where the losses of the hosts are known (\`loss\` of their ports), the sum says more: a host with short traces carries a cable further, one with long traces not as far as the standard's reach.

The loss of twinax is a model, and an estimate wherever it is shown: skin effect grows with √f and with thinner wires, dielectric loss with f. With one gauge throughout (AWG 28) it gives 4.4, 3.1, 2.15 and 1.0 m at 25, 50, 100 and 200 Gbps per lane, where the standards say 5, 3, 2 and 1. It misses: cables sold for known hosts at 100 Gbps per lane go 12 to 13 % further; AWG 30 at 25 Gbps per lane is sold to 2 m where it gives 3.6 m, for hosts without RS-FEC; and loss at one frequency says nothing of crosstalk, reflections and skew. The factor 1.40 in the skin effect, the losses of connectors and the whole split at 200 Gbps were chosen by hand.`,
    formula: `\`loss\` of both ports + 2 × \`loss\` of the cable (else the connectors of the table) + dB/m × longest instance ≤ budget

dB/m = 0.79 × d26/d × √f + 0.037 × f, with f in GHz, the Nyquist frequency of the lane, and d the diameter of the wire by AWG; rounded to 0.01 dB/m. Judged is passive copper whose \`awg\` is stated, between ports that state their \`loss\` with the end points of the table.

${budgetTable()}`,
    sources: [
      'IEEE 802.3bj (35 dB at 12.9 GHz), 802.3cd (30 dB, TP0 to TP5; estimate: recalled), 802.3ck (28.5 dB of a public 2 m channel), P802.3dj key motions of March 2024 (40 dB die to die; draft)',
      'estimate: twinax model; at 110 GHz and AWG 26 it gives 12.4 dB/m, against 10 (AttoTude) and 11.8 to 19.7 (Arista) at ECOC 2026',
      'estimate: connectors 4.5, 6.6 and 7.6 dB for both ends',
    ],
    fails: example('2m'),
    passes: example('1.5m'),
    fixes:
      'Another cable of the imported catalogs that reaches: a thicker gauge, active copper or optics, the one that adds the least power first.',
  },
  *run(model, link) {
    const sum = lossOf(model, link);
    const balance = sum && balanceOf(sum);
    if (!sum || !balance?.isOver) return;
    const { lane, connectors, perMetre, length, gauge } = sum;
    const terms = [
      `hosts ${inDecibels(balance.hosts)}`,
      `connectors ${inDecibels(connectors)}`,
      `cable ${inDecibels(balance.cable)} (${format(perMetre, 'attenuation')} × ${length === undefined ? '' : formatLength(length)} of AWG ${gauge})`,
    ];
    yield {
      at: viaPlace(link),
      message: `${link.slot.name}: ${format(balance.total, 'loss', lane.budget)} from chip to chip, the budget at ${formatRate(lane.lane)} per lane is ${format(lane.budget, 'loss', balance.total)}: ${terms.join(' + ')}, an estimate ${whichLinks(model, link)}`,
      site: link.site,
      count: totalLinks(model, link) ?? 1,
      related: [...whereLossIsStated(model, link), ...whereLengthComesFrom(link)],
      fixes: () => mediaThatReach(model, link).map((medium) => useMedium(model, link, medium)),
    };
  },
});

/** Two hosts that lose 4 dB each, and a cable of AWG 30. */
function example(length: string): string {
  return `switch Box { port port[32] { rate = 400Gbps  lanes = 4  cage = OSFP  loss = 4dB } }
cable Thin {
  medium = copper
  rate = 400Gbps
  lanes = 4
  awg = 30
  reach = 2m
  plug = OSFP
}

cluster Pair {
  left  : Box
  right : Box
  fabric Peer {
    role = scale_out
    link peer : left -- right via Thin { length = ${length} }
  }
}
`;
}

function budgetTable(): string {
  const rows = laneBudgets.map(
    ({ lane, signalling, nyquist, budget, connectors, standard }) =>
      `| ${formatRate(lane)} ${signalling} | ${decimal(nyquist, 2)} GHz | ${format(budget, 'loss')} (${standard}) | ${format(connectors, 'loss')}, an estimate |`,
  );
  return ['| lane | Nyquist | budget | connectors |', '| --- | --- | --- | --- |', ...rows].join('\n');
}

function inDecibels(value: LossSum['connectors']): string {
  return decimal(value / 1e3, 3);
}

function whereLossIsStated(model: Model, link: LinkSite): readonly Related[] {
  const { left, right } = portsOf(model, link);
  const slots = [left, right].flatMap((port) => port?.part.properties.get('loss') ?? []);
  return slots.map((slot) => ({
    at: placeOf(slot.layer.scope.source, slot.node),
    message: 'loss of a host stated here',
  }));
}
