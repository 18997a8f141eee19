import type { Model } from '../../model/model.ts';
import { outwards, type Site, sitesUnder } from '../../model/site.ts';
import type { Source } from '../../model/source.ts';
import { typeName } from '../type-name.ts';

/** How many there are of a kind, and of each type as the file names it; null where it is not known. */
export interface KindCount {
  readonly total: number | null;
  readonly by_type: Readonly<Record<string, number | null>>;
}

/** Kinds that are counted. A switch inside a node is a `switch_chip`. */
const countedKinds = [
  'accelerator',
  'nic',
  'switch',
  'switch_chip',
  'node',
  'shelf',
  'cdu',
  'sensor',
  'rack',
  'row',
  'pod',
  'hall',
] as const;
export type CountedKind = (typeof countedKinds)[number];

/** How many parts of each kind are under a root. */
export function partCounts(model: Model, source: Source, root: Site): Readonly<Record<CountedKind, KindCount>> {
  const byKind = new Map<string, Map<string, number | null>>();
  for (const site of sitesUnder(root)) {
    if (!site.parent || site.count === 0) continue;
    const kind = countedKind(site);
    const types = byKind.get(kind) ?? new Map<string, number | null>();
    byKind.set(kind, types);
    const name = typeName(model, source, site.part);
    const known = types.get(name);
    types.set(name, sum([known === undefined ? 0 : known, site.count ?? null]));
  }
  const entries = countedKinds.map((kind): [CountedKind, KindCount] => {
    const types = byKind.get(kind) ?? new Map<string, number | null>();
    return [kind, { total: sum([...types.values()]), by_type: Object.fromEntries(types) }];
  });
  return Object.fromEntries(entries) as Record<CountedKind, KindCount>;
}

function countedKind(site: Site): string {
  const isChip = site.part.kind === 'switch' && [...outwards(site)].some((each) => each.part.kind === 'node');
  return isChip ? 'switch_chip' : site.part.kind;
}

function sum(terms: readonly (number | null)[]): number | null {
  return terms.reduce((total, term) => (total === null || term === null ? null : total + term), 0);
}
