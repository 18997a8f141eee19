import { cooling, floor, frame, hbm, rackPower, routing, sitePower } from './blocks.ts';
import {
  block,
  byName,
  choice,
  flag,
  integer,
  listOf,
  oneOrTwo,
  positive,
  property,
  quantityOf,
  signed,
  text,
  word,
} from './builders.ts';
import { cageForms } from './cage-forms.ts';
import { policyBlocks, policyProperties } from './policy.ts';
import type { BlockSchema, Kind, KindSchema, PropertySchema } from './types.ts';

/** The table of kinds: what may stand where, with which values. Everything else reads it; nothing repeats it. */

const common: readonly PropertySchema[] = [
  property('label', text, 'Name shown to people.'),
  property('source', text, 'Where the figures come from; an estimate starts with `estimate:`.'),
  property('year', integer(1900), 'Year of availability.'),
  property('part_number', text, 'The maker’s or the shop’s part number.'),
  property('price', quantityOf('money'), 'Price of one, for example `1124USD`.'),
];

const cage = word(...cageForms);

interface Row {
  readonly doc: string;
  readonly properties?: readonly PropertySchema[];
  readonly blocks?: readonly BlockSchema[];
  readonly members?: readonly Kind[];
  readonly parts?: readonly Kind[];
  readonly links?: boolean;
  readonly unnamed?: boolean;
  readonly open?: boolean;
}

const inRack: readonly Kind[] = ['node', 'switch', 'shelf', 'cdu', 'sensor', 'accelerator', 'nic'];
const inRow: readonly Kind[] = ['rack', ...inRack];

const rows: Readonly<Record<Kind, Row>> = {
  port: {
    doc: 'A port of a part: where one link ends.',
    properties: [
      property('rate', positive('rate'), 'Data rate per direction, for example `400Gbps`.', { required: true }),
      property('lanes', integer(1), 'Lanes per direction; lane rate = rate / lanes.', { default: '1' }),
      property('signalling', choice('NRZ', 'PAM4'), 'Line code of a lane.'),
      property('cage', cage, 'Form of the cage the plug goes into, for example `OSFP`.'),
      property('per_cage', integer(1), 'Ports that share one cage.', { default: '1' }),
      property('cage_power', positive('power'), 'Largest module power that the cage supplies and cools.'),
      property('loss', quantityOf('loss'), 'Insertion loss of the host, chip to cage, at the Nyquist frequency.'),
    ],
  },
  cable: {
    doc: 'What joins two ports, both ends included: a copper assembly, or two modules and their fibre.',
    properties: [
      property(
        'medium',
        choice('copper', 'acc', 'aec', 'backplane', 'aoc', 'mmf', 'smf', 'cpo'),
        'copper (passive), acc (active, linear), aec (retimed), backplane, aoc, mmf, smf or cpo.',
        { required: true },
      ),
      property('rate', positive('rate'), 'Data rate of one link, per direction.'),
      property('lanes', integer(1), 'Lanes of one link, per direction.'),
      property('signalling', choice('NRZ', 'PAM4'), 'Line code of a lane.'),
      property('reach', positive('length'), 'Longest length at which it is sold or specified.'),
      property('power', quantityOf('power'), 'Power per link and end; a module’s is that × `per_cage`.'),
      property('loss', quantityOf('loss'), 'Insertion loss per link and end.'),
      property('diameter', positive('length'), 'Outer diameter of the cable.'),
      property('mass', positive('linear_mass'), 'Mass per length.'),
      property('bend_radius', positive('length'), 'Smallest bend radius.'),
      property('awg', integer(1), 'Gauge of the conductors (AWG).'),
      property('fit', quantityOf('failures'), 'Removals of one link in 10^9 hours.'),
      property('flap_fit', quantityOf('failures'), 'Flaps of one link in 10^9 hours; events, not removals.'),
      property('lengths', listOf(positive('length')), 'Lengths sold.'),
      property('carries', integer(1), 'Links in one assembly: 2 for a 1:2 splitter.', { default: '1' }),
      property('plug', oneOrTwo(cage), 'Form of the plugs; a list of two where the ends differ (wide end first).'),
      property('host_lanes', listOf(integer(1), 2), 'Lanes at each end where a gearbox sits between.'),
    ],
  },
  accelerator: {
    doc: 'One accelerator package: a GPU, a TPU, …',
    properties: [
      property('power', positive('power'), 'Thermal design power of the package.'),
      property('dies', integer(1), 'Compute dies in the package.'),
      property('mass', positive('mass'), 'Mass of the package.'),
      property('compute', positive('compute'), 'Dense BF16 compute rate.'),
      property('max_inlet', signed('temperature'), 'Highest coolant or air temperature at its inlet.'),
    ],
    blocks: [hbm],
    parts: ['port'],
  },
  nic: {
    doc: 'A network interface.',
    properties: [property('power', positive('power'), 'Power of the card, modules excluded.')],
    parts: ['port'],
  },
  switch: {
    doc: 'A switch: a box, or a chip inside a node.',
    properties: [
      property(
        'height',
        quantityOf('length'),
        'Height in the rack; `0U` for what takes none, such as an upright power strip.',
      ),
      property('power', positive('power'), 'Worst-case power without modules.'),
      property('mass', positive('mass'), 'Mass.'),
      property('capacity', positive('rate'), 'Switching capacity per direction.'),
      property('max_inlet', signed('temperature'), 'Highest coolant or air temperature at its inlet.'),
      property('liquid_fraction', quantityOf('ratio'), 'Part of its heat that goes into liquid.', { default: '0' }),
      property('depth', positive('length'), 'Depth.'),
    ],
    parts: ['port'],
  },
  node: {
    doc: 'A server or tray with accelerators, NICs and switch chips.',
    properties: [
      property(
        'height',
        quantityOf('length'),
        'Height in the rack; `0U` for what takes none, such as an upright power strip.',
      ),
      property('depth', positive('length'), 'Depth.'),
      property('power', positive('power'), 'Worst-case power, modules included; else the sum of its parts.'),
      property('mass', positive('mass'), 'Mass; else the sum of its parts.'),
      property('liquid_fraction', quantityOf('ratio'), 'Part of its heat that goes into liquid.', { default: '0' }),
      property('max_inlet', signed('temperature'), 'Highest coolant or air temperature at its inlet.'),
    ],
    members: ['node', 'accelerator', 'nic', 'switch', 'sensor', 'shelf', 'cdu'],
    parts: ['port', 'fabric', 'policy'],
    links: true,
  },
  shelf: {
    doc: 'A power shelf.',
    properties: [
      property('rating', positive('power'), 'Power it delivers.'),
      property(
        'height',
        quantityOf('length'),
        'Height in the rack; `0U` for what takes none, such as an upright power strip.',
      ),
      property('voltage', positive('voltage'), 'Output voltage.'),
      property('mass', positive('mass'), 'Mass.'),
      property('loss', quantityOf('power'), 'Heat of its own at full load.'),
      property('in_rack', flag, 'Whether it stands in the rack that it feeds, or in a sidecar.', { default: 'true' }),
    ],
  },
  cdu: {
    doc: 'A coolant distribution unit.',
    properties: [
      property('rating', positive('power'), 'Heat it moves.'),
      property('flow', positive('flow'), 'Coolant flow it delivers.'),
      property('spare', integer(0), 'Units of this member that may fail.', { default: '0' }),
      property('height', positive('length'), 'Height in the rack, where it stands in one.'),
      property('power', positive('power'), 'Its own power.'),
      property('mass', positive('mass'), 'Mass.'),
    ],
  },
  sensor: {
    doc: 'A sensor, for leaks above all.',
    properties: [
      property('type', choice('rope', 'spot', 'flow', 'humidity', 'temperature'), 'What it senses, and how.'),
      property('action', choice('alarm', 'isolate', 'power_off'), 'What happens when it trips.'),
    ],
  },
  rack: {
    doc: 'A rack: devices stack from the bottom in the order written.',
    properties: [property('mass', positive('mass'), 'Mass of the empty rack.')],
    blocks: [frame, rackPower, cooling],
    members: inRack,
    parts: ['fabric', 'policy'],
    links: true,
  },
  row: {
    doc: 'A row: racks stand side by side in the order written.',
    properties: [property('pitch', positive('length'), 'Distance from row to row.', { default: '3m' })],
    blocks: [routing, sitePower, cooling],
    members: inRow,
    parts: ['fabric', 'policy'],
    links: true,
  },
  pod: {
    doc: 'A group of rows or racks.',
    properties: [property('pitch', positive('length'), 'Distance from row to row.', { default: '3m' })],
    blocks: [routing, sitePower, cooling],
    members: ['row', 'pod', ...inRow],
    parts: ['fabric', 'policy'],
    links: true,
  },
  hall: {
    doc: 'A hall: rows stand behind each other in the order written.',
    properties: [property('pitch', positive('length'), 'Distance from row to row.', { default: '3m' })],
    blocks: [routing, sitePower, cooling, floor],
    members: ['row', 'pod', ...inRow],
    parts: ['fabric', 'policy'],
    links: true,
  },
  cluster: {
    doc: 'A whole cluster: what is checked and reported.',
    properties: [property('pitch', positive('length'), 'Distance from row to row.', { default: '3m' })],
    blocks: [routing, sitePower, cooling],
    members: ['hall', 'row', 'pod', ...inRow],
    parts: ['fabric', 'policy', 'workload'],
    links: true,
  },
  fabric: {
    doc: 'Links of one role. All fabrics of one role in a cluster are one network.',
    properties: [
      property(
        'role',
        choice('scale_up', 'scale_out', 'storage', 'management'),
        'scale_up, scale_out, storage or management.',
        {
          required: true,
        },
      ),
    ],
    links: true,
  },
  workload: {
    doc: 'A model that the cluster serves or trains.',
    properties: [
      property('accelerators', integer(1), 'Accelerators that one job uses.'),
      property('parameters', positive('number'), 'Parameters of the model.'),
      property(
        'active_parameters',
        positive('number'),
        'Parameters that one token touches in a mixture of experts; all `parameters` where it is not stated.',
      ),
      property('bytes_per_parameter', positive('ratio'), 'Bytes of one parameter: 2 for BF16, 1 for FP8, 0.5 for FP4.'),
      property('cache', quantityOf('memory'), 'Key-value cache of one user.'),
      property('rate', positive('tokens'), 'Tokens per second and user.'),
      property('users', integer(1), 'Users served at a time.'),
    ],
  },
  roadmap: {
    doc: 'Clusters or accelerators over time: `name = Type`, compared with each other and with the trend.',
    open: true,
  },
  policy: {
    doc: 'Thresholds of the checks for what this block encloses.',
    properties: policyProperties,
    blocks: policyBlocks,
    unnamed: true,
  },
};

const placed: readonly Kind[] = ['rack', 'row', 'node', 'switch', 'shelf', 'cdu'];

function kindSchema(name: Kind, row: Row): KindSchema {
  const at = property('at', quantityOf('length'), 'Offset of the near edge from the row’s start or the rack’s bottom.');
  const own = [...(row.properties ?? []), ...(placed.includes(name) ? [at] : [])];
  const properties = [...own, ...common.filter((shared) => !own.some((p) => p.name === shared.name))];
  return {
    ...block(name, row.doc, properties, row.blocks),
    name,
    members: row.members ?? [],
    parts: row.parts ?? [],
    links: row.links ?? false,
    unnamed: row.unnamed ?? false,
    open: row.open ?? false,
  };
}

/** Every kind of the language, by name. */
export const kinds: ReadonlyMap<Kind, KindSchema> = byName(
  (Object.keys(rows) as Kind[]).map((name) => kindSchema(name, rows[name])),
) as ReadonlyMap<Kind, KindSchema>;

/** What may stand in the body of a link besides what its cable and role give. */
export const linkSchema: BlockSchema = block('link', 'Joins two ports, or two ranges of ports, by a cable.', [
  property('length', quantityOf('length'), 'Length of the cable; derived from the layout where it is not stated.'),
  ...common,
]);

/** The schema of a kind; every kind has one. */
export function schemaOf(kind: Kind): KindSchema {
  const schema = kinds.get(kind);
  if (!schema) throw new Error(`kind ${kind} has no schema`);
  return schema;
}
