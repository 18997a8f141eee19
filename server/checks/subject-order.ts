import type { Model } from '../model/model.ts';
import type { LinkSite, Site } from '../model/site.ts';
import type { Subjects } from './check.ts';
import { present } from './run-check.ts';

type Subject = Subjects[keyof Subjects];

/**
 * Puts what rules have been asked of into the order of the trees, whatever the order in which they were asked: of findings
 * that come to stand at one place the first one speaks.
 */
export function subjectOrder(model: Model, roots: readonly Site[]): (subjects: Subject[]) => readonly Subject[] {
  let ranks: ReadonlyMap<object, number> | undefined;
  const rankOf = (site: Site): number => {
    ranks ??= new Map(roots.flatMap((root) => present(model, root)).map((each, rank) => [each, rank]));
    return ranks.get(site) ?? -1;
  };
  const compare = (a: Subject, b: Subject): number => {
    if ('slot' in a && 'slot' in b) return a.site === b.site ? compareLinks(a, b) : rankOf(a.site) - rankOf(b.site);
    return 'part' in a && 'part' in b ? rankOf(a) - rankOf(b) : 0;
  };
  return (subjects) => (subjects.length > 1 ? subjects.sort(compare) : subjects);
}

/** Links of one site: its own, then those of its fabrics, each in the order of their parts. */
function compareLinks(a: LinkSite, b: LinkSite): number {
  const { fabrics } = a.site.part;
  if (a.fabric !== b.fabric) return fabricPlace(fabrics, a) - fabricPlace(fabrics, b);
  const { owner, layer } = a.slot;
  if (owner.layers.length === 1 && b.slot.layer === layer) return a.slot.node.start - b.slot.node.start;
  return placeIn(a.site.eachLink, a) - placeIn(b.site.eachLink, b);
}

function fabricPlace(fabrics: readonly unknown[], { fabric }: LinkSite): number {
  return fabric ? fabrics.indexOf(fabric) : -1;
}

const places = new WeakMap<readonly LinkSite[], ReadonlyMap<LinkSite, number>>();

/** Where a link stands among those of its site. All are counted, and again when one of them is not where it was. */
function placeIn(links: readonly LinkSite[], link: LinkSite): number {
  const known = places.get(links)?.get(link) ?? -1;
  if (links[known] === link) return known;
  const counted = new Map(links.map((each, place) => [each, place]));
  places.set(links, counted);
  return counted.get(link) ?? 0;
}
