import { deviceCells, type EndUse, endsOn, type PartCell } from '../../facts/network/port-cells.ts';
import { siteName } from '../../facts/site-name.ts';
import { typeName } from '../../facts/type-name.ts';
import type { Model } from '../../model/model.ts';
import { type Place, placeOf } from '../../model/source.ts';
import { formatCount } from '../../units/format.ts';
import { check, type Move, type Related } from '../check.ts';
import { byStatement, type Failure } from './by-statement.ts';
import { endPlace, MOST_NAMED, namedEnds } from './end-words.ts';
import { fewerAtFarEnd, fewerLinks, largerSwitch, moreSwitches } from './moves.ts';

export const ports = check({
  id: 'bandwidth.ports',
  severity: 'error',
  each: 'root',
  docs: {
    summary: 'More links end on a part than it has ports.',
    why: 'A link is a cable in a port at both ends. A leaf of 64 ports that takes 32 links from nodes has 32 left for uplinks; the 33rd has nowhere to go, and the fabric that was drawn cannot be built. Ports are the budget of a switch: down plus up is never more than its radix.',
    formula:
      'For each class of alike instances: links that end on it, less those that share a port of a splitter, ≤ ports. Ports are given out to paths that index them, then to those that name the group, then to the others (groups with the rate and lanes of the link first), each in the order written. The wide port of a splitter (rate ≥ 2 × that of the link) carries floor(port rate / link rate) links, at most `carries`.',
    sources: [
      'NVIDIA, QM97XX switch systems user manual, interfaces: 64 ports of 400 Gbps in 32 twin-port cages',
      'The language reference, docs/language.md, Links',
    ],
    fails: example(9),
    passes: example(8),
    fixes:
      'A type of switch in reach with enough ports of the same kind; more switches with as many links less to each; fewer links for each pair; fewer instances at the other end. Each is tried first, and offered with what it adds of switches, links, watts and money only where no other finding comes of it.',
  },
  *run(model, root) {
    const parts = deviceCells(model, root).flatMap((cell) => cell.parts);
    for (const { worst, count } of byStatement(parts.flatMap(failureOf), (a, b) => overflowOf(a) > overflowOf(b))) {
      const { at, cell, end } = worst;
      yield {
        at,
        message: `${siteName(cell.site)}: ${shortage(model, root.part.around.source, cell, end)}`,
        site: end.landing.link.site,
        count,
        related: related(cell, end),
        moves: () => movesOf(model, cell, end),
      };
    }
  },
});

/** Eight links from each leaf to each of four spines: eight leaves fill the ports of a spine. */
function example(leaves: number): string {
  return `cable Fibre { medium = smf  rate = 400Gbps  lanes = 4 }
switch Leaf  { port port[64] { rate = 400Gbps  lanes = 4 } }
switch Spine { port port[64] { rate = 400Gbps  lanes = 4 } }

cluster Core {
  leaf[${leaves}]  : Leaf
  spine[4] : Spine
  fabric Spines {
    role = scale_out
    link up[8] : leaf[l] -- spine[s] via Fibre
  }
}
`;
}

interface PortFailure extends Failure {
  /** A part with too many links. */
  readonly cell: PartCell;
  /** The first of its statements for which no port is left. */
  readonly end: EndUse;
}

function failureOf(cell: PartCell): readonly PortFailure[] {
  if (!cell.use || cell.use.overflow === 0) return [];
  const end = endsOn(cell).find((each) => each.overflow > 0);
  return end ? [{ at: endPlace(end.landing), count: cell.count, cell, end }] : [];
}

function overflowOf({ cell }: PortFailure): number {
  return cell.use?.overflow ?? 0;
}

/** `72 links end on 64 ports of nvidia.QM9700 (rail 32, up 40)`. */
function shortage(model: Model, source: Place['source'], cell: PartCell, end: EndUse): string {
  const { site } = cell;
  const rivals = rivalsOf(cell, end);
  const links = rivals.reduce((sum, each) => sum + each.links, 0);
  const needed = portsNeeded(rivals);
  const there = end.eligible.reduce((sum, group) => sum + (group.count ?? 0), 0);
  const [only] = end.eligible;
  const type = typeName(model, source, site.part);
  const of = only && end.eligible.length === 1 && site.part.ports.length > 1 ? `${type}.${only.name}` : type;
  const list = namedEnds(rivals);
  const range = end.landing.ports;
  if (range && needed <= there) {
    const indexes = range.low === range.high ? String(range.low) : `${range.low}..${range.high}`;
    const verb = end.overflow === 1 ? 'finds' : 'find';
    return `${counted(end.overflow, 'link')} of ${end.landing.link.slot.name} ${verb} ${only?.name ?? 'port'}[${indexes}] of ${type} in use (${list})`;
  }
  const verb = links === 1 ? 's' : '';
  if (needed === links) return `${counted(links, 'link')} end${verb} on ${counted(there, 'port')} of ${of} (${list})`;
  return `${counted(links, 'link')} need${verb} ${counted(needed, 'port')}, ${of} has ${formatCount(there)} (${list})`;
}

function movesOf(model: Model, cell: PartCell, end: EndUse): readonly Move[] {
  const there = end.eligible.reduce((sum, group) => sum + (group.count ?? 0), 0);
  const needed = portsNeeded(rivalsOf(cell, end));
  return [
    ...largerSwitch(model, cell, end, needed, 0),
    ...moreSwitches(model, cell, end, needed, there),
    ...fewerLinks(model, end, end.overflow),
    ...fewerAtFarEnd(model, end),
  ];
}

/** Ports that the links of some ends take, or would take were there enough. */
function portsNeeded(ends: readonly EndUse[]): number {
  const taken = ends.flatMap((each) => each.taken).reduce((sum, each) => sum + each.ports, 0);
  return taken + ends.reduce((sum, each) => sum + Math.ceil(each.overflow / each.perPort), 0);
}

/** The ends that take from the same ports. */
function rivalsOf(cell: PartCell, end: EndUse): readonly EndUse[] {
  return endsOn(cell).filter((each) => each.eligible.some((group) => end.eligible.includes(group)));
}

function counted(number: number, noun: string): string {
  return `${formatCount(number)} ${noun}${number === 1 ? '' : 's'}`;
}

function related(cell: PartCell, end: EndUse): readonly Related[] {
  const [group] = end.eligible;
  const others = rivalsOf(cell, end)
    .filter(({ landing }) => landing !== end.landing)
    .slice(0, MOST_NAMED);
  const stated = group
    ? [
        {
          at: placeOf(group.part.around.source, group.declaration.name ?? group.declaration),
          message: 'ports stated here',
        },
      ]
    : [];
  const rivals = others.map((each) => ({
    at: endPlace(each.landing),
    message: `${counted(each.links, 'link')} of ${each.landing.link.slot.name} on each`,
  }));
  return [...stated, ...rivals];
}
