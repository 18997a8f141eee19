import { describe, expect, test } from 'vitest';
import { analyse } from '../../server/checks/analyse.ts';
import { laneBudgets, twinaxLoss } from '../../server/facts/link/loss.ts';
import { withoutLinks } from '../../server/ide/hover/markdown.ts';
import { hoverAt } from '../../server/ide/hover.ts';
import { createProgram } from '../../server/model/program.ts';

/** dB/m by AWG at 12.89, 13.28, 26.56 and 53.125 GHz, from the sheet in which the model was fitted. */
const sheet: Readonly<Record<number, readonly number[]>> = {
  24: [2.73, 2.77, 4.21, 6.53],
  26: [3.31, 3.37, 5.05, 7.72],
  28: [4.05, 4.12, 6.12, 9.23],
  30: [4.99, 5.07, 7.46, 11.12],
  32: [6.16, 6.26, 9.15, 13.51],
  34: [7.65, 7.77, 11.28, 16.52],
};

test('the model of twinax gives the figures of its sheet', () => {
  for (const [gauge, losses] of Object.entries(sheet)) {
    const found = laneBudgets.map(({ nyquist }) => twinaxLoss(Number(gauge), nyquist) / 1e3);
    for (const [i, loss] of losses.entries()) expect(Math.abs((found[i] ?? 0) - loss)).toBeLessThan(0.011);
  }
});

test('with one gauge throughout it comes within 12 % of the reaches of the standards', () => {
  // What the hosts lose together, as the sheet has it.
  const hosts = [12.52, 12.84, 8.75, 23.2];
  const standard = [5, 3, 2, 1];
  const reaches = laneBudgets.map(
    ({ nyquist, budget, connectors }, i) =>
      (budget - connectors - (hosts[i] ?? 0) * 1e3) / (twinaxLoss(28, nyquist) || 1),
  );
  for (const [i, reach] of reaches.entries()) {
    expect(Math.abs(reach / (standard[i] ?? 1) - 1)).toBeLessThan(0.12);
  }
});

const text = `switch Host { port port[8] { rate = 400Gbps  lanes = 4  loss = 4dB } }
switch Silent { port port[8] { rate = 400Gbps  lanes = 4 } }
cable Thin { medium = copper  rate = 400Gbps  lanes = 4  awg = 30 }
cable Ends : Thin { loss = 3dB }
rack Pair {
  host[4] : Host
  silent : Silent
  fabric Peer {
    role = scale_out
    link known : host[0] -- host[1] via Thin { length = 1.5m }
    link ends : host[2] -- host[3] via Ends { length = 2m }
    link half : host[0] -- silent via Thin { length = 1.5m }
    link unplaced : host[1] -- silent via Thin
  }
}
`;

function rowsOf(link: string): readonly string[] {
  const analysis = analyse(createProgram({ read: () => text }), 'file:///pair.topo');
  const found = analysis && hoverAt(analysis, text.indexOf(`link ${link}`) + 'link '.length);
  return withoutLinks(found?.markdown ?? '').split('\n');
}

describe('the hover of a link', () => {
  test('shows its loss term by term', () => {
    expect(rowsOf('known')).toEqual(
      expect.arrayContaining([
        '| loss | 25.79 dB of 28.5 dB (IEEE 802.3ck, ball to ball), estimate |',
        '| hosts | 4 dB + 4 dB |',
        '| connectors | 6.6 dB, estimate |',
        '| cable loss | 11.19 dB = 7.46 dB/m × 1.5 m, estimate |',
      ]),
    );
  });

  test('takes what a cable states of its ends', () => {
    expect(rowsOf('ends')).toContain('| connectors | 6 dB = 2 × 3 dB |');
    expect(rowsOf('ends')).toContain('| loss | 28.92 dB of 28.5 dB (IEEE 802.3ck, ball to ball), estimate |');
  });

  test('says what is missing, and what is left for it', () => {
    expect(rowsOf('half')).toContain('| loss | unknown; the budget is 28.5 dB (IEEE 802.3ck, ball to ball) |');
    expect(rowsOf('half')).toContain('| hosts | unknown: one port states no `loss`; the rest leaves both 10.71 dB |');
    expect(rowsOf('unplaced')).toContain('| cable loss | unknown: the length is not known |');
  });
});
