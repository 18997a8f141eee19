import type { Model } from '../../model/model.ts';
import type { MemberSlot, Part } from '../../model/part.ts';
import type { Site } from '../../model/site.ts';
import { fact } from '../fact.ts';
import { deviceLiquidHeat } from './rack-heat.ts';

/** Sensors of one member in a rack or in one of its nodes. */
export interface Sensor {
  readonly member: MemberSlot;
  /** The rack or node in whose body it stands. */
  readonly site: Site;
  /** `rope`, `spot`, …; undefined where it is not stated or cannot be read. */
  readonly type: string | undefined;
  /** `alarm`, `isolate`, `power_off`; undefined where it is not stated or cannot be read. */
  readonly action: string | undefined;
  /** Whether an action is written, be it one that cannot be read. */
  readonly hasAction: boolean;
}

/** What watches a rack for leaks. */
export interface LeakSensors {
  readonly all: readonly Sensor[];
  /** Those that find water: ropes and spots, and what does not say what it is. */
  readonly finding: readonly Sensor[];
  /** Whether one of these stands in the rack itself, under its manifolds. */
  readonly inRack: boolean;
  /** Nodes with cold plates in one rack; undefined where their number is not known. */
  readonly trays: number | undefined;
  /** Those of them in which nothing finds water, and for which the rack has neither a rope nor a spot of its own. */
  readonly bareTrays: number | undefined;
  /** Whether something happens to coolant or power when one of all sensors trips; true where an action cannot be read. */
  readonly acts: boolean;
}

/**
 * The sensors of a rack and of its nodes. A rope in the rack is laid under its drip pans and serves all trays; spots in the
 * rack are counted for its trays, one for each.
 */
export const leakSensors = fact((model: Model, rack: Site): LeakSensors => {
  const own = sensorsOf(model, rack);
  const nodes = rack.children.filter(({ part, member }) => part.kind === 'node' && member?.count !== 0);
  const inNodes = new Map(nodes.map((node) => [node, sensorsIn(model, node)]));
  const wet = nodes.filter((node) => hasPlates(model, node));
  const bare = wet.filter((node) => !inNodes.get(node)?.some(findsWater));
  const spots = own.filter(({ type }) => type === 'spot' || type === undefined);
  const hasRope = own.some(({ type }) => type === 'rope');
  const bareTrays = countOf(bare.map(({ member }) => member));
  const spotCount = countOf(spots.map(({ member }) => member));
  const all = [...own, ...[...inNodes.values()].flat()];
  return {
    all,
    finding: all.filter(findsWater),
    inRack: own.some(findsWater),
    trays: countOf(wet.map(({ member }) => member)),
    bareTrays: hasRope
      ? 0
      : bareTrays === undefined || spotCount === undefined
        ? undefined
        : Math.max(0, bareTrays - spotCount),
    acts: all.some(({ action, hasAction }) => (action === undefined ? hasAction : action !== 'alarm')),
  };
});

/** Whether a sensor finds water; flow and humidity only hint at it. */
function findsWater({ type }: Sensor): boolean {
  return type === 'rope' || type === 'spot' || type === undefined;
}

function sensorsOf(model: Model, site: Site): readonly Sensor[] {
  return site.part.members.flatMap((member): readonly Sensor[] => {
    const { part, count } = member;
    return part?.kind === 'sensor' && count !== 0 ? [{ member, site, ...readSensor(model, part) }] : [];
  });
}

function readSensor(model: Model, part: Part): Omit<Sensor, 'member' | 'site'> {
  return {
    type: model.values.word(part, 'type'),
    action: model.values.word(part, 'action'),
    hasAction: part.properties.has('action'),
  };
}

/** Sensors of a node and of the nodes in it. */
function sensorsIn(model: Model, node: Site): readonly Sensor[] {
  const inner = node.children.filter(({ part }) => part.kind === 'node').flatMap((child) => sensorsIn(model, child));
  return [...sensorsOf(model, node), ...inner];
}

function hasPlates(model: Model, node: Site): boolean {
  const fraction = model.values.quantity(node.part, 'liquid_fraction', 'ratio');
  return fraction === undefined ? deviceLiquidHeat(model, node).exact > 0n : fraction > 0;
}

/** Undefined where the size of one array is not known. */
function countOf(members: readonly (MemberSlot | undefined)[]): number | undefined {
  return members.reduce<number | undefined>(
    (sum, member) => (sum === undefined || member?.count === undefined ? undefined : sum + member.count),
    0,
  );
}
