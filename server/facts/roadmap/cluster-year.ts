import type { Model } from '../../model/model.ts';
import { type Site, sitesUnder } from '../../model/site.ts';
import { fact } from '../fact.ts';

/** The year of a cluster: its own, else the latest of its accelerator types; undefined where none is stated. */
export const clusterYear = fact((model: Model, root: Site): number | undefined => {
  if (root.part.properties.has('year')) return model.values.integer(root.part, 'year');
  const years = [...sitesUnder(root)].flatMap((site) =>
    site.part.kind === 'accelerator' && site.count !== 0 ? (model.values.integer(site.part, 'year') ?? []) : [],
  );
  return years.length > 0 ? Math.max(...years) : undefined;
});
