import { type LinkRow, linkRow } from './link-row.ts';
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
  /** Those of them that its part gives it, or one of the fabrics. */
  linksOf(owner: Part): readonly LinkSite[];
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
  private rows: readonly LinkRow[] | undefined = undefined;
  private all: { readonly links: readonly LinkSite[]; readonly changes: number } | undefined = undefined;
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
    const rows = this.linkRows().filter(({ links }) => links.length > 0);
    if (rows.length < 2) return rows[0]?.links ?? none;
    const changes = rows.reduce((sum, row) => sum + row.changes, 0);
    if (this.all?.changes !== changes) this.all = { links: rows.flatMap(({ links }) => links), changes };
    return this.all.links;
  }

  linksOf(owner: Part): readonly LinkSite[] {
    const place = owner === this.part ? 0 : this.part.fabrics.indexOf(owner) + 1;
    return this.linkRows()[place]?.links ?? none;
  }

  private linkRows(): readonly LinkRow[] {
    const { part, rows } = this;
    this.rows = rows ?? [
      linkRow(part, this, undefined),
      ...part.fabrics.map((fabric) => linkRow(fabric, this, fabric)),
    ];
    return this.rows;
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
