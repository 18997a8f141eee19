import type { ClusterReport } from '../report.ts';

/** How much of a limit is used; over 1 where it is exceeded. */
export interface Margin {
  readonly what: string;
  readonly used: number;
  readonly limit: number;
  readonly unit: 'm' | 'W' | 'U' | 'bps';
}

/** How near a cluster is to its limits, the nearest first: reach of its links, power and space of its racks, uplinks. */
export function marginsOf(cluster: ClusterReport): readonly Margin[] {
  const ofLinks = cluster.fabrics.flatMap((fabric) =>
    fabric.links.map((link) => margin(`reach of ${fabric.path}.${link.name}`, link.length_max_m, link.reach_m, 'm')),
  );
  const ofTiers = cluster.fabrics
    .filter(({ role }) => role === 'scale_out')
    .flatMap(({ tiers }) => tiers ?? [])
    .map((tier) => margin(`up-links of ${tier.switch}`, tier.down_bps, tier.up_bps, 'bps'));
  const ofRacks = cluster.racks.flatMap((rack) => [
    margin(`power of ${rack.path}`, rack.power_w, rack.usable_w, 'W'),
    margin(`space in ${rack.path}`, rack.units_used, rack.units, 'U'),
  ]);
  const known = [...ofLinks, ...ofTiers, ...ofRacks].flatMap((each) => each ?? []);
  const byWhat = new Map(known.map((each) => [each.what, each]));
  return [...byWhat.values()].sort((a, b) => b.used / b.limit - a.used / a.limit);
}

function margin(what: string, used: number | null, limit: number | null, unit: Margin['unit']): Margin | undefined {
  return used === null || limit === null || limit <= 0 ? undefined : { what, used, limit, unit };
}
