import { fine, shown } from '../../facts/fine-power.ts';
import { racksAbove } from '../../facts/rack/load.ts';
import { busVoltage, carriedPower, currentOf, deliveredLoad } from '../../facts/rack/supply.ts';
import { atLeast } from '../../facts/totals.ts';
import { placeOf } from '../../model/source.ts';
import { quantity } from '../../units/dimension.ts';
import { format, formatPower } from '../../units/format.ts';
import { check } from '../check.ts';
import {
  namedContributions,
  nameOfRack,
  powerBound,
  racksNote,
  relatedContributions,
  unknownNote,
} from '../rack-words.ts';
import { fewerOnBus, useLargerBusbar, useNextVoltage } from './supply-fixes.ts';

export const busbar = check({
  id: 'density.busbar',
  severity: 'error',
  each: 'site',
  docs: {
    summary: 'A rack draws more current than its busbar carries.',
    why: `At a fixed voltage the current grows with the power, and the copper heats with its square: twice the current in the same
bar is four times the heat. 15 kW at 50 V are 300 A; the 132 kW of a GB200 NVL72 are 2,640 A,
the 230 kW of a Vera Rubin NVL72 are 4,600 A and need a bar with coolant in it. At 800 V the same 230 kW are 288 A. A sagging
supply makes it worse, for what the chips draw is power: at 48 V the 132 kW are 2,750 A.

The voltage is the rack’s \`voltage\`, or that of its shelves where all have the same.`,
    formula: `load / \`voltage\` ≤ \`busbar\`

load: as in \`density.power\`, without the losses of power shelves, which come before the busbar`,
    sources: [
      'Meta, Network Hardware Switch Requirements v1.0: ORv3 busbars of 375 A and 600 A (vendor)',
      'Vera Rubin Decoded, part 5: 2,900 A for an NVL72, 5,000 A and liquid-cooled for a Vera Rubin NVL72 (estimate)',
      'P = U × I; heat of a conductor = I² × R',
    ],
    fails: `import nvidia

rack Compute : nvidia.Nvl72 {
  power { voltage = 45V }
}
`,
    passes: `import nvidia

rack Compute : nvidia.Nvl72 {
  power { voltage = 48V }
}
`,
    fixes:
      'Fewer devices in each rack, a busbar of the next size that is sold, or 800 V from a sidecar: the title gives the current before and after.',
  },
  *run(model, rack) {
    if (rack.part.kind !== 'rack') return;
    const block = rack.part.blocks.get('power');
    const property = block?.properties.get('busbar');
    const limit = model.values.quantity(block, 'busbar', 'current');
    const voltage = busVoltage(model, rack);
    if (!property || limit === undefined || voltage === undefined) return;
    const load = deliveredLoad(model, rack);
    const carried = carriedPower(voltage, limit);
    if (fine(load.known) <= carried) return;
    const failing = racksAbove(model, rack, fine(load.known), carried);
    const current = currentOf(load.known, voltage);
    const drawn = `${atLeast(load)}${format(current, 'current', limit)} at ${format(voltage, 'voltage')}`;
    const power = `${powerBound(quantity(load.known), load.unknown, shown(carried))} load`;
    const limitPower = `${format(limit, 'current', current)} are ${formatPower(shown(carried), quantity(load.known))}`;
    const cause = [power, limitPower, namedContributions(model, rack, load), ...unknownNote(load)].join('; ');
    const carries = format(limit, 'current', current);
    yield {
      at: placeOf(property.layer.scope.source, property.node),
      message: `${nameOfRack(rack)}: ${drawn}, its busbar carries ${carries} (${cause})${racksNote(model, rack, failing)}`,
      site: rack,
      count: failing ?? 1,
      related: relatedContributions(model, rack, load),
      fixes: () =>
        [
          fewerOnBus(model, rack, carried),
          useLargerBusbar(model, rack, load.known, voltage),
          useNextVoltage(model, rack),
        ].flatMap((fix) => fix ?? []),
    };
  },
});
