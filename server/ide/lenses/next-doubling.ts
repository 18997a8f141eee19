import type { Analysis } from '../../checks/analyse.ts';
import { type Breakage, breakages } from '../../facts/next-doubling/breakages.ts';
import { nextDoubling } from '../../facts/next-doubling.ts';
import { clusterAhead } from '../pages/next-doubling.ts';
import type { DeclarationPath, LensKind, LensText } from './lens.ts';

/** Over a cluster, and over a roadmap for its last cluster: what the next doubling breaks. */
export const nextDoublingLens: LensKind = {
  kind: 'next-doubling',
  standsOver: (analysis, [node, ...inner]) => inner.length === 0 && clusterAhead(analysis, node) !== undefined,
  text,
};

function text(analysis: Analysis, [node]: DeclarationPath): LensText | undefined {
  const root = clusterAhead(analysis, node);
  if (!root) return undefined;
  const all = breakages(analysis.model, nextDoubling(analysis.model, root));
  const faster = counted(all.filter(({ way }) => way === 'faster lanes'));
  const more = counted(all.filter(({ way }) => way === 'more lanes'));
  const ways = [...(faster === '' ? [] : [faster]), ...(more === '' ? [] : [`by more lanes ${more}`])];
  const title = ways.length === 0 ? 'nothing that is known breaks' : ways.join('; ');
  const of = node.keyword.text === 'roadmap' ? ` of ${root.part.name}` : '';
  return { title: `Next doubling${of}: ${title}`, page: 'next-doubling' };
}

/** What happens to one and to several, in the order in which it is told. */
const happenings: Readonly<Record<Breakage['what'], readonly [string, string]>> = {
  copper: ['link loses copper', 'links lose copper'],
  backplane: ['link loses its backplane', 'links lose their backplane'],
  power: ['rack over power', 'racks over power'],
  cooling: ['rack over cooling', 'racks over cooling'],
  space: ['rack out of space', 'racks out of space'],
  ports: ['part out of ports', 'parts out of ports'],
};

function counted(all: readonly Breakage[]): string {
  return Object.entries(happenings)
    .flatMap(([what, [one, several]]) => {
      const count = all.filter((each) => each.what === what).length;
      return count === 0 ? [] : [`${count} ${count === 1 ? one : several}`];
    })
    .join(', ');
}
