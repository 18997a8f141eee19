import type { Axis, End, LinkShape } from '../../model/link/shape.ts';
import type { MemberSlot, Part } from '../../model/part.ts';
import { type LinkSite, outwards } from '../../model/site.ts';
import type { Values } from '../../model/values.ts';
import { type Length, quantity } from '../../units/dimension.ts';
import { devicesInRack, type Placed, racksInRow, rowsInHall } from '../placement.ts';

/** Height of the overhead tray where the text states none: an assumption of the language. */
const DEFAULT_TRAY: Length = quantity(2_600_000);
/** Length added for bends and service where the text states none: an assumption of the language. */
const DEFAULT_SLACK: Length = quantity(600_000);

/** The three ways that a cable of the statement may go, and the places of its ends along each. */
export interface Ways {
  readonly tray: Length;
  readonly slack: Length;
  /** Whether it is a backplane, which is made to measure for its rack; within a device only its maker knows its length. */
  readonly fixed: boolean;
  readonly left: Position;
  readonly right: Position;
  /** Axes at which the ends must agree to be in one device; undefined when they never are. */
  readonly device: readonly (readonly [Axis, Axis])[] | undefined;
  /** Axes at which the ends must agree to be in one rack; undefined when they never are. */
  readonly rack: readonly (readonly [Axis, Axis])[] | undefined;
  /** Whether ends in different racks have places relative to each other. */
  readonly acrossRacks: boolean;
}

/** Where an end is: along the row, in depth from row to row, and above the floor. */
interface Position {
  readonly along: Offset;
  readonly depth: Offset;
  readonly height: Offset;
}

/** A sum of a constant and strides times indexes. */
export interface Offset {
  readonly constant: number;
  readonly strides: readonly (readonly [Axis, number])[];
}

const origin: Offset = { constant: 0, strides: [] };

/** The chain of parts from an end’s outermost known ancestor down to the part, with the steps that lead there. */
interface Chain {
  readonly part: Part;
  readonly member: MemberSlot | undefined;
  /** Undefined for what both ends share: the block and what is around it. */
  readonly axes: readonly Axis[] | undefined;
}

/** The ways between the ends of a link at a site; undefined where its ends have no place relative to each other. */
export function waysOf(values: Values, link: LinkSite, shape: LinkShape, cable: Part | undefined): Ways | undefined {
  const shared = [...outwards(link.site)]
    .reverse()
    .map((site): Chain => ({ part: site.part, member: site.member, axes: undefined }));
  const left = chainOf(shared, shape.left);
  const right = chainOf(shared, shape.right);
  const [device, rack, row] = [indexOfDevice(left), indexOf(left, 'rack'), indexOf(left, 'row')];
  const [device2, rack2, row2] = [indexOfDevice(right), indexOf(right, 'rack'), indexOf(right, 'row')];
  const routing = (name: string, fallback: Length): Length => {
    for (let i = commonLength(left, right) - 1; i >= 0; i--) {
      const length = values.quantity(left[i]?.part.blocks.get('routing'), name, 'length');
      if (length !== undefined) return length;
    }
    return fallback;
  };
  const sameDevice = device === device2 ? agreement(left, right, device) : undefined;
  const sameRack = rack === rack2 ? agreement(left, right, rack) : undefined;
  const sameRow = row === row2 ? agreement(left, right, row) : undefined;
  const positions = [positionOf(values, left), positionOf(values, right)] as const;
  const [leftPosition, rightPosition] = positions;
  const heights = leftPosition.height && rightPosition.height;
  const acrossRacks =
    heights !== undefined &&
    leftPosition.along !== undefined &&
    rightPosition.along !== undefined &&
    (sameRow?.length === 0 ||
      (leftPosition.depth !== undefined && rightPosition.depth !== undefined && sameHall(left, right)));
  const alwaysOneDevice = sameDevice?.length === 0;
  const alwaysOneRack = sameRack?.length === 0 && heights !== undefined;
  if (!alwaysOneDevice && !alwaysOneRack && !acrossRacks) return undefined;
  const fixed = values.word(cable, 'medium') === 'backplane';
  return {
    tray: routing('tray', DEFAULT_TRAY),
    slack: fixed ? quantity(0) : routing('slack', DEFAULT_SLACK),
    fixed,
    left: complete(leftPosition),
    right: complete(rightPosition),
    device: sameDevice,
    rack: sameRack,
    acrossRacks,
  };
}

function complete(position: Partial<Position>): Position {
  return { along: position.along ?? origin, depth: position.depth ?? origin, height: position.height ?? origin };
}

function chainOf(shared: readonly Chain[], end: End): readonly Chain[] {
  return [
    ...shared,
    ...end.steps.flatMap((step): readonly Chain[] =>
      step.member.part ? [{ part: step.member.part, member: step.member, axes: step.axes }] : [],
    ),
  ];
}

function indexOf(chain: readonly Chain[], kind: Part['kind']): number {
  return chain.findIndex((link) => link.part.kind === kind);
}

function indexOfDevice(chain: readonly Chain[]): number {
  return chain.findIndex((link) => link.part.kind === 'node' || link.part.kind === 'switch');
}

/** Number of leading elements that both chains have in common, whatever their indexes. */
function commonLength(left: readonly Chain[], right: readonly Chain[]): number {
  let length = 0;
  while (
    length < left.length &&
    left[length]?.member === right[length]?.member &&
    left[length]?.part === right[length]?.part
  )
    length++;
  return length;
}

/**
 * The axes at which both chains must agree to be in the same instance of the element at `index`: empty when they always
 * are, undefined when they never are or there is no such element.
 */
function agreement(
  left: readonly Chain[],
  right: readonly Chain[],
  index: number,
): readonly (readonly [Axis, Axis])[] | undefined {
  if (index < 0 || commonLength(left, right) <= index) return undefined;
  const pairs: (readonly [Axis, Axis])[] = [];
  for (let i = 0; i <= index; i++) {
    for (const [j, axis] of (left[i]?.axes ?? []).entries()) {
      const other = right[i]?.axes?.[j];
      if (!other || axis.at === other.at) continue;
      if (axis.at.kind === 'fixed' && other.at.kind === 'fixed') {
        if (axis.at.value !== other.at.value) return undefined;
      } else if (axis.at.kind !== 'variable' || other.at.kind !== 'variable' || axis.at.slot !== other.at.slot)
        pairs.push([axis, other]);
    }
  }
  return pairs;
}

/** Rows have places relative to each other only as members of one hall. */
function sameHall(left: readonly Chain[], right: readonly Chain[]): boolean {
  const row = indexOf(left, 'row');
  const other = indexOf(right, 'row');
  if (row !== other || left[row - 1]?.part.kind !== 'hall') return false;
  return agreement(left, right, row - 1)?.length === 0;
}

function positionOf(values: Values, chain: readonly Chain[]): Partial<Position> {
  const rack = indexOf(chain, 'rack');
  const row = indexOf(chain, 'row');
  const device = indexOfDevice(chain);
  const rackPart = chain[rack]?.part;
  const rowPart = chain[row]?.part;
  const position: { along?: Offset; depth?: Offset; height?: Offset } = {};
  if (rackPart && device === rack + 1)
    assign(position, 'height', offset(devicesInRack(values, rackPart), chain[device]));
  if (rowPart && rack === row + 1) assign(position, 'along', offset(racksInRow(values, rowPart), chain[rack]));
  const around = chain[row - 1]?.part;
  if (row > 0 && around?.kind === 'hall') assign(position, 'depth', offset(rowsInHall(values, around), chain[row]));
  return position;
}

function assign(
  position: { along?: Offset; depth?: Offset; height?: Offset },
  key: 'along' | 'depth' | 'height',
  value: Offset | undefined,
): void {
  if (value) position[key] = value;
}

/** The middle of an element of an array; the shared part of both ends stands at its first element. */
function offset(placed: readonly Placed[], at: Chain | undefined): Offset | undefined {
  const found = placed.find((each) => each.member === at?.member);
  if (!found || !at) return undefined;
  const strides: (readonly [Axis, number])[] = [];
  let stride: number = found.extent;
  for (const axis of [...(at.axes ?? [])].reverse()) {
    strides.push([axis, stride]);
    stride *= axis.size;
  }
  return { constant: found.start + found.extent / 2, strides };
}
