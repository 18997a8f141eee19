import type { Model } from '../../model/model.ts';
import type { Part } from '../../model/part.ts';
import { type LinkSite, rootOfSite, type Site } from '../../model/site.ts';
import { WHOLE } from '../../units/dimension.ts';
import { fact } from '../fact.ts';
import { fine } from '../fine-power.ts';
import { groupBy } from '../group-by.ts';
import { linkCount } from '../links.ts';
import { acceleratorsIn } from '../network/accelerators.ts';
import type { Landing } from '../network/landings.ts';
import { type DeviceCell, deviceCells, type PartCell } from '../network/port-cells.ts';
import { linksOf, type Network, networksOf } from '../network.ts';
import { siteLoad, type UsablePower, usablePower } from '../rack/load.ts';

/** Accelerators that one failure takes away: `num / den`, a whole number where each adapter serves as many. */
export interface Blast {
  readonly num: bigint;
  readonly den: bigint;
}

/** Alike switches, and what one of them takes off its network when it fails. */
export interface SwitchBlast {
  readonly site: Site;
  readonly network: Network;
  /** Switches like it. */
  readonly count: number;
  readonly blast: Blast;
}

/**
 * What one switch takes off the scale-up or scale-out network: the accelerators behind adapters (or accelerators themselves)
 * of which every link ends on that switch. An adapter with links to a second switch stays. An adapter stands for an even share of the
 * accelerators of its node.
 */
const switchBlasts = fact((model: Model, root: Site): readonly SwitchBlast[] => {
  const networks = networksOf(model, root).filter(({ role }) => role === 'scale_up' || role === 'scale_out');
  const devices = networks.length > 0 ? deviceCells(model, root) : [];
  return networks.flatMap((network) => {
    const links = new Set(linksOf(network));
    const ends = endsOf(model, links, devices);
    const switches = devices.flatMap(({ parts }) => parts).filter(({ site }) => site.part.kind === 'switch');
    return switches.flatMap((cell): readonly SwitchBlast[] => {
      const blast = blastOf(model, cell, links, ends);
      return blast.num > 0n ? [{ site: cell.site, network, count: cell.count, blast }] : [];
    });
  });
});

/** The same by the site of the switches. */
export const switchBlastsBySite = fact((model: Model, root: Site) =>
  groupBy(switchBlasts(model, root), ({ site }) => site),
);

/** Of each end of a link statement that is no switch: the accelerators behind one part there, none where it has other links. */
type Ends = ReadonlyMap<Landing['link'], { readonly left: Blast | undefined; readonly right: Blast | undefined }>;

const nobody: Blast = { num: 0n, den: 1n };

function endsOf(model: Model, links: ReadonlySet<LinkSite>, devices: readonly DeviceCell[]): Ends {
  const ends = new Map<Landing['link'], { left: Blast | undefined; right: Blast | undefined }>();
  for (const device of devices) {
    const parts = device.parts
      .map((cell) => ({ cell, landings: cell.landings.filter(({ link }) => links.has(link)) }))
      .filter(({ cell, landings }) => landings.length > 0 && cell.site.part.kind !== 'switch');
    const adapters = parts.filter(({ cell }) => cell.site.part.kind !== 'accelerator');
    const perNode = adapters.reduce((sum, { cell }) => sum + cell.perDevice, 0);
    for (const { cell, landings } of parts) {
      const behind = isOnOneSwitch(model, landings) ? behindOne(model, cell, device, perNode) : nobody;
      for (const { link, side } of landings) {
        const known = ends.get(link) ?? { left: undefined, right: undefined };
        const least = known[side] && isLess(known[side], behind) ? known[side] : behind;
        ends.set(link, { ...known, [side]: least });
      }
    }
  }
  return ends;
}

/** Whether a part has one statement’s links alone, and all of them lead to one other part. */
function isOnOneSwitch(model: Model, landings: readonly Landing[]): boolean {
  const [only, more] = landings;
  if (!only || more) return false;
  return only.degree === linkCount(model, only.link)?.shape.perPair;
}

function behindOne(model: Model, cell: PartCell, { device }: DeviceCell, perNode: number): Blast {
  if (cell.site.part.kind === 'accelerator') return { num: 1n, den: 1n };
  const accelerators = acceleratorsIn(model, device);
  return accelerators === undefined || perNode === 0 ? nobody : { num: BigInt(accelerators), den: BigInt(perNode) };
}

/** Σ over the statements on one switch: parts on it × accelerators behind each. */
function blastOf(model: Model, cell: PartCell, links: ReadonlySet<LinkSite>, ends: Ends): Blast {
  return cell.landings
    .filter(({ link }) => links.has(link))
    .reduce((sum, { link, side, degree }) => {
      const behind = ends.get(link)?.[side === 'left' ? 'right' : 'left'] ?? nobody;
      const perPair = linkCount(model, link)?.shape.perPair ?? 1;
      return plus(sum, { num: behind.num * BigInt(degree), den: behind.den * BigInt(perPair) });
    }, nobody);
}

function isLess(a: Blast, b: Blast): boolean {
  return a.num * b.den < b.num * a.den;
}

function plus(a: Blast, b: Blast): Blast {
  return a.den === b.den
    ? { num: a.num + b.num, den: a.den }
    : { num: a.num * b.den + b.num * a.den, den: a.den * b.den };
}

/** What one feed takes down when it fails. */
export interface FeedBlast {
  readonly accelerators: number;
  readonly usable: UsablePower;
}

const FED: readonly Part['kind'][] = ['rack', 'row', 'pod', 'hall', 'cluster'];

/**
 * The accelerators of a body that goes down with one of its feeds: none of them is spare, and the others do not carry the
 * load. Undefined where it does not, or that is not known.
 */
export const feedBlast = fact((model: Model, site: Site): FeedBlast | undefined => {
  const usable = FED.includes(site.part.kind) ? usablePower(model, site) : undefined;
  const accelerators = acceleratorsIn(model, site);
  if (!usable || usable.spare > 0 || usable.feeds === 0 || !accelerators) return undefined;
  const left = (usable.exact * BigInt(usable.feeds - 1)) / BigInt(usable.feeds);
  const goesDown = usable.feeds === 1 || fine(siteLoad(model, site).known) > left;
  return goesDown ? { accelerators, usable } : undefined;
});

/** Whether a failure takes more than a part (10^-6) of the accelerators of a cluster. */
export function isOver({ num, den }: Blast, inCluster: number, part: number): boolean {
  return num * PARTS > BigInt(part) * BigInt(inCluster) * den;
}

/** A ratio of one in base units. */
const PARTS = BigInt(WHOLE);

/** The part of a cluster’s accelerators, in 10^-6, for show. */
export function partOfCluster({ num, den }: Blast, inCluster: number): number {
  return Number((num * PARTS) / (den * BigInt(inCluster)));
}

/** The cluster in which a site stands; undefined where it is judged by itself. */
export function clusterAround(site: Site): Site | undefined {
  const root = rootOfSite(site);
  return root.part.kind === 'cluster' ? root : undefined;
}
