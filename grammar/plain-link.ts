import type { Body, Endpoint, Expr, Index, Link, Name, QuantityLiteral, Segment, Span, TypeRef } from './ast.ts';

/** A path as it is written, without blanks: `rack3.dgx[1].nic`, `cables.Dac400G`. One object for each text of a file. */
export interface PlainPath {
  readonly text: string;
}

/** Where the pieces of a plain link stand, counted from its start. */
export interface PlainOffsets {
  readonly name: number;
  readonly left: number;
  readonly right: number;
  readonly via: number;
  /** Of the opening brace, the name of the property and its value; −1 without a body. */
  readonly body: number;
  readonly property: number;
  readonly value: number;
}

/** What a plain link says. */
export interface PlainText {
  readonly name: string;
  /** The path without its last index. */
  readonly left: PlainPath;
  /** The last index; −1 where there is none. */
  readonly leftIndex: number;
  readonly right: PlainPath;
  readonly rightIndex: number;
  readonly via: PlainPath;
  /** The quantity in `{ length = 1.5m }`; undefined without a body. */
  readonly length: string | undefined;
}

/** What the places of some links of a row count from: when text before them comes or goes, all of them move at once. */
export interface Stretch {
  start: number;
}

/** What links count from that stand in no row; it is never moved. */
const alone: Stretch = { start: 0 };

/**
 * A link as machines write them by the ten thousand, whole on one line: `link c7 : rack3.dgx[1].nic[2] -- leaf.port[9] via
 * cables.Dac400G { length = 1.5m }`. It holds what is written in a few words, and grows its tree when someone asks.
 */
export class PlainLink implements Link {
  stretch: Stretch = alone;
  private readonly offset: number;
  readonly size: number;
  readonly plain: PlainText;
  readonly places: PlainOffsets;
  private grown: GrownNodes | undefined = undefined;

  constructor(start: number, size: number, plain: PlainText, places: PlainOffsets) {
    this.offset = start;
    this.size = size;
    this.plain = plain;
    this.places = places;
  }

  get start(): number {
    return this.stretch.start + this.offset;
  }

  get end(): number {
    return this.start + this.size;
  }

  /** Where its name ends, counted from its start. */
  get nameEnd(): number {
    return this.places.name + this.plain.name.length;
  }

  get node(): 'link' {
    return 'link';
  }

  get doc(): string {
    return '';
  }

  get broken(): boolean {
    return false;
  }

  get count(): Expr | undefined {
    return undefined;
  }

  get where(): Expr | undefined {
    return undefined;
  }

  get name(): Name {
    const { nodes, places, plain } = this;
    nodes.name ??= nameAt(this, places.name, plain.name);
    return nodes.name;
  }

  get left(): Endpoint {
    const { nodes, places, plain } = this;
    nodes.left ??= endpointOf(this, places.left, plain.left.text, plain.leftIndex);
    return nodes.left;
  }

  get right(): Endpoint {
    const { nodes, places, plain } = this;
    nodes.right ??= endpointOf(this, places.right, plain.right.text, plain.rightIndex);
    return nodes.right;
  }

  get via(): TypeRef {
    const { nodes, places, plain } = this;
    nodes.via ??= typeOf(this, places.via, plain.via.text);
    return nodes.via;
  }

  get body(): Body | undefined {
    const { length } = this.plain;
    if (length === undefined) return undefined;
    const { nodes, places } = this;
    nodes.body ??= bodyOf(this, places, length);
    return nodes.body;
  }

  /** Whether its nodes have been asked for. */
  get isGrown(): boolean {
    return this.grown !== undefined;
  }

  /** Lets go of its nodes, where nobody keeps one of them. */
  shrink(): void {
    this.grown = undefined;
  }

  private get nodes(): GrownNodes {
    this.grown ??= { name: undefined, left: undefined, right: undefined, via: undefined, body: undefined };
    return this.grown;
  }

  /** The link as the parser would have made it. */
  toJSON(): Link {
    const { node, start, end, doc, broken, name, count, left, right, via, where, body } = this;
    return { node, name, count, left, right, via, where, body, start, end, doc, broken };
  }
}

/** The nodes that somebody has asked for. Where they are, they know from the link: when it moves, they do. */
interface GrownNodes {
  name: Name | undefined;
  left: Endpoint | undefined;
  right: Endpoint | undefined;
  via: TypeRef | undefined;
  body: Body | undefined;
}

/** A piece of a plain link. There may be very many: it has no accessors of its own. */
class Within implements Span {
  private readonly link: PlainLink;
  private readonly at: number;
  private readonly size: number;

  constructor(link: PlainLink, at: number, size: number) {
    this.link = link;
    this.at = at;
    this.size = size;
  }

  get start(): number {
    return this.link.start + this.at;
  }

  get end(): number {
    return this.link.start + this.at + this.size;
  }

  /** The node as the parser would have made it. */
  toJSON(): object {
    const { link: _link, at: _at, size: _size, ...own } = this;
    return { ...own, start: this.start, end: this.end };
  }
}

function within<T extends object>(link: PlainLink, at: number, size: number, own: T): T & Span {
  return Object.assign(new Within(link, at, size), own);
}

function nameAt(link: PlainLink, at: number, text: string): Name {
  return within(link, at, text.length, { text });
}

function endpointOf(link: PlainLink, at: number, text: string, last: number): Endpoint {
  const whole = last < 0 ? text : `${text}[${last}]`;
  const segments: Segment[] = [];
  let next = at;
  for (const piece of whole.split('.')) {
    segments.push(segmentOf(link, next, piece));
    next += piece.length + 1;
  }
  return within(link, at, whole.length, { node: 'endpoint' as const, segments });
}

function segmentOf(link: PlainLink, at: number, text: string): Segment {
  const bracket = text.indexOf('[');
  const name = nameAt(link, at, bracket < 0 ? text : text.slice(0, bracket));
  const indexes = bracket < 0 ? undefined : [indexOf(link, at + bracket + 1, text.slice(bracket + 1, -1))];
  return within(link, at, text.length, { node: 'segment' as const, name, indexes });
}

function indexOf(link: PlainLink, at: number, digits: string): Index {
  const value = within(link, at, digits.length, { node: 'number' as const, digits, stray: undefined });
  return within(link, at, digits.length, { node: 'at' as const, value });
}

function typeOf(link: PlainLink, at: number, text: string): TypeRef {
  let next = at;
  const path = text.split('.').map((piece): Name => {
    const name = nameAt(link, next, piece);
    next += piece.length + 1;
    return name;
  });
  return within(link, at, text.length, { node: 'type' as const, path });
}

function bodyOf(link: PlainLink, { body, property, value }: PlainOffsets, length: string): Body {
  const statement = within(link, property, value + length.length - property, {
    node: 'property' as const,
    doc: '',
    broken: false,
    name: nameAt(link, property, 'length'),
    value: quantityOf(link, value, length),
  });
  return within(link, body, link.size - body, { node: 'body' as const, statements: [statement] });
}

function quantityOf(link: PlainLink, at: number, text: string): QuantityLiteral {
  const unit = text.search(/[A-Za-z]/);
  const digits = text.slice(0, unit);
  return within(link, at, text.length, {
    node: 'quantity' as const,
    digits,
    unit: nameAt(link, at + unit, text.slice(unit)),
  });
}
