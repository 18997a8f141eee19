import type { Model } from '../model/model.ts';
import { type Site, sitesUnder } from '../model/site.ts';
import { fact } from './fact.ts';
import { cableOf, linkPower, totalLinks } from './links.ts';
import { cablesOf } from './network/cables.ts';
import { boxedDevice } from './network/landings.ts';
import { totalOf } from './totals.ts';

/** What a cluster buys of one kind of thing: a type of node or switch, or the cables of one statement. */
export interface BillRow {
  readonly kind: 'node' | 'switch' | 'link';
  /** Devices, or links; undefined where it is not known. */
  readonly count: number | undefined;
  /** Of all of them, for links at both ends; undefined where a figure is missing. */
  readonly power: number | undefined;
  readonly price: number | undefined;
}

/** Nodes and switches by type, and link statements by place, of all that is under a root. Names are the same in every model. */
export const billOf = fact((model: Model, root: Site): ReadonlyMap<string, BillRow> => {
  const rows = new Map<string, BillRow>();
  const add = (key: string, row: BillRow): void => {
    const known = rows.get(key);
    rows.set(key, known ? { kind: row.kind, ...sums(known, row) } : row);
  };
  for (const site of sitesUnder(root)) {
    const { kind } = site.part;
    if ((kind === 'node' || kind === 'switch') && boxedDevice(site) === site) {
      add(`${site.part.around.source.location} ${site.part.name}`, deviceRow(model, site, kind));
    }
    for (const link of site.links) add(`${site.path} ${link.fabric?.name} ${link.slot.name}`, linkRow(model, link));
  }
  return rows;
});

function deviceRow(model: Model, { part, count }: Site, kind: 'node' | 'switch'): BillRow {
  const all = (measure: 'power' | 'price'): number | undefined => {
    const { known, unknown } = totalOf(model, part, measure);
    return unknown > 0 ? undefined : times(known, count);
  };
  return { kind, count, power: all('power'), price: all('price') };
}

function linkRow(model: Model, link: Site['links'][number]): BillRow {
  const count = totalLinks(model, link);
  const price = model.values.quantity(cableOf(model, link), 'price', 'money');
  return {
    kind: 'link',
    count,
    power: times(linkPower(model, link), count),
    price: times(price, cablesOf(model, link)),
  };
}

function times(each: number | undefined, count: number | undefined): number | undefined {
  return each === undefined || count === undefined ? undefined : each * count;
}

function sums(a: BillRow, b: BillRow): Omit<BillRow, 'kind'> {
  const sum = (of: (row: BillRow) => number | undefined): number | undefined => {
    const [x, y] = [of(a), of(b)];
    return x === undefined || y === undefined ? undefined : x + y;
  };
  return { count: sum(({ count }) => count), power: sum(({ power }) => power), price: sum(({ price }) => price) };
}

/** By how much two bills differ; a figure is undefined where that of a thing which changes is not known. */
export interface BillDifference {
  readonly nodes: number;
  readonly switches: number;
  readonly links: number;
  readonly power: number | undefined;
  readonly price: number | undefined;
}

/** What a change from one bill to another adds. */
export function billDifference(
  before: ReadonlyMap<string, BillRow>,
  after: ReadonlyMap<string, BillRow>,
): BillDifference {
  let difference: BillDifference = { nodes: 0, switches: 0, links: 0, power: 0, price: 0 };
  for (const key of new Set([...before.keys(), ...after.keys()])) {
    const [old, now] = [before.get(key), after.get(key)];
    const more = (of: (row: BillRow) => number | undefined): number | undefined => {
      const [x, y] = [old ? of(old) : 0, now ? of(now) : 0];
      return x === undefined || y === undefined ? undefined : y - x;
    };
    const kind = (now ?? old)?.kind;
    const count = more((row) => row.count) ?? 0;
    const isSame = count === 0 && old?.power === now?.power && old?.price === now?.price;
    if (isSame) continue;
    difference = {
      nodes: difference.nodes + (kind === 'node' ? count : 0),
      switches: difference.switches + (kind === 'switch' ? count : 0),
      links: difference.links + (kind === 'link' ? count : 0),
      power: plus(
        difference.power,
        more((row) => row.power),
      ),
      price: plus(
        difference.price,
        more((row) => row.price),
      ),
    };
  }
  return difference;
}

function plus(a: number | undefined, b: number | undefined): number | undefined {
  return a === undefined || b === undefined ? undefined : a + b;
}
