import { cableOf } from '../../facts/links.ts';
import { policyQuantity } from '../../facts/policy.ts';
import { type BendRoom, tightestBend } from '../../facts/rack/bend-room.ts';
import {
  type BulkTerm,
  type CableBulk,
  cableBulk,
  channelFor,
  formatSection,
  isTooMuch,
  section,
} from '../../facts/rack/cable-bulk.ts';
import { isEstimate } from '../../facts/stated.ts';
import { atLeast } from '../../facts/totals.ts';
import type { Model } from '../../model/model.ts';
import type { LinkSite, Site } from '../../model/site.ts';
import { type Place, placeOf } from '../../model/source.ts';
import { type Quantity, quantity } from '../../units/dimension.ts';
import { formatCount, formatLength, formatRatio } from '../../units/format.ts';
import { check, type Fix, type Found, type Related } from '../check.ts';
import { fewer, setInBlock } from '../rack-edits.ts';
import { inAll, memberPlace, nameOfRack, policyNote, racksNote, unknownNote } from '../rack-words.ts';

type Area = Quantity<'area'>;

/** Base units of area in 1,000 mm², the step in which a fix makes a channel wider. */
const STEP = 1_000_000;
const IN_A_SQUARE_MILLIMETRE = 1_000;

/** Depths of frames that are sold, in mm. */
const DEPTHS_IN_MM = [1070, 1200, 1400];
const MICROMETRES_IN_A_MILLIMETRE = 1_000;

/** Contributions named in a message, and links to which related information leads. */
const MOST_NAMED = 3;
const MOST_RELATED = 12;

export const bulk = check({
  id: 'density.bulk',
  severity: 'warning',
  each: 'site',
  docs: {
    summary: 'The cables of a rack need more room than its channel or its frame leaves them.',
    why: `A passive cable of eight lanes is 8 mm thick at 30 AWG and 12 mm at 26 AWG; a fibre is 3 mm. When lanes double the number of
cables doubles, and the bundle that leaves a rack of leaf switches is as thick as a leg. Cables lie neither straight nor
close: beyond a fill of some 40 % they cannot be pulled, dressed or replaced, and the bundle blocks the air behind the
devices. A cable also has to turn between its plug and the channel. Bent closer than its bend radius a twinax pair loses its
impedance, a fibre its light.

Cables that leave are those of links whose other end is in another rack, or in none. A splitter’s link takes its share of
the cable. Of racks that are linked differently the one with the most is judged. Of the depth that the frame leaves beside a
device all is taken to be on the side of the cable, so less may be there.`,
    formula: `Σ π / 4 × \`diameter\`² ≤ \`frame.channel\` × \`policy.fill\`

\`bend_radius\` ≤ \`frame.depth\` − \`depth\` of the device`,
    sources: [
      'TIA-569: at most 50 % of a tray; practice 40 to 50 % (knowledge)',
      'Wavesplitter, DAC and AEC characteristics: diameters by gauge (vendor); thicker gauges scaled with the conductor (estimate)',
      'NVIDIA, DGX SuperPOD data-centre design, cable planning: copper 9.4 mm, AOC 3.0 mm (vendor)',
    ],
    fails: example('8000mm2'),
    passes: example('11000mm2'),
    fixes: 'A wider channel, fewer devices in each rack, or a deeper frame.',
  },
  *run(model, rack) {
    if (rack.part.kind !== 'rack') return;
    yield* tooThick(model, rack);
    const bend = tightestBend(model, rack);
    if (bend && bend.radius > bend.room) yield tooTight(model, rack, bend);
  },
});

function example(channel: string): string {
  return `import nvidia
import cables

rack Network {
  frame { channel = ${channel} }
  leaf[2] : nvidia.QM9700
}

rack Spines { spine[2] : nvidia.QM9700 }

row Unit {
  network : Network
  spines  : Spines
  fabric Spine {
    role = scale_out
    link up[32] : network.leaf[l] -- spines.spine[s] via cables.Dac400G { length = 2m }
  }
}
`;
}

function* tooThick(model: Model, rack: Site): Generator<Found> {
  const frame = rack.part.blocks.get('frame');
  const property = frame?.properties.get('channel');
  const channel = model.values.quantity(frame, 'channel', 'area');
  const fill = policyQuantity(model, rack, 'fill', 'ratio');
  if (!property || channel === undefined || fill === undefined) return;
  const cables = cableBulk(model, rack);
  if (!isTooMuch(cables.parts, channel, fill)) return;
  const needed = channelFor(cables.parts, fill);
  const bound = atLeast(cables);
  const words = `${bound}${formatSection(section(cables.parts))} of cables need a channel of ${formatSection(needed, channel)} (${formatRatio(fill)} fill: ${policyNote(model, rack, 'fill')})`;
  const cause = [...named(model, cables), ...unknownNote(cables)].join('; ');
  const fits = (parts: number): boolean => !isTooMuch(parts, channel, fill);
  const failing = cables.levels.reduce((sum, { weight, points }) => sum + (fits(weight) ? 0 : points), 0);
  yield {
    at: placeOf(property.layer.scope.source, property.node),
    message: `${nameOfRack(rack)}: ${words}, it has ${formatSection(channel, needed)} (${cause})${racksNote(model, rack, failing, cables)}`,
    site: rack,
    count: Math.max(1, failing),
    related: relatedLinks(cables),
    fixes: () => [widerChannel(rack, needed, channel), leaveOut(model, rack, cables, fits)].flatMap((fix) => fix ?? []),
  };
}

/** The cables with the most bulk: `up: 64 × 6.5 mm, estimate`. */
function named(model: Model, { terms }: CableBulk): readonly string[] {
  const bulkOf = ({ links, carries, diameter }: BulkTerm): number => (links * (diameter ?? 0) ** 2) / carries;
  const known = terms.filter((term) => bulkOf(term) > 0).sort((a, b) => bulkOf(b) - bulkOf(a));
  const names = known.map(({ link, links, carries, diameter }) => {
    const mark = isEstimate(model, cableOf(model, link), 'diameter') ? ', estimate' : '';
    const shared = carries > 1 ? ` / ${formatCount(carries)}` : '';
    return `${link.slot.name}: ${formatCount(links)}${shared} × ${millimetres(diameter)}${mark}`;
  });
  return [...names.slice(0, MOST_NAMED), ...(names.length > MOST_NAMED ? ['…'] : [])];
}

function millimetres(length: Quantity<'length'> | undefined): string {
  return `${(length ?? 0) / MICROMETRES_IN_A_MILLIMETRE} mm`;
}

/** The links that bring the bulk, as many as anyone reads. */
function relatedLinks({ terms }: CableBulk): readonly Related[] {
  return terms
    .filter(({ links }) => links > 0)
    .slice(0, MOST_RELATED)
    .map((term) => relatedLink(term));
}

function relatedLink({ link, links, diameter }: BulkTerm): Related {
  const text =
    diameter === undefined ? 'no diameter stated' : `${formatCount(links)} links, cables of ${millimetres(diameter)}`;
  return { at: linkPlace(link), message: `${link.slot.name}: ${text}` };
}

function linkPlace({ slot }: LinkSite): Place {
  return placeOf(slot.layer.scope.source, slot.node.via ?? slot.node.name);
}

function widerChannel(rack: Site, needed: Area, channel: Area): Fix | undefined {
  const wide: Area = quantity(Math.ceil(needed / STEP) * STEP);
  const edit = setInBlock(rack, 'frame', 'channel', `${wide / IN_A_SQUARE_MILLIMETRE}mm2`);
  const all = rack.count !== undefined && rack.count > 1 ? ` in each of ${formatCount(rack.count)} racks` : '';
  return (
    edit && {
      title: `Use a channel of ${formatSection(wide)} (${formatSection(quantity(wide - channel))} more${all})`,
      edits: [edit],
    }
  );
}

/** Fewer devices, where all the cables come from one array and each of its devices has as many. */
function leaveOut(model: Model, rack: Site, cables: CableBulk, fits: (parts: number) => boolean): Fix | undefined {
  const [first, ...others] = cables.terms.filter(({ links }) => links > 0);
  const member = first?.member;
  const count = member?.count;
  if (!member || !count || others.some((term) => term.member !== member) || cables.parts % count !== 0)
    return undefined;
  const partsOf = (size: number): number => (cables.parts / count) * size;
  let left = count - 1;
  while (left > 0 && !fits(partsOf(left))) left--;
  const gain = (size: number): string => `${formatSection(section(partsOf(size)))} of cables`;
  return fewer(model, rack, member, { over: BigInt(count - left), each: 1n }, gain);
}

function tooTight(model: Model, rack: Site, bend: BendRoom): Found {
  const { link, device, radius, frameDepth, deviceDepth, room } = bend;
  const property = rack.part.blocks.get('frame')?.properties.get('depth');
  const cable = cableOf(model, link);
  const mark = isEstimate(model, cable, 'bend_radius') ? ', estimate' : '';
  const turns = `${cable?.name ?? 'the cable'} of ${link.slot.name} bends at ${formatLength(radius, room)}${mark}`;
  const depths = `${formatLength(frameDepth, deviceDepth)} of frame − ${formatLength(deviceDepth, frameDepth)} of device`;
  const all = inAll(rack);
  const at = device.member ?? rack.member;
  return {
    at: property
      ? placeOf(property.layer.scope.source, property.node)
      : placeOf(rack.part.around.source, rack.part.declaration),
    message: `${nameOfRack(rack)}: ${turns}, ${device.part.name} leaves ${formatLength(room, radius)} (${depths})${all}`,
    site: rack,
    count: rack.count ?? 1,
    related: [
      ...(at ? [{ at: memberPlace(at), message: 'the device' }] : []),
      { at: linkPlace(link), message: 'the cable' },
    ],
    fixes: () => [deeperFrame(rack, radius + deviceDepth)].flatMap((fix) => fix ?? []),
  };
}

/** The next frame that is sold. */
function deeperFrame(rack: Site, needed: number): Fix | undefined {
  const enough = DEPTHS_IN_MM.find((depth) => depth * MICROMETRES_IN_A_MILLIMETRE >= needed);
  if (enough === undefined) return undefined;
  const edit = setInBlock(rack, 'frame', 'depth', `${enough}mm`);
  return edit && { title: `Use a frame of ${enough} mm (it takes that much of the aisles)`, edits: [edit] };
}
