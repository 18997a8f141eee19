import { cableOf } from '../../facts/links.ts';
import { opticalMedia } from '../../facts/reach.ts';
import { check } from '../check.ts';
import { tooLong } from './too-long.ts';

export const optics = check({
  id: 'reach.optics',
  severity: 'error',
  each: 'link',
  alike: true,
  docs: {
    summary: 'A fibre is longer than its optics reach.',
    why: 'Multimode fibre smears pulses: many modes travel at different speeds, so the reach shrinks as the symbol rate rises (100 m at 25 Gbps per lane, 50 to 100 m at 100). Single-mode fibre is limited by loss and dispersion: 500 m for DR, 2 km for FR, 10 km for LR optics.',
    formula: 'longest instance ≤ `reach` of the cable',
    sources: [
      'IEEE 802.3db (SR4: 100 m on OM4), 802.3bs and 802.3cu (DR4: 500 m, FR4: 2 km)',
      'NVIDIA: 400G SR4 modules to 50 m on OM4',
    ],
    fails: `import nvidia
import cables

cluster Hall {
  node[2] : nvidia.DgxH100
  leaf    : nvidia.QM9700
  fabric Rails {
    role = scale_out
    link rail : node[n].nic[r] -- leaf via cables.Sr4_400G { length = 120m }
  }
}
`,
    passes: `import nvidia
import cables

cluster Hall {
  node[2] : nvidia.DgxH100
  leaf    : nvidia.QM9700
  fabric Rails {
    role = scale_out
    link rail : node[n].nic[r] -- leaf via cables.Dr4_400G { length = 120m }
  }
}
`,
    fixes: 'Optics of the imported catalogs that reach, the one that adds the least power first.',
  },
  *run(model, link) {
    const medium = model.values.word(cableOf(model, link), 'medium');
    const found = medium !== undefined && opticalMedia.includes(medium) ? tooLong(model, link) : undefined;
    if (found) yield found;
  },
});
