import { PlainLink } from '../../../grammar/plain-link.ts';
import type { LinkSlot, MemberSlot, Part, PortGroup } from '../part.ts';
import type { LinkCount } from './count.ts';
import type { Domain } from './domain.ts';
import type { Piece } from './pieces.ts';
import { type PlainEnd, type PlainEnds, pointOf } from './plain-ends.ts';
import type { Axis, End, LinkShape, Step } from './shape.ts';

/** The shape of a plain link, as following its paths would give it. */
export function plainShape(slot: LinkSlot, block: Part, { left, right }: PlainEnds): LinkShape | undefined {
  const { node } = slot;
  if (!(node instanceof PlainLink)) return undefined;
  const { leftIndex, rightIndex } = node.plain;
  return {
    slot,
    block,
    left: new IndexedEnd(left, leftIndex),
    right: new IndexedEnd(right, rightIndex),
    variables: none,
    where: undefined,
    perPair: 1,
  };
}

const none: readonly never[] = [];

/** The end of a plain link. Mostly a word of it is asked for, and there are very many. */
class IndexedEnd implements End {
  private readonly of: PlainEnd;
  private readonly index: number;

  constructor(of: PlainEnd, index: number) {
    this.of = of;
    this.index = index;
  }

  get part(): Part {
    return this.of.end.part;
  }

  get group(): PortGroup | undefined {
    return this.of.end.group;
  }

  get indexed(): boolean {
    return this.of.end.indexed;
  }

  get members(): readonly MemberSlot[] {
    return this.of.end.members;
  }

  get steps(): readonly Step[] {
    const { end, size, isPort } = this.of;
    const last = end.steps.at(-1);
    if (size === 0 || isPort || !last) return end.steps;
    return [...end.steps.slice(0, -1), { member: last.member, axes: this.withIndex(last.axes) }];
  }

  get portAxes(): readonly Axis[] {
    const { end, isPort } = this.of;
    return isPort ? this.withIndex(end.portAxes) : end.portAxes;
  }

  private withIndex(axes: readonly Axis[]): readonly Axis[] {
    const last = axes.at(-1);
    return last ? [...axes.slice(0, -1), { ...last, at: { kind: 'fixed', value: this.index } }] : axes;
  }
}

/** The count of a plain link, which is one. */
export function plainCount(shape: LinkShape, ends: PlainEnds): LinkCount | undefined {
  const { node } = shape.slot;
  return node instanceof PlainLink ? new OneLink(shape, ends, node) : undefined;
}

/** One link, which ends on one instance at either side. Mostly one side is asked for, and there are very many. */
class OneLink implements LinkCount {
  readonly shape: LinkShape;
  private readonly ends: PlainEnds;
  private readonly node: PlainLink;

  constructor(shape: LinkShape, ends: PlainEnds, node: PlainLink) {
    this.shape = shape;
    this.ends = ends;
    this.node = node;
  }

  get domain(): Domain {
    return single;
  }

  get total(): number {
    return 1;
  }

  get left(): readonly Piece[] {
    return [pieceOf(this.ends.left, this.node.plain.leftIndex)];
  }

  get right(): readonly Piece[] {
    return [pieceOf(this.ends.right, this.node.plain.rightIndex)];
  }
}

const single: Domain = { enumerated: [], comparison: undefined, free: [], apart: [], selfOnly: false };

/** The instance on which an end lands, with the port that it indexes: none where the ports are of several dimensions. */
function pieceOf(of: PlainEnd, index: number): Piece {
  const { box } = pointOf(of, index);
  const hasPort = of.isPort && of.end.portAxes.length === 1;
  return { box, degree: 1, ports: hasPort ? of.array.only(index) : undefined };
}
