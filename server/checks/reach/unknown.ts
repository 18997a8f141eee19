import { cableOf, cableRun, linkCount, totalLinks } from '../../facts/links.ts';
import { mediaFor } from '../../facts/media.ts';
import { reachOf } from '../../facts/reach.ts';
import { placeOf } from '../../model/source.ts';
import { formatLength } from '../../units/format.ts';
import { check } from '../check.ts';
import { cableName, sourceOf, viaPlace } from './subject.ts';

/** Other media named in the message. */
const MOST_NAMED = 3;

export const unknown2 = check({
  id: 'reach.unknown',
  severity: 'hint',
  each: 'link',
  alike: true,
  docs: {
    summary: 'Neither a length nor a layout says how long a cable is.',
    why: 'Whether a cable reaches depends on its length. State it on the link (`{ length = 2m }`), or put the ends into racks, the racks into a `row` and the rows into a `hall`: then it follows from their places. Until then nothing is said about reach, and this hint says which cables cover which lengths. It asks nothing of a `backplane`, which is made with what it joins.',
    sources: ['The reach of the listed cables, each with its source in the catalog'],
    fails: `import nvidia
import cables

cluster Two {
  node : nvidia.DgxH100
  leaf : nvidia.QM9700
  fabric Rails {
    role = scale_out
    link rail : node.nic[r] -- leaf via cables.Dac400G
  }
}
`,
    passes: `import nvidia
import cables

cluster Two {
  node : nvidia.DgxH100
  leaf : nvidia.QM9700
  fabric Rails {
    role = scale_out
    link rail : node.nic[r] -- leaf via cables.Dac400G { length = 1m }
  }
}
`,
  },
  *run(model, link) {
    const count = linkCount(model, link);
    if (!count || count.total === 0 || cableRun(model, link) || link.slot.settings?.properties.has('length')) return;
    const cable = cableOf(model, link);
    if (link.slot.node.via && !cable) return;
    // Boards and cartridges are made with what they join: their makers know that they reach.
    if (model.values.word(cable, 'medium') === 'backplane') return;
    const reach = reachOf(model, link);
    const own = cable && reach ? [`${cableName(link)} up to ${formatLength(reach.length)}`] : [];
    const longer = mediaFor(model, link).filter(
      (each) => each.reach !== undefined && each.reach > (reach?.length ?? 0),
    );
    const others = longer
      .slice(0, MOST_NAMED)
      .flatMap((each) => (each.reach === undefined ? [] : [`${each.name} up to ${formatLength(each.reach)}`]));
    const covers = [...own, ...others];
    yield {
      at: link.slot.node.via ? viaPlace(link) : placeOf(sourceOf(link), link.slot.node.name),
      message: `${link.slot.name}: its length is not known, state it or give both ends a place${covers.length > 0 ? `; ${covers.join(', ')}` : ''}`,
      site: link.site,
      count: totalLinks(model, link) ?? 1,
    };
  },
});
