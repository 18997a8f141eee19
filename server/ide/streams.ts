import type { Member } from '../../grammar/ast.ts';
import type { Analysis } from '../checks/analyse.ts';
import { type Edge, networkGraph, type Vertex } from '../facts/network/graph.ts';
import { tiersOf } from '../facts/network/tiers.ts';
import { networksOf } from '../facts/network.ts';
import { typeName } from '../facts/type-name.ts';
import { memberNamed } from '../model/link/follow-path.ts';
import type { MemberSlot } from '../model/part.ts';
import { outwards, type Site } from '../model/site.ts';
import { type Place, placeOf } from '../model/source.ts';
import { linkBlock } from './meaning.ts';
import { type NameAt, nameAt } from './uses.ts';

/** A part of the networks of a file: the member that puts it where it is linked. */
export interface StreamPart {
  readonly name: string;
  /** Its type. */
  readonly type: string;
  /** The name where the member is written. */
  readonly at: Place;
  readonly whole: Place;
}

/** What a part is linked with in one direction. */
export interface Stream {
  readonly part: StreamPart;
  /** The names of the link statements. */
  readonly links: readonly Place[];
  /** Links over all instances. */
  readonly count: number;
}

/** `up` leads away from the accelerators, `down` towards them. */
export type Direction = 'up' | 'down';

/** The parts that a name means: a member, where it is written or on a path; of a link those at its ends. */
export function streamPartsAt(analysis: Analysis, offset: number): readonly StreamPart[] {
  const name = nameAt(analysis.model, analysis.source, offset);
  return name ? membersOf(name).flatMap((slot) => streamPart(analysis, slot) ?? []) : [];
}

function membersOf({ on, body, statement }: NameAt): readonly MemberSlot[] {
  const along = (side: 'left' | 'right', depth?: number): readonly MemberSlot[] => {
    if (statement.node !== 'link') return [];
    let part = linkBlock(body);
    let last: MemberSlot | undefined;
    for (const { name } of statement[side]?.segments.slice(0, depth) ?? []) {
      const member = part && memberNamed(part, name.text);
      if (!member) break;
      last = member;
      part = member.part;
    }
    return last ? [last] : [];
  };
  if (on.what === 'segment') return along(on.side, on.index + 1);
  if (on.what === 'link') return [...along('left'), ...along('right')];
  const own = on.what === 'name' ? body.part?.members.find(({ node }) => node === statement) : undefined;
  return own ? [own] : [];
}

function streamPart({ model, source }: Analysis, { node, layer, part }: MemberSlot): StreamPart | undefined {
  const home = layer.scope.source;
  const type = part ? typeName(model, source, part) : '';
  return { name: node.name.text, type, at: placeOf(home, node.name), whole: placeOf(home, node) };
}

/**
 * What a part is linked with in one direction, over all networks of a file, the most links first. A link between parts
 * equally far from the accelerators leads up as it is written, from its left end to its right one.
 */
export function streamsOf(analysis: Analysis, part: StreamPart, direction: Direction): readonly Stream[] {
  const streams = new Map<Member, { slot: MemberSlot; links: Map<number, Place>; count: number }>();
  for (const { edge, from, to } of edgesOf(analysis)) {
    const [own, other] = direction === 'up' ? [from, to] : [to, from];
    const slot = other.site.member;
    if (!slot || !isWithin(own.site, part) || isWithin(other.site, part)) continue;
    const stream = streams.get(slot.node) ?? { slot, links: new Map<number, Place>(), count: 0 };
    streams.set(slot.node, stream);
    const { node, layer } = edge.link.slot;
    stream.links.set(node.name.start, placeOf(layer.scope.source, node.name));
    stream.count += edge.links;
  }
  return [...streams.values()]
    .sort((a, b) => b.count - a.count)
    .flatMap(({ slot, links, count }) => {
      const found = streamPart(analysis, slot);
      return found ? [{ part: found, links: [...links.values()], count }] : [];
    });
}

interface Directed {
  readonly edge: Edge;
  /** The end that is nearer to the accelerators. */
  readonly from: Vertex;
  readonly to: Vertex;
}

/** The links of all networks of a file, away from the accelerators. */
function edgesOf({ model, roots }: Analysis): readonly Directed[] {
  return roots.flatMap((root) =>
    networksOf(model, root).flatMap((network) => {
      const tiers = new Map((tiersOf(model, network) ?? []).map(({ vertex, tier }) => [vertex, tier]));
      const tierOf = (vertex: Vertex): number => tiers.get(vertex) ?? (vertex.isSwitch ? Number.POSITIVE_INFINITY : 0);
      return (networkGraph(model, network)?.edges ?? []).map((edge): Directed => {
        const { left, right } = edge;
        return tierOf(left) <= tierOf(right) ? { edge, from: left, to: right } : { edge, from: right, to: left };
      });
    }),
  );
}

/** Whether a site is that of a part or lies in it, or is the device in which the part lies. */
function isWithin(site: Site, { at }: StreamPart): boolean {
  for (const { member } of outwards(site)) if (member && isAt(member, at)) return true;
  return holdsMember(site, at, 0);
}

/** Parts inside of a device are looked for this deep: chips in a tray in a node. */
const DEEPEST = 4;

function holdsMember(site: Site, at: Place, depth: number): boolean {
  if (depth === DEEPEST) return false;
  return site.children.some((child) => (child.member && isAt(child.member, at)) || holdsMember(child, at, depth + 1));
}

function isAt({ node, layer }: MemberSlot, at: Place): boolean {
  return layer.scope.source.location === at.source.location && node.name.start === at.start;
}
