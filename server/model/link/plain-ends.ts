import type { Span } from '../../../grammar/ast.ts';
import { PlainLink } from '../../../grammar/plain-link.ts';
import { inBaseUnits, isFault, parseQuantity } from '../../units/amount.ts';
import type { Model } from '../model.ts';
import type { LinkSlot, Part, PortGroup } from '../part.ts';
import { findType, type Scope } from '../scope.ts';
import { followPath, type IndexPlace } from './follow-path.ts';
import { newOrigin, type Point } from './point.ts';
import { type Axis, type End, type Step, sameArray } from './shape.ts';

/** What plain links have in common that join alike ports by one cable: all that does not depend on which ones. */
export interface PlainKind {
  readonly left: Landed;
  readonly right: Landed;
  readonly cable: Part;
}

/** A part with ports, and the group that the path names. */
interface Landed {
  readonly part: Part;
  readonly group: PortGroup | undefined;
}

/** A plain link followed to the two instances that it joins. */
export interface PlainEnds {
  readonly kind: PlainKind;
  readonly left: PlainEnd;
  readonly right: PlainEnd;
  /** The stated length in base units; undefined where it follows from the layout. */
  readonly length: number | undefined;
}

/** Where the paths lead that differ in their last index only. */
export interface PlainEnd {
  readonly end: End;
  readonly landed: Landed;
  /** Instances along the last axis; 0 where the path has no last index. */
  readonly size: number;
  /** Whether the last index is that of a port. */
  readonly isPort: boolean;
  /** The instance on which links end; where the last index is that of the part, the array in which it stands. */
  readonly array: Point;
}

/**
 * The ends of a plain link that joins one instance to another by a cable, with nothing to be said about any of it;
 * undefined for all others, which are followed step by step.
 */
export function plainEnds(model: Model, slot: LinkSlot, block: Part): PlainEnds | undefined {
  if (slot.ends === 'unknown') slot.ends = findEnds(model, slot, block);
  return slot.ends;
}

function findEnds(model: Model, { node, layer }: LinkSlot, block: Part): PlainEnds | undefined {
  if (!(node instanceof PlainLink)) return undefined;
  const table = tableOf(model, block);
  const { plain } = node;
  const left = endOf(model, table, node, 'left', block, layer.scope);
  const right = left && endOf(model, table, node, 'right', block, layer.scope);
  const cable = right && cableNamed(model, table, plain.via.text, layer.scope);
  if (!left || !right || !cable) return undefined;
  if (!isWithin(left, plain.leftIndex) || !isWithin(right, plain.rightIndex)) return undefined;
  if (isSamePart(left, plain.leftIndex, right, plain.rightIndex)) return undefined;
  const length = plain.length === undefined ? undefined : lengthOf(table, plain.length);
  if (Number.isNaN(length)) return undefined;
  return { kind: kindOf(table, left.landed, right.landed, cable), left, right, length };
}

/** What is found once for all plain links of a block. */
interface Table {
  readonly ends: Map<string, PlainEnd | undefined>;
  readonly landed: Map<Part, Map<PortGroup | undefined, Landed>>;
  readonly cables: Map<Scope, Map<string, Part | undefined>>;
  readonly lengths: Map<string, number>;
  readonly kinds: Map<Landed, Map<Landed, Map<Part, PlainKind>>>;
  readonly origin: Point;
}

const tables = new WeakMap<Model, Map<Part, Table>>();

function tableOf(model: Model, block: Part): Table {
  const ofModel = got(tables, model, () => new Map<Part, Table>());
  return got(ofModel, block, () => ({
    ends: new Map(),
    landed: new Map(),
    cables: new Map(),
    lengths: new Map(),
    kinds: new Map(),
    origin: newOrigin(),
  }));
}

interface Keyed<K, V> {
  get(key: K): V | undefined;
  set(key: K, value: V): unknown;
}

function got<K, V>(map: Keyed<K, V>, key: K, make: () => V): V {
  const known = map.get(key);
  if (known !== undefined) return known;
  const made = make();
  map.set(key, made);
  return made;
}

function kindOf({ kinds }: Table, left: Landed, right: Landed, cable: Part): PlainKind {
  const byRight = got(kinds, left, () => new Map<Landed, Map<Part, PlainKind>>());
  const byCable = got(byRight, right, () => new Map<Part, PlainKind>());
  return got(byCable, cable, () => ({ left, right, cable }));
}

function endOf(
  model: Model,
  table: Table,
  node: PlainLink,
  side: 'left' | 'right',
  block: Part,
  scope: Scope,
): PlainEnd | undefined {
  const { text } = node.plain[side];
  const hasIndex = node.plain[side === 'left' ? 'leftIndex' : 'rightIndex'] >= 0;
  const key = hasIndex ? text : `${text} `;
  if (table.ends.has(key)) return table.ends.get(key);
  const hadNodes = node.isGrown;
  const found = followEnd(model, table, node[side], hasIndex, block, scope);
  if (!hadNodes) node.shrink();
  table.ends.set(key, found);
  return found;
}

function followEnd(
  model: Model,
  table: Table,
  endpoint: PlainLink['left'],
  hasIndex: boolean,
  block: Part,
  scope: Scope,
): PlainEnd | undefined {
  // What is wrong with the path is told when it is followed for good.
  const silent = { ...model, sink: { ...model.sink, report: () => undefined } };
  const path = followPath(silent, endpoint, block, scope);
  const axes = path?.places.map(fixedAxis);
  if (!path || !axes?.every((axis) => axis !== undefined)) return undefined;
  const last = axes.at(-1);
  const steps: Step[] = [];
  let next = 0;
  for (const { member, axes: count } of path.members) {
    steps.push({ member, axes: axes.slice(next, next + count) });
    next += count;
  }
  const portAxes = axes.slice(next);
  const lastSegment = endpoint.segments.at(-1);
  // The last index stands in the last segment, which is the port’s where the path names a group.
  if (hasIndex && (!last || !lastSegment?.indexes || (path.group && portAxes.length === 0))) return undefined;
  const inner = hasIndex ? axes.slice(0, -1) : axes;
  if (inner.some(({ at, size }) => at.kind !== 'fixed' || at.value >= size)) return undefined;
  const { part, group, indexed } = path;
  const isPort = hasIndex && portAxes.length > 0;
  const members = steps.flatMap((step) => step.axes);
  const byGroup = got(table.landed, part, () => new Map<PortGroup | undefined, Landed>());
  return {
    end: { members: steps.map(({ member }) => member), steps, part, group, indexed, portAxes },
    landed: got(byGroup, group, () => ({ part, group })),
    size: hasIndex ? (last?.size ?? 0) : 0,
    isPort,
    array: pointAt(table.origin, isPort || !hasIndex ? members : members.slice(0, -1)),
  };
}

/** The axis of an index that is a number. Many links share it, so that it stands nowhere, and keeps no node of the first. */
function fixedAxis({ index, size }: IndexPlace): Axis | undefined {
  if (index?.node !== 'at' || index.value.node !== 'number') return undefined;
  return { size, at: { kind: 'fixed', value: Number(index.value.digits) }, span: nowhere };
}

const nowhere: Span = { start: 0, end: 0 };

function pointAt(origin: Point, axes: readonly Axis[]): Point {
  return axes.reduce((point, { at }) => point.at(at.kind === 'fixed' ? at.value : 0), origin);
}

/** The instance on which an end lands. */
export function pointOf({ array, size, isPort }: PlainEnd, index: number): Point {
  return size === 0 || isPort ? array : array.at(index);
}

function isWithin({ size }: PlainEnd, index: number): boolean {
  return index < 0 || index < size;
}

/** Whether both ends are one part; a part is never joined to itself, which is told elsewhere. */
function isSamePart(left: PlainEnd, leftIndex: number, right: PlainEnd, rightIndex: number): boolean {
  return sameArray(left.end, right.end) && pointOf(left, leftIndex) === pointOf(right, rightIndex);
}

function cableNamed(model: Model, { cables }: Table, text: string, scope: Scope): Part | undefined {
  const byText = got(cables, scope, () => new Map<string, Part | undefined>());
  if (byText.has(text)) return byText.get(text);
  const path = text.split('.').map((name) => ({ start: 0, end: 0, text: name }));
  const lookup = findType(model.program, model.scopeOf, { node: 'type', start: 0, end: 0, path }, scope);
  const part = 'found' in lookup ? model.partOf(lookup.found) : undefined;
  const cable = part?.kind === 'cable' ? part : undefined;
  byText.set(text, cable);
  return cable;
}

/** A length in base units; not a number where there is something to be said about it. */
function lengthOf({ lengths }: Table, text: string): number {
  return got(lengths, text, () => {
    const unit = text.search(/[A-Za-z]/);
    const amount = parseQuantity(text.slice(0, unit), text.slice(unit));
    if (isFault(amount) || amount.dimension !== 'length') return Number.NaN;
    const value = inBaseUnits(amount);
    return value > 0 ? value : Number.NaN;
  });
}
