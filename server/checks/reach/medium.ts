import { cableRun, linkCount, totalLinks } from '../../facts/links.ts';
import { type Medium, mediaThatFit, mediaThatReach } from '../../facts/media.ts';
import { placeOf } from '../../model/source.ts';
import { formatLength } from '../../units/format.ts';
import { check } from '../check.ts';
import { lengthRange, sourceOf } from './subject.ts';
import { useMedium } from './use-medium.ts';

/** Media named in the message; the fixes list them all. */
const MOST_NAMED = 4;

export const medium = check({
  id: 'reach.medium',
  severity: 'hint',
  each: 'link',
  alike: true,
  docs: {
    summary: 'A link names no cable: lists what would do, best first.',
    why: 'Without `via` the medium of a link is unknown, and with it reach, power, price and failure rate. topo does not guess one; it says which media of the imported catalogs carry the rate, fit both cages and, where the length is known, reach.',
    sources: ['The figures of the listed cables, each with its source in the catalog'],
    fails: `import nvidia

rack Pair {
  node : nvidia.DgxH100
  leaf : nvidia.QM9700
  fabric Rails {
    role = scale_out
    link rail : node.nic[r] -- leaf { length = 1m }
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
    link rail : node.nic[r] -- leaf via cables.Dac400G { length = 1m }
  }
}
`,
    fixes:
      'Adds `via` with one of the media, the one that needs the least power first, and the import where it is missing.',
  },
  *run(model, link) {
    const { node } = link.slot;
    if (node.via || (linkCount(model, link)?.total ?? 0) === 0) return;
    const run = cableRun(model, link);
    const media = (): readonly Medium[] => (run ? mediaThatReach(model, link) : mediaThatFit(model, link));
    const named = media()
      .slice(0, MOST_NAMED)
      .map(({ name, reach }) => (reach === undefined ? name : `${name} (${formatLength(reach)})`));
    if (named.length === 0) return;
    const more = media().length > MOST_NAMED ? `, and ${media().length - MOST_NAMED} more` : '';
    const length = run ? `for ${lengthRange(run.shortest, run.longest)} ` : '';
    yield {
      at: placeOf(sourceOf(link), node.name),
      message: `${link.slot.name}: no cable is named; ${length}would do, least power first: ${named.join(', ')}${more}`,
      site: link.site,
      count: totalLinks(model, link) ?? 1,
      fixes: () => media().map((each) => useMedium(model, link, each)),
    };
  },
});
