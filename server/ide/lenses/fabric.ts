import { totalLinks } from '../../facts/links.ts';
import { cablesOf } from '../../facts/network/cables.ts';
import { loadedTiers } from '../../facts/network/loaded-tiers.ts';
import { type FabricSite, fabricsUnder, networksOf } from '../../facts/network.ts';
import { formatBound } from '../../facts/totals.ts';
import type { Model } from '../../model/model.ts';
import { rootOfSite } from '../../model/site.ts';
import { decimal } from '../../units/format.ts';
import { sitesDerivedFrom } from '../context.ts';
import type { LensKind } from './lens.ts';

/** Over a fabric: its links and cables, and how much goes down for what goes up at each tier of its network. */
export const fabricLens: LensKind = {
  kind: 'fabric',
  standsOver: (_analysis, path) => path.at(-1)?.keyword.text === 'fabric' && path.length > 1,
  text: (analysis, path) => {
    const { model } = analysis;
    const [owner, node] = path.slice(-2);
    const sites = owner ? sitesDerivedFrom(analysis, path, owner) : [];
    const [fabric] = sites.flatMap((site) =>
      fabricsUnder(model, rootOfSite(site)).filter(
        (each) => each.site === site && each.fabric.layers.some(({ origin }) => origin === node),
      ),
    );
    if (!fabric) return undefined;
    const counts = [countText(fabric, (link) => totalLinks(model, link), 'link', 'links')];
    if (fabric.links.every(({ slot }) => slot.node.via))
      counts.push(countText(fabric, (link) => cablesOf(model, link), 'cable', 'cables'));
    return { title: [...counts, ...ratios(model, fabric)].join(' · '), page: undefined };
  },
};

function countText(
  { links }: FabricSite,
  of: (link: FabricSite['links'][number]) => number | undefined,
  one: string,
  several: string,
): string {
  const counts = links.map(of);
  const known = counts.reduce<number>((sum, count) => sum + (count ?? 0), 0);
  const unknown = counts.filter((count) => count === undefined).length;
  return `${formatBound({ known, unknown }, 'number')} ${known === 1 ? one : several}`;
}

/** Down to up of the worst switches of each tier that has one above. */
function ratios(model: Model, fabric: FabricSite): readonly string[] {
  const network = networksOf(model, rootOfSite(fabric.site)).find(({ fabrics }) => fabrics.includes(fabric));
  const worst = new Map<number, number>();
  for (const { tier, up, down } of (network && loadedTiers(model, network)) ?? []) {
    if (up && down !== undefined) worst.set(tier, Math.max(worst.get(tier) ?? 0, down / up));
  }
  return [...worst].sort(([a], [b]) => a - b).map(([tier, ratio]) => `tier ${tier}: ${decimal(ratio)} : 1 down : up`);
}
