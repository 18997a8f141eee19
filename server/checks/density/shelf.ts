import { fine } from '../../facts/fine-power.ts';
import { racksAbove } from '../../facts/rack/load.ts';
import { deliveredLoad, type ShelfSupply, shelfSupply } from '../../facts/rack/supply.ts';
import type { Site } from '../../model/site.ts';
import { type Place, placeOf } from '../../model/source.ts';
import { quantity } from '../../units/dimension.ts';
import { formatCount, formatPower } from '../../units/format.ts';
import { check } from '../check.ts';
import {
  memberPlace,
  namedContributions,
  nameOfRack,
  racksNote,
  relatedContributions,
  unknownNote,
} from '../rack-words.ts';
import { fewerOnBus, fewerSpareShelves, loadWithCurrent, moreShelves } from './supply-fixes.ts';

export const shelf = check({
  id: 'density.shelf',
  severity: 'error',
  each: 'site',
  docs: {
    summary: 'The power shelves of a rack do not carry its load while the spare ones are out.',
    why: `A power shelf turns the feed into the voltage of the busbar, and shares the load with the others. When one fails, the rest
take its part at once; where they cannot, they trip one after another and the rack goes dark. How many may fail is
\`shelf_spare\`, and it is computed from the shelves, never taken from a label such as “N+1” or “2N”: eight shelves of 33 kW,
four on each of two feeds, carry the 132 kW of a GB200 NVL72 to the watt when one feed is out. The 142 kW of a GB300 NVL72
need five of them, so the same eight shelves have three to spare, not four.

Shelves in the rack count like those in a sidecar (\`in_rack = false\`). Of different shelves the largest are taken to fail.
What a shelf loses itself comes before the busbar and is no load of its own.`,
    formula: `load ≤ Σ \`rating\` of the shelves − the \`shelf_spare\` largest ones

load: as in \`density.power\`, without the losses of the shelves`,
    sources: [
      'NVIDIA, Base Command Manager, power shelves: 8 × 33 kW (vendor)',
      'NVIDIA, NVL72 AI Factory reference architecture: 142 kW (vendor); Hardwareluxx, GB200 NVL72: 132 kW (vendor)',
      'Meta, Network Hardware Switch Requirements v1.0: ORv3 shelves, N+1 (vendor)',
    ],
    fails: `import nvidia

rack Compute : nvidia.Nvl72Gb300 {
  power { shelf_spare = 4 }
}
`,
    passes: `import nvidia

rack Compute : nvidia.Nvl72Gb300 {
  power { shelf_spare = 3 }
}
`,
    fixes:
      'More shelves where the frame has room for them, fewer devices in each rack, or fewer shelves that may fail as long as one still may.',
  },
  *run(model, rack) {
    if (rack.part.kind !== 'rack') return;
    const supply = shelfSupply(model, rack);
    const load = deliveredLoad(model, rack);
    if (!supply || load.known <= supply.capacity) return;
    const limit = fine(supply.capacity);
    const failing = racksAbove(model, rack, fine(load.known), limit);
    const has = formatPower(supply.capacity, quantity(load.known));
    const cause = [describeShelves(supply), namedContributions(model, rack, load), ...unknownNote(load)].join('; ');
    const words = `${loadWithCurrent(model, rack, supply.capacity)}, ${has} from ${whatIsLeft(supply)}`;
    yield {
      at: placeFor(rack, supply),
      message: `${nameOfRack(rack)}: ${words} (${cause})${racksNote(model, rack, failing)}`,
      site: rack,
      count: failing ?? 1,
      related: relatedContributions(model, rack, load),
      fixes: () =>
        [
          moreShelves(model, rack, load.known, supply),
          fewerOnBus(model, rack, limit),
          fewerSpareShelves(rack, load.known, supply),
        ].flatMap((fix) => fix ?? []),
    };
  },
});

/** `shelf_spare` where it overrides what stands with the shelves, else the first array of shelves. */
function placeFor(rack: Site, { arrays }: ShelfSupply): Place {
  const spare = rack.part.blocks.get('power')?.properties.get('shelf_spare');
  const [first] = arrays;
  if (!first) return placeOf(rack.part.around.source, rack.part.declaration);
  const layers = rack.part.layers.map(({ scope }) => scope.source);
  const isLater =
    spare && layers.lastIndexOf(spare.layer.scope.source) > layers.indexOf(first.member.layer.scope.source);
  return spare && isLater ? placeOf(spare.layer.scope.source, spare.node) : memberPlace(first.member);
}

/** `3 shelves, 1 more out`. */
function whatIsLeft({ count, spare }: ShelfSupply): string {
  const left = Math.max(0, count - spare);
  const shelves = `${formatCount(left)} ${left === 1 ? 'shelf' : 'shelves'}`;
  return spare === 0 ? shelves : `${shelves} with ${formatCount(Math.min(spare, count))} out`;
}

/** `8 × 33 kW, shelf_spare = 1`. */
function describeShelves({ arrays, spare }: ShelfSupply): string {
  const all = arrays.map(({ rating, count }) => `${formatCount(count ?? 0)} × ${formatPower(quantity(rating ?? 0))}`);
  return `${all.join(' + ')}, ${spare === 0 ? 'none' : formatCount(spare)} spare`;
}
