import type { Value } from '../../../grammar/ast.ts';
import type { Model } from '../../model/model.ts';
import type { Part } from '../../model/part.ts';
import { findType, type Scope } from '../../model/scope.ts';
import type { Site } from '../../model/site.ts';
import { type Place, placeOf } from '../../model/source.ts';
import type { Rate, Time } from '../../units/dimension.ts';
import { fact } from '../fact.ts';
import { acceleratorShare } from '../network/accelerator-share.ts';
import type { Share } from '../network/share.ts';
import { networksOf, type Role } from '../network.ts';
import { policiesAt, policyAmong } from '../policy.ts';
import { rootOfPart } from '../root.ts';
import { clusterYear } from './cluster-year.ts';
import { dueAfter, keepsUp } from './trend.ts';

/** A cluster or accelerator on a roadmap. */
export interface RoadmapEntry {
  readonly name: string;
  /** The type as the roadmap names it. */
  readonly at: Place;
  /** The tree of the cluster or accelerator. */
  readonly root: Site;
  /** Undefined where no year is stated: the entry is left out of comparisons. */
  readonly year: number | undefined;
}

/** The entries of a roadmap whose types are known, by year; those without one come last. */
export const roadmapEntries = fact((model: Model, roadmap: Part): readonly RoadmapEntry[] => {
  const entries = [...roadmap.properties].flatMap(([name, { node, layer }]): readonly RoadmapEntry[] => {
    const part = partNamed(model, node.value, layer.scope);
    if (!part || (part.kind !== 'cluster' && part.kind !== 'accelerator')) return [];
    const root = rootOfPart(model, part);
    const year = part.kind === 'cluster' ? clusterYear(model, root) : model.values.integer(part, 'year');
    return [{ name, at: placeOf(layer.scope.source, node.value), root, year }];
  });
  const order = ({ year }: RoadmapEntry): number => year ?? Number.MAX_SAFE_INTEGER;
  return entries.sort((a, b) => order(a) - order(b));
});

/** An entry with a year. */
export type DatedEntry = RoadmapEntry & { readonly year: number };

/** How the bandwidth of a role grows from one entry to the next by year, and what the pace asks for. */
export interface Step {
  readonly role: 'scale_up' | 'scale_out';
  readonly earlier: DatedEntry;
  readonly later: DatedEntry;
  readonly years: number;
  readonly before: Share;
  readonly now: Share;
  /** The time of a doubling: of the later cluster’s own policies, else of the roadmap’s file. */
  readonly pace: Time;
  readonly keepsUp: boolean;
  /** What is due from the earlier entry, for show. */
  readonly due: Rate;
}

/** The steps of a roadmap whose bandwidths are known, by year, scale-up before scale-out. */
export const roadmapSteps = fact((model: Model, roadmap: Part): readonly Step[] => {
  const entries = roadmapEntries(model, roadmap).filter((entry): entry is DatedEntry => entry.year !== undefined);
  return entries.flatMap((later, i) => {
    const earlier = entries[i - 1];
    if (!earlier) return [];
    return (['scale_up', 'scale_out'] as const).flatMap((role) => stepOf(model, roadmap, role, earlier, later) ?? []);
  });
});

function stepOf(
  model: Model,
  roadmap: Part,
  role: Step['role'],
  earlier: DatedEntry,
  later: DatedEntry,
): Step | undefined {
  const before = bandwidthOf(model, earlier.root, role);
  const now = bandwidthOf(model, later.root, role);
  const pace = policyAmong(model, pacePolicies(model, roadmap, later), 'doubling', 'time');
  if (!before || !now || pace === undefined) return undefined;
  const years = later.year - earlier.year;
  const due = dueAfter(before, years, pace);
  return { role, earlier, later, years, before, now, pace, keepsUp: keepsUp(now, before, years, pace), due };
}

/** The policies that say at which pace an entry of a roadmap should have grown, the first to say so decides. */
export function pacePolicies(model: Model, roadmap: Part, { root }: RoadmapEntry): readonly Part[] {
  const own = root.part.kind === 'cluster' ? policiesAt(model, root) : [];
  return [...own, ...policiesAt(model, rootOfPart(model, roadmap))];
}

function partNamed(model: Model, value: Value, scope: Scope): Part | undefined {
  if (value.node !== 'reference') return undefined;
  // What cannot be found is reported with the other names of the file.
  const lookup = findType(model.program, model.scopeOf, { ...value, node: 'type' }, scope);
  return 'found' in lookup ? model.partOf(lookup.found) : undefined;
}

/**
 * Bandwidth per accelerator and direction of a cluster in a role; of an accelerator type by itself, its scale-up is that of
 * all its ports and its scale-out is unknown. Undefined where it is not known.
 */
export function bandwidthOf(model: Model, root: Site, role: Role): Share | undefined {
  if (root.part.kind === 'accelerator') return role === 'scale_up' ? portBandwidth(model, root.part) : undefined;
  const network = networksOf(model, root).find((each) => each.role === role);
  return network && acceleratorShare(model, network)?.perAccelerator;
}

function portBandwidth(model: Model, part: Part): Share | undefined {
  let bits = 0;
  for (const group of part.ports) {
    const rate = model.values.quantity(group.part, 'rate', 'rate');
    if (rate === undefined || group.count === undefined) return undefined;
    bits += rate * group.count;
  }
  return bits > 0 ? { bits, among: 1 } : undefined;
}
