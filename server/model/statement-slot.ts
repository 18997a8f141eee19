import type { Link } from '../../grammar/ast.ts';
import { countFirst } from '../../grammar/halving.ts';
import { PlainLink } from '../../grammar/plain-link.ts';
import type { Layer, LinkSlot, Part, Slot } from './part.ts';

/** A link of a body. Of these there may be very many, so that each takes but a few words. */
export class StatementSlot implements LinkSlot {
  node: Link;
  readonly layer: Layer;
  readonly owner: Part;
  ends: LinkSlot['ends'] = 'unknown';
  private readonly open: (slot: LinkSlot) => Part | undefined;
  private opened: Part | undefined | 'not yet' = 'not yet';

  constructor({ node, layer }: Slot<Link>, owner: Part, open: (slot: LinkSlot) => Part | undefined) {
    this.node = node;
    this.layer = layer;
    this.owner = owner;
    this.open = open;
  }

  rewrite(node: Link): void {
    this.node = node;
    this.ends = 'unknown';
    this.opened = 'not yet';
  }

  get name(): string {
    return nameOfLink(this.node);
  }

  get settings(): Part | undefined {
    // A plain link says nothing but its length, and need not grow to say that it has none.
    if (this.node instanceof PlainLink && this.node.plain.length === undefined) return undefined;
    if (this.opened === 'not yet') this.opened = this.open(this);
    return this.opened;
  }
}

/** The name of a link, found without growing the nodes of a plain one. */
export function nameOfLink(node: Link): string {
  return node instanceof PlainLink ? node.plain.name : node.name.text;
}

/**
 * Where a statement has its link among those of a part; −1 where it has none. They stand in the order written, apart from
 * those that override others.
 */
export function linkPlace(links: readonly LinkSlot[], link: Link): number {
  const place = countFirst(links, ({ node }) => node.start < link.start);
  return links[place]?.node === link ? place : links.findIndex(({ node }) => node === link);
}
