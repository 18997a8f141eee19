import type { Endpoint, Index, Segment, Span } from '../../../grammar/ast.ts';
import type { Model } from '../model.ts';
import { nearest } from '../nearest.ts';
import type { MemberSlot, Part, PortGroup } from '../part.ts';
import type { Scope } from '../scope.ts';
import { placeOf } from '../source.ts';

/** One index position on a path: the array's size there and what is written, undefined where it is left out. */
export interface IndexPlace {
  readonly size: number;
  readonly index: Index | undefined;
  readonly span: Span;
}

/** A path through members down to a part with ports, with every index position on the way. */
export interface Path {
  readonly members: readonly { readonly member: MemberSlot; readonly axes: number }[];
  readonly part: Part;
  readonly group: PortGroup | undefined;
  readonly indexed: boolean;
  /** Index positions of all members in order, then those of the port group. */
  readonly places: readonly IndexPlace[];
}

/** Follows one end of a link statement; undefined (and reported) where it leads nowhere. */
export function followPath(model: Model, endpoint: Endpoint, block: Part, scope: Scope): Path | undefined {
  const members: { member: MemberSlot; axes: number }[] = [];
  const places: IndexPlace[] = [];
  let part = block;
  for (const segment of endpoint.segments) {
    const group = part.ports.find((each) => each.name === segment.name.text);
    const member = memberNamed(part, segment.name.text);
    if (group && (!member || segment === endpoint.segments.at(-1)) && members.length > 0) {
      if (segment !== endpoint.segments.at(-1)) return reportBeyondPort(model, segment, scope);
      const portPlaces = segment.indexes ? indexPlaces(model, segment, group.dims, scope) : [];
      return (
        portPlaces && {
          members,
          part,
          group,
          indexed: segment.indexes !== undefined,
          places: [...places, ...portPlaces],
        }
      );
    }
    if (!member) return reportNoMember(model, segment, part, scope);
    const own = indexPlaces(model, segment, member.dims, scope);
    if (!own || !member.part) return undefined;
    members.push({ member, axes: own.length });
    places.push(...own);
    part = member.part;
  }
  if (members.length === 0) return undefined;
  if (part.ports.length === 0 && !['accelerator', 'nic', 'switch'].includes(part.kind))
    return reportNoPorts(model, endpoint, part, scope);
  return { members, part, group: undefined, indexed: false, places };
}

const byName = new WeakMap<Part, ReadonlyMap<string, MemberSlot>>();

/** A member of a part, found without searching a long list of them for each link. */
export function memberNamed(part: Part, name: string): MemberSlot | undefined {
  const known = byName.get(part) ?? new Map(part.members.map((member) => [member.name, member]));
  byName.set(part, known);
  return known.get(name);
}

/** One place for each dimension: what is written, then nothing for the trailing ones that are left out. */
function indexPlaces(
  model: Model,
  segment: Segment,
  dims: readonly number[] | undefined,
  scope: Scope,
): readonly IndexPlace[] | undefined {
  if (!dims) return undefined;
  const written = segment.indexes ?? [];
  const extra = written[dims.length];
  if (extra) {
    const what =
      dims.length === 0
        ? 'is a single, it takes no index'
        : `has ${dims.length} dimension${dims.length === 1 ? '' : 's'}`;
    model.sink.report('index.bounds', scope.source, extra, `"${segment.name.text}" ${what}.`);
    return undefined;
  }
  return dims.map((size, i) => ({ size, index: written[i], span: written[i] ?? segment }));
}

function reportNoMember(model: Model, segment: Segment, part: Part, scope: Scope): undefined {
  const names = [...part.members.map((each) => each.name), ...part.ports.map((each) => each.name)];
  const near = nearest(segment.name.text, names);
  const hint = near !== undefined ? ` Did you mean ${near}?` : names.length > 0 ? ` It has ${names.join(', ')}.` : '';
  model.sink.report(
    'name.unresolved',
    scope.source,
    segment.name,
    `"${part.name}" has no member or port "${segment.name.text}".${hint}`,
    {
      replacements:
        near === undefined ? [] : [{ at: placeOf(scope.source, segment.name), text: near, title: `Change to ${near}` }],
    },
  );
}

function reportBeyondPort(model: Model, segment: Segment, scope: Scope): undefined {
  model.sink.report('type.kind', scope.source, segment.name, `"${segment.name.text}" is a port: a path ends there.`);
}

function reportNoPorts(model: Model, endpoint: Endpoint, part: Part, scope: Scope): undefined {
  const inside = part.members.map((each) => each.name);
  const hint = inside.length > 0 ? ` Go on to one of its members: ${inside.join(', ')}.` : '';
  model.sink.report(
    'type.kind',
    scope.source,
    endpoint,
    `A link ends on a part with ports; "${part.name}" is a ${part.kind} without any.${hint}`,
  );
}
