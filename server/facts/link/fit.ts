import type { LinkShape } from '../../model/link/shape.ts';
import type { Model } from '../../model/model.ts';
import type { Part } from '../../model/part.ts';
import { cageForms } from '../../schema/cage-forms.ts';
import { gigabits, type Power, quantity, type Rate } from '../../units/dimension.ts';
import { formatPower, formatRate } from '../../units/format.ts';

/**
 * Whether a cable suits two ports: their rates, lanes and line code, the form of the cages and the power a cage gives.
 * Each answers with why not, in a user’s words, or undefined where it suits or a figure is not known.
 */

/** Media that pass the host’s signal on lane by lane, so that both hosts must speak the same lanes. */
const linearMedia: readonly string[] = ['copper', 'acc', 'backplane'];

/** Plugs that a cage takes besides its own form: the smaller members of its family, and flat tops under no heat sink. */
const alsoTakes: Readonly<Record<string, readonly string[]>> = {
  OSFP: ['OSFP_RHS'],
  QSFP_DD: ['QSFP112', 'QSFP56', 'QSFP28'],
  QSFP112: ['QSFP56', 'QSFP28'],
  QSFP56: ['QSFP28'],
  SFP112: ['SFP56', 'SFP28'],
  SFP56: ['SFP28'],
};

/** Two ports that are to be joined, by the names they have in the text. */
export interface Joint {
  readonly left: Part | undefined;
  readonly right: Part | undefined;
  readonly leftName: string;
  readonly rightName: string;
}

/** The ports of a link with the last names of their paths. */
export function jointOf(
  shape: LinkShape,
  ports: { readonly left: { readonly part: Part } | undefined; readonly right: { readonly part: Part } | undefined },
): Joint {
  return {
    left: ports.left?.part,
    right: ports.right?.part,
    leftName: shape.left.members.at(-1)?.name ?? '',
    rightName: shape.right.members.at(-1)?.name ?? '',
  };
}

/**
 * Why rates, lanes or line codes do not agree. A port may run slower than it can, in as many lanes or fewer that are no
 * faster: the lanes of a generation speak those of the ones before. Without a cable only the ports are compared.
 */
export function rateFault(model: Model, joint: Joint, cable: Part | undefined): string | undefined {
  if (!cable) return portRateFault(model, joint);
  const medium = model.values.word(cable, 'medium');
  const linear = medium !== undefined && linearMedia.includes(medium);
  const carries = model.values.integer(cable, 'carries') ?? 1;
  const hostLanes = model.values.list(cable, 'host_lanes');
  const ends = [
    { port: joint.left, name: joint.leftName },
    { port: joint.right, name: joint.rightName },
  ];
  const orders = hostLanes ? [hostLanes, [...hostLanes].reverse()] : [[undefined, undefined]];
  const faults = orders.map((lanes) => {
    for (const [i, { port, name }] of ends.entries()) {
      const fault = port && endFault(model, { port, name, cable, carries, linear, hostLanes: lanes[i] });
      if (fault !== undefined) return fault;
    }
    return slowerThanBoth(model, joint, cable) ?? (linear ? signallingFault(model, joint) : undefined);
  });
  return faults.includes(undefined) ? undefined : faults[0];
}

/** Why a cable is none to offer for two ports: as `rateFault`, or a straight one where a splitter would use all of a port. */
export function offerFault(model: Model, joint: Joint, cable: Part): string | undefined {
  const fault = rateFault(model, joint, cable);
  if (fault !== undefined || !isSplit(model, joint)) return fault;
  const slowed = [joint.left, joint.right].some((port) => isSlowed(model, port, cable));
  return slowed ? 'a splitter would use all of the wide port' : undefined;
}

/** Whether one port has the rate and the lanes of several of the other, as a splitter joins them. */
function isSplit(model: Model, { left, right }: Joint): boolean {
  const [one, other] = [laneSpeed(model, left), laneSpeed(model, right)];
  if (!one || !other || one.rate === other.rate) return false;
  const [wide, narrow] = one.rate > other.rate ? [one, other] : [other, one];
  return wide.rate % narrow.rate === 0 && wide.lanes * narrow.rate === narrow.lanes * wide.rate;
}

/** Whether a port would run slower than it can; false where its rate or that of the cable is not known. */
function isSlowed(model: Model, port: Part | undefined, cable: Part): boolean {
  const [portRate, cableRate] = [port, cable].map((part) => model.values.quantity(part, 'rate', 'rate'));
  if (portRate === undefined || cableRate === undefined) return false;
  return portRate > cableRate * shareOf(portRate, cableRate, model.values.integer(cable, 'carries') ?? 1);
}

/** A wide port carries several links of a splitter, each with its share of the lanes. */
function shareOf(portRate: number, cableRate: number, carries: number): number {
  const isWide = carries > 1 && portRate > cableRate && portRate % cableRate === 0;
  return isWide ? Math.min(carries, portRate / cableRate) : 1;
}

interface EndOfCable {
  readonly port: Part;
  readonly name: string;
  readonly cable: Part;
  readonly carries: number;
  readonly linear: boolean;
  readonly hostLanes: unknown;
}

/** A cable that slows both ports is seldom meant; ports that are set to a lower rate state it. */
function slowerThanBoth(model: Model, { left, right, leftName }: Joint, cable: Part): string | undefined {
  if (!isSlowed(model, left, cable) || !isSlowed(model, right, cable)) return undefined;
  const [portRate, cableRate] = [left, cable].map((part) => model.values.quantity(part, 'rate', 'rate'));
  return portRate === undefined || cableRate === undefined ? undefined : slowFault(leftName, portRate, cableRate);
}

function slowFault(name: string, port: Rate, cable: Rate): string {
  return `a port of ${name} runs at ${formatRate(port)}, the cable carries ${formatRate(cable)}`;
}

function endFault(model: Model, end: EndOfCable): string | undefined {
  const { port, name, cable, carries } = end;
  const portRate = model.values.quantity(port, 'rate', 'rate');
  const cableRate = model.values.quantity(cable, 'rate', 'rate');
  if (portRate === undefined || cableRate === undefined) return undefined;
  const share = shareOf(portRate, cableRate, carries);
  const portLanes = model.values.integer(port, 'lanes') ?? 1;
  const cableLanes = typeof end.hostLanes === 'number' ? end.hostLanes : model.values.integer(cable, 'lanes');
  const wanted = cableRate * share;
  const lanes = cableLanes === undefined ? undefined : cableLanes * share;
  const unsaid = port.properties.has('lanes') ? '' : ' (the default; state `lanes`)';
  if (portRate < wanted) return slowFault(name, portRate, cableRate);
  const asked = { rate: quantity<'rate'>(wanted), lanes: lanes ?? portLanes };
  const own = cageSpeed(model, port) ?? { rate: portRate, lanes: portLanes };
  if (portRate > wanted) {
    return canRunAs(own, asked)
      ? undefined
      : `a port of ${name} has ${speedOf(own)}${unsaid}, the cable ${speedOf(asked)} for it`;
  }
  if (portLanes !== asked.lanes && !canRunAs(own, asked)) {
    return `a port of ${name} has ${lanesOf(portLanes)}${unsaid}, the cable ${lanesOf(asked.lanes)} for it`;
  }
  const [code, cableCode] = [model.values.word(port, 'signalling'), model.values.word(cable, 'signalling')];
  if (end.linear && code !== undefined && cableCode !== undefined && code !== cableCode) {
    return `a port of ${name} sends ${code}, the cable is made for ${cableCode}`;
  }
  return undefined;
}

function portRateFault(model: Model, joint: Joint): string | undefined {
  const [left, right] = [laneSpeed(model, joint.left), laneSpeed(model, joint.right)];
  if (!left || !right || left.rate === right.rate || canRunAs(left, right) || canRunAs(right, left)) return undefined;
  return `a port of ${joint.leftName} has ${speedOf(left)}, one of ${joint.rightName} ${speedOf(right)}`;
}

/** A rate and the lanes over which it goes; undefined where they are not known. */
interface LaneSpeed {
  readonly rate: Rate;
  readonly lanes: number;
}

function laneSpeed(model: Model, port: Part | undefined): LaneSpeed | undefined {
  const rate = model.values.quantity(port, 'rate', 'rate');
  return rate === undefined ? undefined : { rate, lanes: model.values.integer(port, 'lanes') ?? 1 };
}

/**
 * What the lanes of a port can do by the form of its cage, where one port has all of it: an adapter of 200 Gbps in a QSFP112
 * cage runs two lanes of 100 (NDR200) or four of 50 (HDR), whichever of them it states.
 */
function cageSpeed(model: Model, port: Part): LaneSpeed | undefined {
  const lane = quadLanes[model.values.word(port, 'cage') ?? ''];
  const [rate, perCage] = [model.values.quantity(port, 'rate', 'rate'), model.values.integer(port, 'per_cage') ?? 1];
  if (lane === undefined || rate === undefined || perCage > 1 || rate > lane * QUAD) return undefined;
  return { rate: quantity(lane * QUAD), lanes: QUAD };
}

/** Lanes of a QSFP cage (SFF-8665). */
const QUAD = 4;

/** The lane rate for which each of the forms with four lanes is made (SFF-8665, QSFP112 MSA). */
const quadLanes: Readonly<Record<string, Rate>> = {
  QSFP28: gigabits(25),
  QSFP56: gigabits(50),
  QSFP112: gigabits(100),
};

/** Whether a port can run in part of its lanes, or in slower ones; so may a splitter’s wide port for one link. */
function canRunAs(port: LaneSpeed, slower: LaneSpeed): boolean {
  return slower.lanes <= port.lanes && slower.rate * port.lanes <= port.rate * slower.lanes;
}

function signallingFault(model: Model, joint: Joint): string | undefined {
  const [left, right] = [joint.left, joint.right].map((port) => ({
    code: model.values.word(port, 'signalling'),
    rate: model.values.quantity(port, 'rate', 'rate'),
  }));
  // A port that runs slower than it can speaks the code of the slower lanes.
  if (left?.code === undefined || right?.code === undefined || left.rate !== right.rate) return undefined;
  return left.code === right.code
    ? undefined
    : `${joint.leftName} sends ${left.code}, ${joint.rightName} expects ${right.code}`;
}

function speedOf({ rate, lanes }: LaneSpeed): string {
  return `${lanesOf(lanes)} of ${formatRate(quantity(rate / lanes))}`;
}

function lanesOf(count: number): string {
  return count === 1 ? '1 lane' : `${count} lanes`;
}

/** Why a plug does not go into a cage. */
export function cageFault(model: Model, joint: Joint, cable: Part): string | undefined {
  const plug = model.values.any(cable, 'plug');
  const [first, second] = typeof plug === 'object' ? plug : [plug, plug];
  const [left, right] = [model.values.word(joint.left, 'cage'), model.values.word(joint.right, 'cage')];
  const straight = plugFault(first, left, joint.leftName) ?? plugFault(second, right, joint.rightName);
  if (straight === undefined) return undefined;
  const turned = plugFault(second, left, joint.leftName) ?? plugFault(first, right, joint.rightName);
  return turned === undefined ? undefined : straight;
}

function plugFault(plug: unknown, cage: string | undefined, name: string): string | undefined {
  if (typeof plug !== 'string' || cage === undefined || plug === cage) return undefined;
  if (!cageForms.includes(plug) || !cageForms.includes(cage) || alsoTakes[cage]?.includes(plug)) return undefined;
  return `its ${plug} plug does not go into the ${cage} cage of ${name}`;
}

/** Whether the plugs of a cable are made for these very cages, as far as their forms are stated. */
export function isMadeFor(model: Model, joint: Joint, cable: Part): boolean {
  const plug = model.values.any(cable, 'plug');
  const [first, second] = typeof plug === 'object' ? plug : [plug, plug];
  const [left, right] = [model.values.word(joint.left, 'cage'), model.values.word(joint.right, 'cage')];
  const same = (a: unknown, b: string | undefined): boolean => a === undefined || b === undefined || a === b;
  return (same(first, left) && same(second, right)) || (same(second, left) && same(first, right));
}

/** Why a cage cannot power the module: a module’s power is that of a link and end times the ports that share the cage. */
export function cagePowerFault(model: Model, joint: Joint, cable: Part): string | undefined {
  const ends = [
    [joint.left, joint.leftName],
    [joint.right, joint.rightName],
  ] as const;
  for (const [port, name] of ends) {
    const limit = model.values.quantity(port, 'cage_power', 'power');
    const module = port && modulePowerIn(model, port, cable);
    if (limit !== undefined && module !== undefined && module > limit) {
      return `a module of ${formatPower(module, limit)} is over the ${formatPower(limit, module)} that a cage of ${name} gives`;
    }
  }
  return undefined;
}

/** Power of the module of a cable in a port’s cage; undefined where the cable states none. */
function modulePowerIn(model: Model, port: Part, cable: Part): Power | undefined {
  const perEnd = model.values.quantity(cable, 'power', 'power');
  return perEnd === undefined ? undefined : quantity(perEnd * (model.values.integer(port, 'per_cage') ?? 1));
}

/** Whether a splitter can stand between two ports: one end must be wide, by rate or by sharing its cage, and the other not. */
export function splitterFits(model: Model, joint: Joint, cable: Part): boolean {
  const carries = model.values.integer(cable, 'carries') ?? 1;
  if (carries === 1) return true;
  const rate = model.values.quantity(cable, 'rate', 'rate');
  const isWide = (port: Part | undefined): boolean => {
    const portRate = model.values.quantity(port, 'rate', 'rate');
    const byRate = rate !== undefined && portRate !== undefined && portRate >= rate * carries;
    // Of two ports that share a cage each has fibres of its own: only an assembly splits them.
    const shares = port !== undefined && (model.values.integer(port, 'per_cage') ?? 1) >= carries;
    return byRate || (shares && cable.properties.has('plug'));
  };
  if (isWide(joint.left) === isWide(joint.right)) return false;
  const narrow = model.values.quantity(isWide(joint.left) ? joint.right : joint.left, 'rate', 'rate');
  return rate === undefined || narrow === undefined || narrow <= rate;
}
