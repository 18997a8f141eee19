import type { Model } from '../model/model.ts';
import type { Part } from '../model/part.ts';
import { type LinkSite, type Site, sitesUnder } from '../model/site.ts';
import { fact } from './fact.ts';
import { groupBy } from './group-by.ts';

export type Role = 'scale_up' | 'scale_out' | 'storage' | 'management';

/** A fabric where it stands in the tree. */
export interface FabricSite {
  readonly fabric: Part;
  readonly site: Site;
  readonly links: readonly LinkSite[];
}

/** All fabrics of one role under a root: one network. */
export interface Network {
  readonly role: Role;
  readonly root: Site;
  readonly fabrics: readonly FabricSite[];
}

/** The fabrics under a root, in the order written. */
export const fabricsUnder = fact((_model: Model, root: Site): readonly FabricSite[] =>
  [...sitesUnder(root)].flatMap((site) =>
    site.part.fabrics.map((fabric) => ({ fabric, site, links: site.links.filter((link) => link.fabric === fabric) })),
  ),
);

/** The networks of a root, one for each role that has a fabric. */
export const networksOf = fact((model: Model, root: Site): readonly Network[] => {
  const byRole = groupBy(fabricsUnder(model, root), ({ fabric }) => model.values.word(fabric, 'role'));
  return [...byRole].flatMap(([role, fabrics]) => (role === undefined ? [] : [{ role: role as Role, root, fabrics }]));
});

/** The link statements of a network, in the order written. */
export function linksOf(network: Network): readonly LinkSite[] {
  return network.fabrics.flatMap((fabric) => (fabric.site.count === 0 ? [] : fabric.links));
}
