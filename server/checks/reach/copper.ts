import { cableOf } from '../../facts/links.ts';
import { electricalMedia } from '../../facts/reach.ts';
import { check } from '../check.ts';
import { tooLong } from './too-long.ts';

export const copper = check({
  id: 'reach.copper',
  severity: 'error',
  each: 'link',
  alike: true,
  docs: {
    summary: 'A copper cable is longer than its kind reaches.',
    why: `Twinax loses signal with length, and more with frequency: conductor loss grows with the square root of the frequency, dielectric loss with the frequency itself. Each doubling of the lane rate doubles the Nyquist frequency, while what the host and its connectors use of the loss budget grows too. So the reach of passive copper has gone from 5 m at 25 Gbps per lane to 3 m at 50, 2 m at 100 and 1 m at 200. Amplifiers (linear active copper) and retimers (AEC) in the plugs win some of it back, for watts; beyond that only optics reach.

A reach belongs to the part: makers sell cables that go further than the standard's class between hosts they know, such as 3 m splitters at 100 Gbps per lane. Where a cable states no \`reach\`, the standard's for its medium and lane rate is taken.`,
    formula:
      'longest instance ≤ `reach` of the cable, else that of the standard: 7, 5, 3, 2, 1 m at 10, 25, 50, 100, 200 Gbps per lane. A length is stated on the link, else the sum of the legs that the layout gives.',
    sources: [
      'IEEE 802.3by (25GBASE-CR, 5 m), 802.3cd (50GBASE-CR, 3 m), 802.3ck (100GBASE-CR1, 2 m), P802.3dj objective (200GBASE-CR1, 1 m)',
      'NVIDIA MCP7Y00 ordering information: splitters at 100 Gbps per lane to 3 m',
    ],
    fails: `import nvidia
import cables

rack Pair {
  node[2] : nvidia.DgxH100
  leaf    : nvidia.QM9700
  fabric Rails {
    role = scale_out
    link rail : node[n].nic[r] -- leaf via cables.Dac400G { length = 3m }
  }
}
`,
    passes: `import nvidia
import cables

rack Pair {
  node[2] : nvidia.DgxH100
  leaf    : nvidia.QM9700
  fabric Rails {
    role = scale_out
    link rail : node[n].nic[r] -- leaf via cables.Dac400G { length = 2m }
  }
}
`,
    fixes:
      'Another medium of the imported catalogs that reaches, fits both cages and carries the rate; the one that adds the least power first, with its reach, watts and price in the title. A missing import is added.',
  },
  *run(model, link) {
    const medium = model.values.word(cableOf(model, link), 'medium');
    const found = medium !== undefined && electricalMedia.includes(medium) ? tooLong(model, link) : undefined;
    if (found) yield found;
  },
});
