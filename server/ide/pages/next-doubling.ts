import type { Declaration } from '../../../grammar/ast.ts';
import type { Analysis } from '../../checks/analyse.ts';
import { fileName } from '../../facts/file-name.ts';
import { shareRate } from '../../facts/network/share.ts';
import { type Breakage, breakages } from '../../facts/next-doubling/breakages.ts';
import { lookaheadAt, type Outlook, outlook } from '../../facts/next-doubling.ts';
import { policyQuantity } from '../../facts/policy.ts';
import { clusterYear } from '../../facts/roadmap/cluster-year.ts';
import { bandwidthOf, roadmapEntries } from '../../facts/roadmap/entries.ts';
import { rootOfPart } from '../../facts/root.ts';
import type { Site } from '../../model/site.ts';
import { quantity } from '../../units/dimension.ts';
import { formatRate, formatYears } from '../../units/format.ts';
import { units } from '../../units/units.ts';
import { link } from '../hover/derivation.ts';
import { plain } from '../hover/markdown.ts';

/** Further ahead than this nobody plans. */
const MOST_DOUBLINGS = 10;

/** What breaks at the next doubling of a cluster, or of the last one of a roadmap, as a Markdown page. */
export function nextDoublingPage(analysis: Analysis, node: Declaration): string | undefined {
  const root = clusterAhead(analysis, node);
  if (!root) return undefined;
  const doublings = Math.min(MOST_DOUBLINGS, Math.max(1, lookaheadAt(analysis.model, root)));
  const outlooks = Array.from({ length: doublings }, (_, i) => outlook(analysis.model, root, i + 1));
  return [
    `# ${root.part.name}: what the next doubling breaks`,
    intro(analysis, root),
    ...outlooks.flatMap((each) => sections(analysis, root, each)),
    'A cause is told where it is known; a figure that is missing breaks nothing. `policy { lookahead = 1 }` makes each of them a finding where it is written.',
    '',
  ].join('\n\n');
}

/** The cluster of which a declaration’s lens and page tell: itself, or the last one of a roadmap. */
export function clusterAhead({ model, source }: Analysis, declaration: Declaration): Site | undefined {
  const { keyword } = declaration;
  if (keyword.text !== 'cluster' && keyword.text !== 'roadmap') return undefined;
  const part = model.partOf({ declaration, scope: model.scopeOf(source) });
  if (part?.kind === 'cluster') return rootOfPart(model, part);
  if (part?.kind !== 'roadmap') return undefined;
  return roadmapEntries(model, part).findLast(({ root }) => root.part.kind === 'cluster')?.root;
}

function intro({ model }: Analysis, root: Site): string {
  const year = clusterYear(model, root);
  const pace = policyQuantity(model, root, 'doubling', 'time');
  const shares = (['scale_up', 'scale_out'] as const).flatMap((role) => {
    const share = bandwidthOf(model, root, role);
    return share ? [{ role: role.replace('_', '-'), rate: shareRate(share) }] : [];
  });
  const each = (times: number): string =>
    shares.map(({ role, rate }) => `${role} ${formatRate(quantity(rate * times))}`).join(', ');
  const now = shares.length === 0 ? 'unknown' : each(1);
  const then = shares.length === 0 ? '' : ` Doubled it is ${each(2)}.`;
  const years = pace === undefined ? undefined : pace / (units.get('year')?.factor ?? 1);
  const when =
    year === undefined || years === undefined
      ? ''
      : ` At a doubling in ${formatYears(years)} (\`policy.doubling\`) that is due in ${Math.round(year + years)}.`;
  return `Bandwidth per accelerator${year === undefined ? '' : ` in ${year}`}: ${now}.${then}${when}`;
}

function sections({ model, source }: Analysis, root: Site, found: Outlook): readonly string[] {
  const all = breakages(model, found);
  const times = 2 ** found.doublings;
  const title = (way: string): string =>
    found.doublings === 1 ? `## By ${way}` : `## Doubling ${found.doublings}, by ${way}`;
  const list = (way: Breakage['way']): string => {
    const own = all.filter((each) => each.way === way);
    return own.length === 0
      ? 'Nothing that is known breaks.'
      : own.map((each) => item(each, root, source.location)).join('\n');
  };
  return [
    title('faster lanes'),
    `Cables, cages and ports stay as many, and each lane is ${times} times as fast.`,
    list('faster lanes'),
    ...unknown(found),
    title('more lanes'),
    `Each link comes ${times} times, at the lane rate of today; what runs out of ports is needed more often.`,
    list('more lanes'),
  ];
}

function item({ subject, site, cause, at }: Breakage, root: Site, own: string): string {
  const where = site === root || site.path === '' ? '' : ` in ${plain(site.path)}`;
  const file = at.source.location === own ? '' : ` (${plain(fileName(at.source.location))})`;
  return `- ${link(subject, at, 'where it is written')}${where}${file}: ${plain(cause)}`;
}

function unknown({ byRate }: Outlook): readonly string[] {
  if (byRate.unknown.length === 0) return [];
  const names = [...new Set(byRate.unknown.map(({ link: { slot } }) => plain(slot.name)))];
  return [`Not known: which cable carries ${names.join(', ')} by then.`];
}
