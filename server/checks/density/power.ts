import { fine } from '../../facts/fine-power.ts';
import { rackLoad, racksAbove, usablePower } from '../../facts/rack/load.ts';
import { placeOf } from '../../model/source.ts';
import { quantity } from '../../units/dimension.ts';
import { formatPower } from '../../units/format.ts';
import { check, type Fix } from '../check.ts';
import { fewerDevices } from '../fewer-devices.ts';
import {
  namedContributions,
  nameOfRack,
  powerBound,
  racksNote,
  relatedContributions,
  unknownNote,
} from '../rack-words.ts';
import { describeFeeds, largerFeed, moreFeeds } from './feed-fixes.ts';

export const power = check({
  id: 'density.power',
  severity: 'error',
  each: 'site',
  docs: {
    summary: 'A rack draws more power than its feeds give while the spare ones are out.',
    why: `Short copper pulls accelerators and their switches into one rack, and the rack’s power grows with them: four DGX H100
draw 40.8 kW, an NVL72 132 kW. The breaker of a feed is a hard limit. A feed that is out for maintenance, or fails, must
leave enough for the whole load, or the others trip one after another. Many sites bring 10 to 15 kW to a rack, which is
why one DGX stands where four would fit.

The load is the worst case: what nodes, switches, distribution units and the losses of power shelves draw together, and
the modules of switches. A node that states its \`power\` has counted its own modules; in one whose power is the sum of its
parts they are added. Where racks of one type are linked differently, the one with the most modules is judged. A figure
that is missing makes the sum a lower bound, which is an error only where it is over the limit by itself.`,
    formula: `load = Σ count × power + Σ ends × power of the cable’s end

usable = (\`feeds\` − \`spare\`) × \`feed\` × \`policy.derating\`

\`feed\` is the nameplate of the breaker. Under the NEC a breaker that is not 100 % rated carries 80 % of it for loads of 3 h
and more: \`policy { derating = 80% }\`.`,
    sources: [
      'NVIDIA, DGX SuperPOD Data Center Design (DGX H100), planning: 10.2 kW, 40.8 kW for four (vendor)',
      'Hardwareluxx, GB200 NVL72: 132 kW (vendor)',
      'HP, Power basics for IT professionals; NEC 210.20(A), 215.3: 80 % for continuous loads (standard)',
    ],
    fails: `import nvidia

rack Compute {
  power { feed = 30kW  feeds = 2  spare = 1 }
  dgx[4] : nvidia.DgxH100
}
`,
    passes: `import nvidia

rack Compute {
  power { feed = 40.8kW  feeds = 2  spare = 1 }
  dgx[4] : nvidia.DgxH100
}
`,
    fixes:
      'More feeds, feeds of the next usual size that carries the load, or fewer devices in each rack; the title says how many more racks the others fill.',
  },
  *run(model, rack) {
    if (rack.part.kind !== 'rack') return;
    const feed = rack.part.blocks.get('power')?.properties.get('feed');
    const usable = usablePower(model, rack);
    const load = rackLoad(model, rack);
    if (!feed || !usable || fine(load.known) <= usable.exact) return;
    const failing = racksAbove(model, rack, fine(load.known), usable.exact);
    const bound = powerBound(quantity(load.known), load.unknown, usable.power);
    const terms = load.terms.map(({ member, each }) => ({ member, each: fine(each?.known ?? 0) }));
    const limits = { total: fine(load.known), limit: usable.exact };
    const leaveOut = (): Fix | undefined => fewerDevices(model, rack, terms, limits, 'load');
    const limit = formatPower(usable.power, quantity(load.known));
    const cause = [describeFeeds(usable, load.known), namedContributions(model, rack), ...unknownNote(load)].join('; ');
    yield {
      at: placeOf(feed.layer.scope.source, feed.node),
      message: `${nameOfRack(rack)}: ${bound} load, ${limit} usable (${cause})${racksNote(model, rack, failing)}`,
      site: rack,
      count: failing ?? 1,
      related: relatedContributions(model, rack),
      fixes: () =>
        [moreFeeds(rack, load.known, usable), largerFeed(rack, load.known, usable), leaveOut()].flatMap(
          (fix) => fix ?? [],
        ),
    };
  },
});
