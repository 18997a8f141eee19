import {
  type NetworkPiece,
  type PartlyLinked,
  partlyLinked,
  piecesOfNetwork,
} from '../../facts/network/connectivity.ts';
import type { Network } from '../../facts/network.ts';
import { instanceOf, siteName } from '../../facts/site-name.ts';
import type { Model } from '../../model/model.ts';
import type { LinkSlot } from '../../model/part.ts';
import { placeOf } from '../../model/source.ts';
import { formatCount } from '../../units/format.ts';
import { check, type Found, type Move } from '../check.ts';
import { linkAll, moveOf } from './moves.ts';
import { resized } from './network-edits.ts';

/** Statements shown with a finding. */
const MOST_RELATED = 3;

export const disconnected = check({
  id: 'bandwidth.disconnected',
  severity: 'warning',
  each: 'network',
  docs: {
    summary: 'Some instances of an array are not linked, or a scale-out network is in more than one piece.',
    why: 'An index that stops one short, or a `where` that excludes more than was meant, leaves a node in its rack without a link: it is bought, powered and cooled, and no job can run on it. Nothing of it shows in sums. In the same way a statement that keeps an index on both sides (`unit[u].leaf[l] -- plane[u]…`) may draw islands where one network was meant; ranks on different islands cannot reach each other.',
    formula:
      'Of each array of nodes, switches or lone parts that a network uses, all instances are linked in it. Those without accelerators may be linked in another network instead: of an array of switches, some may be leaves and some serve storage. In a cluster there is a path between any two instances of the scale_out network; a node joins its NICs and accelerators. The other networks may be of several pieces: scale-up ends at its domain. Ports that no network uses are no finding.',
    sources: ['The language reference, docs/language.md, Links'],
    fails: example('s < 31'),
    passes: example('s < 32'),
    fixes:
      'A path that leaves some out goes over all of the array; or the array ends where its links do. Each is tried first, and offered with what it adds of devices, links, watts and money only where no other finding comes of it.',
  },
  *run(model, network) {
    for (const partly of partlyLinked(model, network)) yield leftOut(partly, network);
    const found = islands(model, network);
    if (found) yield found;
  },
});

/** Thirty-two nodes on two leaves. */
function example(condition: string): string {
  return `accelerator Gpu { power = 700W }
nic Nic { port port { rate = 400Gbps  lanes = 4 } }
node Server {
  gpu : Gpu
  nic : Nic
}
switch Switch { port port[64] { rate = 400Gbps  lanes = 4 } }

cluster Unit {
  server[32] : Server
  leaf[2]    : Switch
  fabric Net {
    role = scale_out
    link node     : server[s].nic -- leaf[s / 16] where ${condition}
    link peer[16] : leaf[0] -- leaf[1]
  }
}
`;
}

function leftOut(partly: PartlyLinked, { role, root }: Network): Found {
  const { site, left, box, linked } = partly;
  const total = site.count === undefined ? '' : ` of ${formatCount(site.count)}`;
  const verb = left === 1 ? 'is' : 'are';
  const first = left === 1 ? '' : 'first ';
  const at = site.member
    ? placeOf(site.member.layer.scope.source, site.member.node.name)
    : placeOf(root.part.around.source, root.part.declaration);
  return {
    at,
    message: `${siteName(site)}: ${formatCount(left)}${total} ${verb} not linked in the ${role} network, the others are (${first}${nameOf({ site, box })})`,
    site: site.parent ?? site,
    count: left,
    related: statementsOf(linked).map(({ layer, node }) => ({
      at: placeOf(layer.scope.source, node.name),
      message: 'the others are linked here',
    })),
    moves: () => movesOf(partly),
  };
}

/** The first statements that make the links: there may be very many. */
function statementsOf(linked: PartlyLinked['linked']): readonly LinkSlot[] {
  const byNode = new Map<LinkSlot['node'], LinkSlot>();
  for (const { link } of linked) {
    byNode.set(link.slot.node, link.slot);
    if (byNode.size === MOST_RELATED) break;
  }
  return [...byNode.values()];
}

/** All of the array linked, or without those that are not, where they are its last. */
function movesOf({ site, left, box, linked }: PartlyLinked): readonly Move[] {
  const { member } = site;
  if (!member) return [];
  const statements = new Map(linked.map(({ link, side }) => [link, side]));
  const all = [...statements].flatMap(([link, side]) => linkAll(link, side));
  const rest = (member.count ?? 0) - left;
  const isTail = box.at(-1)?.low === rest && site.count === member.count;
  return isTail ? [...all, ...moveOf([resized(member, rest)], `Leave out ${left}: ${member.name}[${rest}]`)] : all;
}

function islands(model: Model, network: Network): Found | undefined {
  const { role, root } = network;
  const [fabric] = network.fabrics;
  if (role !== 'scale_out' || root.part.kind !== 'cluster' || !fabric) return undefined;
  const pieces = piecesOfNetwork(model, network);
  const [first, second] = pieces?.found ?? [];
  if (!pieces || !first || !second) return undefined;
  const number = `${formatCount(pieces.found.length)} pieces${pieces.isAll ? '' : ' or more'}`;
  const { declaration, around } = fabric.fabric;
  return {
    at: placeOf(around.source, declaration.name ?? declaration),
    message: `${role}: the network is in ${number}: no path leads from ${nameOf(first)} to ${nameOf(second)}`,
    site: fabric.site,
    related: network.fabrics.slice(1, 1 + MOST_RELATED).map((each) => ({
      at: placeOf(each.fabric.around.source, each.fabric.declaration.name ?? each.fabric.declaration),
      message: 'of the same network',
    })),
  };
}

/** The first instance of a piece: `unit[0].leaf[3]`. */
function nameOf({ site, box }: NetworkPiece): string {
  const first = box.map(({ low }) => low);
  return instanceOf(site, first) || site.part.name;
}
