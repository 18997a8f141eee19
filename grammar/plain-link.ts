import type { Body, Endpoint, Expr, Link, Name, Segment, TypeRef } from './ast.ts';

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

/**
 * A link as machines write them by the ten thousand, whole on one line: `link c7 : rack3.dgx[1].nic[2] -- leaf.port[9] via
 * cables.Dac400G { length = 1.5m }`. It holds what is written in a few words, and grows its tree when someone asks.
 */
export class PlainLink implements Link {
  readonly node = 'link';
  readonly doc = '';
  readonly broken = false;
  readonly count: Expr | undefined = undefined;
  readonly where: Expr | undefined = undefined;
  start: number;
  readonly size: number;
  readonly plain: PlainText;
  readonly places: PlainOffsets;
  private grown: Tree | undefined = undefined;

  constructor(start: number, size: number, plain: PlainText, places: PlainOffsets) {
    this.start = start;
    this.size = size;
    this.plain = plain;
    this.places = places;
  }

  get end(): number {
    return this.start + this.size;
  }

  /** Where its name ends, counted from its start. */
  get nameEnd(): number {
    return this.places.name + this.plain.name.length;
  }

  get name(): Name {
    return this.tree.name;
  }

  get left(): Endpoint {
    return this.tree.left;
  }

  get right(): Endpoint {
    return this.tree.right;
  }

  get via(): TypeRef {
    return this.tree.via;
  }

  get body(): Body | undefined {
    return this.tree.body;
  }

  /** The nodes that have been asked for; undefined where there are none whose places would have to be moved. */
  get nodes(): Tree | undefined {
    return this.grown;
  }

  /** Lets go of its nodes, where nobody keeps one of them. */
  shrink(): void {
    this.grown = undefined;
  }

  private get tree(): Tree {
    this.grown ??= treeOf(this.start, this.plain, this.places, this.end);
    return this.grown;
  }

  /** The link as the parser would have made it. */
  toJSON(): Link {
    const { node, start, end, doc, broken, name, count, left, right, via, where, body } = this;
    return { node, name, count, left, right, via, where, body, start, end, doc, broken };
  }
}

/** The nodes of a plain link. */
export interface Tree {
  readonly name: Name;
  readonly left: Endpoint;
  readonly right: Endpoint;
  readonly via: TypeRef;
  readonly body: Body | undefined;
}

function treeOf(start: number, plain: PlainText, offsets: PlainOffsets, end: number): Tree {
  const { name, length } = plain;
  const at = start + offsets.name;
  return {
    name: { start: at, end: at + name.length, text: name },
    left: endpointOf(start + offsets.left, plain.left.text, plain.leftIndex),
    right: endpointOf(start + offsets.right, plain.right.text, plain.rightIndex),
    via: typeOf(start + offsets.via, plain.via.text),
    body: length === undefined ? undefined : bodyOf(start, offsets, length, end),
  };
}

function endpointOf(start: number, text: string, last: number): Endpoint {
  const whole = last < 0 ? text : `${text}[${last}]`;
  const segments: Segment[] = [];
  let at = start;
  for (const piece of whole.split('.')) {
    segments.push(segmentOf(at, piece));
    at += piece.length + 1;
  }
  return { node: 'endpoint', start, end: start + whole.length, segments };
}

function segmentOf(start: number, text: string): Segment {
  const bracket = text.indexOf('[');
  const name = bracket < 0 ? text : text.slice(0, bracket);
  const node = { node: 'segment' as const, start, end: start + text.length };
  const named = { start, end: start + name.length, text: name };
  if (bracket < 0) return { ...node, name: named, indexes: undefined };
  const span = { start: start + bracket + 1, end: start + text.length - 1 };
  const value = { node: 'number' as const, ...span, digits: text.slice(bracket + 1, -1), stray: undefined };
  return { ...node, name: named, indexes: [{ node: 'at', ...span, value }] };
}

function typeOf(start: number, text: string): TypeRef {
  let at = start;
  const path = text.split('.').map((piece): Name => {
    const name = { start: at, end: at + piece.length, text: piece };
    at += piece.length + 1;
    return name;
  });
  return { node: 'type', start, end: start + text.length, path };
}

function bodyOf(start: number, offsets: PlainOffsets, length: string, end: number): Body {
  const at = start + offsets.property;
  const value = start + offsets.value;
  const valueEnd = value + length.length;
  const unit = value + length.search(/[A-Za-z]/);
  return {
    node: 'body',
    start: start + offsets.body,
    end,
    statements: [
      {
        node: 'property',
        start: at,
        end: valueEnd,
        doc: '',
        broken: false,
        name: { start: at, end: at + 'length'.length, text: 'length' },
        value: {
          node: 'quantity',
          start: value,
          end: valueEnd,
          digits: length.slice(0, unit - value),
          unit: { start: unit, end: valueEnd, text: length.slice(unit - value) },
        },
      },
    ],
  };
}
