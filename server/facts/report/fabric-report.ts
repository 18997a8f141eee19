import type { Model } from '../../model/model.ts';
import type { LinkSite, Site } from '../../model/site.ts';
import type { Source } from '../../model/source.ts';
import { cableOf, cableRun, laneRate, linkPower, linkRate, totalLinks } from '../links.ts';
import { acceleratorShare } from '../network/accelerator-share.ts';
import { bisectionOf } from '../network/bisection.ts';
import { cablesOf } from '../network/cables.ts';
import { cagesOf } from '../network/cages.ts';
import { loadedTiers } from '../network/loaded-tiers.ts';
import { type FabricSite, fabricsUnder, type Network, networksOf } from '../network.ts';
import { reachOf } from '../reach.ts';
import { typeName } from '../type-name.ts';

/** One fabric of a cluster, in the SI unit that each key names; null where it is not known. */
export interface FabricReport {
  /** Member names from the cluster down, and the name of the fabric. */
  readonly path: string;
  readonly role: string | null;
  /** These three are of the whole network of the role. */
  readonly per_accelerator_bps: number | null;
  readonly injection_bps: number | null;
  readonly bisection_bps: number | null;
  readonly power_w: number | null;
  readonly links: readonly LinkReport[];
  /** Occupied cages by the type of the device. */
  readonly cages: Readonly<Record<string, number>>;
  /** The switches on which its links end, with all their traffic in the network of the role. */
  readonly tiers: readonly TierReport[] | null;
}

/** One link statement of a fabric, over the whole cluster. */
export interface LinkReport {
  readonly name: string;
  readonly count: number | null;
  readonly cables: number | null;
  readonly cable: string | null;
  readonly medium: string | null;
  readonly rate_bps: number | null;
  readonly lane_rate_bps: number | null;
  readonly length_min_m: number | null;
  readonly length_max_m: number | null;
  /** Whether the text states the length. */
  readonly stated: boolean;
  readonly reach_m: number | null;
  readonly power_w: number | null;
}

/** Alike switches, and the bandwidth of one of them towards the nodes and away from them. */
export interface TierReport {
  readonly switch: string;
  readonly count: number;
  readonly down_bps: number | null;
  readonly up_bps: number | null;
}

const PER_METRE = 1e6;
const PER_WATT = 1e3;

/** The fabrics under a root of which there is at least one, in the order written. */
export function fabricReports(model: Model, source: Source, root: Site): readonly FabricReport[] {
  const networks = networksOf(model, root);
  return fabricsUnder(model, root).flatMap((fabric): readonly FabricReport[] => {
    if (fabric.site.count === 0) return [];
    const network = networks.find((each) => each.fabrics.includes(fabric));
    return [fabricReport(model, source, root, fabric, network)];
  });
}

function fabricReport(
  model: Model,
  source: Source,
  root: Site,
  fabric: FabricSite,
  network: Network | undefined,
): FabricReport {
  const share = network && acceleratorShare(model, network);
  const links = fabric.links.map((link) => linkReport(model, source, link));
  const { path } = fabric.site;
  return {
    path: path === '' ? fabric.fabric.name : `${path}.${fabric.fabric.name}`,
    role: network?.role ?? null,
    per_accelerator_bps: share ? Math.round(share.perAccelerator.bits / share.perAccelerator.among) : null,
    injection_bps: share?.injection ?? null,
    bisection_bps: (network && bisectionOf(model, network)) ?? null,
    power_w: links.reduce<number | null>(
      (sum, { power_w }) => (sum === null || power_w === null ? null : sum + power_w),
      0,
    ),
    links,
    cages: cagesByType(model, source, root, fabric),
    tiers: network ? tierReports(model, network, fabric) : null,
  };
}

function linkReport(model: Model, source: Source, link: LinkSite): LinkReport {
  const cable = cableOf(model, link);
  const run = cableRun(model, link);
  const count = totalLinks(model, link);
  const each = linkPower(model, link);
  return {
    name: link.slot.name,
    count: count ?? null,
    cables: cablesOf(model, link) ?? null,
    cable: cable ? typeName(model, source, cable) : null,
    medium: model.values.word(cable, 'medium') ?? null,
    rate_bps: linkRate(model, link) ?? null,
    lane_rate_bps: laneRate(model, link) ?? null,
    length_min_m: run ? run.shortest / PER_METRE : null,
    length_max_m: run ? run.longest / PER_METRE : null,
    stated: run?.stated ?? false,
    reach_m: inMetres(reachOf(model, link)?.length),
    power_w: each === undefined || count === undefined ? null : (each * count) / PER_WATT,
  };
}

function inMetres(length: number | undefined): number | null {
  return length === undefined ? null : length / PER_METRE;
}

function cagesByType(model: Model, source: Source, root: Site, fabric: FabricSite): Readonly<Record<string, number>> {
  const cages = new Map<string, number>();
  for (const { device, count, perDevice } of cagesOf(model, root, new Set(fabric.links))) {
    const name = typeName(model, source, device.part);
    cages.set(name, (cages.get(name) ?? 0) + count * perDevice);
  }
  return Object.fromEntries(cages);
}

function tierReports(model: Model, network: Network, fabric: FabricSite): readonly TierReport[] | null {
  const tiers = loadedTiers(model, network);
  if (!tiers) return null;
  const rows = new Map<string, TierReport>();
  const own = new Set(fabric.links);
  for (const { vertex, down, up } of [...tiers].sort((a, b) => a.tier - b.tier)) {
    if (!vertex.landings.some(({ link }) => own.has(link))) continue;
    const [down_bps, up_bps] = [perSwitch(down, vertex.count), perSwitch(up, vertex.count)];
    const key = `${vertex.site.path} ${down_bps} ${up_bps}`;
    const count = vertex.count + (rows.get(key)?.count ?? 0);
    rows.set(key, { switch: vertex.site.path, count, down_bps, up_bps });
  }
  return [...rows.values()];
}

function perSwitch(total: number | undefined, count: number): number | null {
  return total === undefined ? null : Math.round(total / count);
}
