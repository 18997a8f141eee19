import type { LinkSlot, MemberSlot, Part } from './part.ts';
import { readWhole } from './reading.ts';

/**
 * One place in the tree of a cluster where a part is used: a class of alike instances. `hall.unit.compute` is one site
 * however many racks it stands for.
 */
export interface Site {
  readonly part: Part;
  readonly parent: Site | undefined;
  /** The member that puts it there; undefined for the root. */
  readonly member: MemberSlot | undefined;
  /** Instances in the whole tree; undefined when a size on the way is not known. */
  readonly count: number | undefined;
  /** Sizes of all arrays from the root down; undefined when one is not known. */
  readonly dims: readonly number[] | undefined;
  /** Member names from the root down, joined by dots; empty for the root. */
  readonly path: string;
  readonly depth: number;
  /** The sites of its members whose type is known, in the order written. */
  readonly children: readonly Site[];
  /** The first of its members that is not followed, because the tree would be too deep or too large. */
  readonly cut: MemberSlot | undefined;
  /** The link statements whose paths start here: its own and those of its fabrics, in the order written. */
  readonly links: readonly LinkSite[];
  /** The same, for those who look at each by itself: what they find does not rest on the others. */
  readonly eachLink: readonly LinkSite[];
  /** The site of one of its members; undefined when the member's type is not known. */
  child(member: MemberSlot): Site | undefined;
}

/** A link statement at a site: the site is the block from which its paths start. */
export interface LinkSite {
  readonly slot: LinkSlot;
  readonly site: Site;
  /** The fabric in which it stands, if it stands in one. */
  readonly fabric: Part | undefined;
}

/** Members within members deeper than this are not followed. */
export const DEEPEST_MEMBER = 64;

/** Places that the trees of a file may still have. */
export interface Room {
  left: number;
}

/** The tree under a part, expanded when it is walked. */
export function rootSite(part: Part, room: Room): Site {
  return new TreeSite(part, undefined, undefined, room);
}

const none: readonly LinkSite[] = [];

/** Of more members than this a table is made to find one. */
const FEW_MEMBERS = 8;

/** A site with what is below it found when it is first asked for. Of these there may be very many. */
class TreeSite implements Site {
  readonly part: Part;
  readonly parent: Site | undefined;
  readonly member: MemberSlot | undefined;
  readonly count: number | undefined;
  readonly dims: readonly number[] | undefined;
  readonly path: string;
  readonly depth: number;
  private readonly room: Room;
  private below: readonly Site[] | undefined = undefined;
  private left: MemberSlot | undefined = undefined;
  private statements: ((site: Site) => readonly LinkSite[]) | undefined = undefined;
  private byMember: ReadonlyMap<MemberSlot | undefined, Site> | undefined = undefined;

  constructor(part: Part, parent: Site | undefined, member: MemberSlot | undefined, room: Room) {
    const prefix = parent && parent.path !== '' ? `${parent.path}.` : '';
    this.part = part;
    this.parent = parent;
    this.member = member;
    this.count = times(parent ? parent.count : 1, member ? member.count : 1);
    this.dims = within(parent ? parent.dims : [], member ? member.dims : []);
    this.path = member ? prefix + member.name : '';
    this.depth = parent ? parent.depth + 1 : 0;
    this.room = room;
  }

  get children(): readonly Site[] {
    this.below ??= this.part.members.flatMap((slot) => {
      if (!slot.part || isWithin(this, slot.part)) return [];
      if (this.depth < DEEPEST_MEMBER && this.room.left-- > 0) return [new TreeSite(slot.part, this, slot, this.room)];
      this.left ??= slot;
      return [];
    });
    return this.below;
  }

  get cut(): MemberSlot | undefined {
    return this.children && this.left;
  }

  get links(): readonly LinkSite[] {
    readWhole();
    return this.eachLink;
  }

  get eachLink(): readonly LinkSite[] {
    if (this.part.links.length === 0 && this.part.fabrics.length === 0) return none;
    this.statements ??= createSiteLinks();
    return this.statements(this);
  }

  child(slot: MemberSlot): Site | undefined {
    if (this.children.length <= FEW_MEMBERS) return this.children.find(({ member }) => member === slot);
    this.byMember ??= new Map(this.children.map((child) => [child.member, child]));
    return this.byMember.get(slot);
  }
}

/** Whether a part's declaration is already on the way down: a type that contains itself is reported and not followed. */
function isWithin(site: Site, part: Part): boolean {
  for (let at: Site | undefined = site; at; at = at.parent) if (at.part.declaration === part.declaration) return true;
  return false;
}

function times(a: number | undefined, b: number | undefined): number | undefined {
  // Beyond exact numbers nothing can be decided.
  return a === undefined || b === undefined || !Number.isSafeInteger(a * b) ? undefined : a * b;
}

/** Sizes of arrays within arrays. */
function within(outer: Site['dims'], inner: Site['dims']): Site['dims'] {
  if (!outer || !inner) return undefined;
  return inner.length === 0 ? outer : [...outer, ...inner];
}

/** A site and all below it, parents first, in the order written. */
export function* sitesUnder(site: Site): Generator<Site> {
  const pending = [site];
  for (let next = pending.pop(); next; next = pending.pop()) {
    yield next;
    for (let i = next.children.length - 1; i >= 0; i--) {
      const child = next.children[i];
      if (child) pending.push(child);
    }
  }
}

/** The links of one list of slots, at a site. */
interface Segment {
  readonly slots: readonly LinkSlot[];
  readonly links: readonly LinkSite[];
}

/** The links at a site. Those whose slots have stayed stay themselves when others have come or gone. */
function createSiteLinks(): (site: Site) => readonly LinkSite[] {
  let segments: readonly Segment[] = [];
  let all: readonly LinkSite[] = [];
  return (site) => {
    const { part } = site;
    const fabrics = [undefined, ...part.fabrics];
    const slotsOf = (fabric: Part | undefined): readonly LinkSlot[] => (fabric ?? part).links;
    if (segments.length > 0 && fabrics.every((fabric, i) => segments[i]?.slots === slotsOf(fabric))) return all;
    segments = fabrics.map((fabric, i) => segmentOf(segments[i], slotsOf(fabric), site, fabric));
    const [only, ...more] = segments.filter(({ links }) => links.length > 0);
    all = only && more.length === 0 ? only.links : segments.flatMap(({ links }) => links);
    return all;
  };
}

function segmentOf(
  before: Segment | undefined,
  slots: readonly LinkSlot[],
  site: Site,
  fabric: Part | undefined,
): Segment {
  if (before?.slots === slots) return before;
  const made = (slot: LinkSlot): LinkSite => ({ slot, site, fabric });
  if (!before) return { slots, links: slots.map(made) };
  // Slots are compared, not what stands for them at the site: there may be very many, and they lie close together.
  const { slots: old, links } = before;
  let same = 0;
  while (same < old.length && old[same] === slots[same]) same++;
  let behind = 0;
  const most = Math.min(old.length, slots.length) - same;
  while (behind < most && old[old.length - behind - 1] === slots[slots.length - behind - 1]) behind++;
  const known = new Map(links.slice(same, links.length - behind).map((link) => [link.slot, link]));
  const between = slots.slice(same, slots.length - behind).map((slot) => known.get(slot) ?? made(slot));
  return { slots, links: links.slice(0, same).concat(between, links.slice(links.length - behind)) };
}

/** The site and those around it, innermost first. */
export function* outwards(site: Site): Generator<Site> {
  for (let at: Site | undefined = site; at; at = at.parent) yield at;
}

/** The outermost site around this one. */
export function rootOfSite(site: Site): Site {
  let root = site;
  while (root.parent) root = root.parent;
  return root;
}

/** The nearest site around (or at) this one whose part has one of the kinds. */
export function enclosing(site: Site, ...kinds: readonly Part['kind'][]): Site | undefined {
  for (let at: Site | undefined = site; at; at = at.parent) if (kinds.includes(at.part.kind)) return at;
  return undefined;
}

/** The outermost node or switch at or around a site: what is racked, cabled and counted as one device. */
export function deviceOf(site: Site): Site | undefined {
  let device: Site | undefined;
  for (let at: Site | undefined = site; at; at = at.parent) {
    if (at.part.kind === 'node' || at.part.kind === 'switch') device = at;
  }
  return device;
}
