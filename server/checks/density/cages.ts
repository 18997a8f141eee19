import { type Faceplate, faceplate, heightFor } from '../../facts/rack/faceplate.ts';
import { racksUnder } from '../../facts/rack/rows.ts';
import { type HeightUnit, heightOf, rackSpace } from '../../facts/rack/space.ts';
import type { Model } from '../../model/model.ts';
import { rootOfSite, type Site } from '../../model/site.ts';
import { placeOf } from '../../model/source.ts';
import { quotientUp } from '../../units/exact.ts';
import { decimal, formatCount } from '../../units/format.ts';
import { check, type Fix, type Related } from '../check.ts';
import { policyNote } from '../rack-words.ts';

const WHOLE = 100;

export const cages = check({
  id: 'density.cages',
  severity: 'error',
  each: 'site',
  docs: {
    summary: 'A device has more cages than a faceplate of its height holds.',
    why: `When bandwidth doubles by lanes instead of by lane rate, connectors double with it, and the front of the box runs out first.
An OSFP cage takes some 24 mm of the width, and two rows fit in a rack unit; so a switch of 64 OSFP ports is 2U high, however
small its chip. The densest that are sold have 32 OSFP or QSFP-DD, or 40 QSFP56, in one unit. Air has to pass between the
cages as well: at 102.4 Tb/s the air-cooled boxes have 21 in a unit, the liquid-cooled ones 32. Co-packaged optics are the
way out: their MPO and MMC adapters, of which topo knows no bound, come at 36 to 102 in a unit.

The bound is one of geometry, a little above what is sold. Forms share the faceplate: 48 SFP and 12 QSFP fill one unit. A
device whose height is in OpenU has a faceplate of 21 inches. Cages are counted as for the bill of materials, for all ports
that the device has, linked or not.`,
    formula: `Σ cages of a form / \`policy.…_per_unit\` ≤ height / 1U

\`osfp_per_unit\` 36, \`qsfp_per_unit\` 48, \`sfp_per_unit\` 64; × 22 / 18 for a height in OpenU`,
    sources: [
      'NVIDIA catalogue: ports per U of SN4700, SN5600, SN6600 and Q3400-RA (vendor): 18 to 32',
      'Ciena at ECOC: 70 Tb/s of 1.6T OSFP per OpenU, 44 cages (vendor)',
      'Two rows on 450 mm (19 inches) or 537 mm (21 inches) (estimate)',
    ],
    fails: `switch Box {
  height = 1U
  port port[64] { rate = 800Gbps  lanes = 8  cage = OSFP }
}

rack Network { box : Box }
`,
    passes: `switch Box {
  height = 1U
  port port[64] { rate = 400Gbps  lanes = 4  cage = OSFP  per_cage = 2 }
}

rack Network { box : Box }
`,
    fixes: 'A device as high as its cages need, where the racks that hold it have room.',
  },
  *run(model, site) {
    const face = faceplate(model, site);
    const property = site.part.properties.get('height');
    if (!face || !property || face.taken <= face.whole) return;
    const count = site.count ?? 1;
    yield {
      at: placeOf(property.layer.scope.source, property.node),
      message: `${site.part.name}: ${described(face)} (${policies(model, site, face)})${count > 1 ? `; ${formatCount(count)} of them` : ''}`,
      site,
      count,
      related: portPlaces(site),
      fixes: () => [higher(model, site, face)].flatMap((fix) => fix ?? []),
    };
  },
});

/** `40 OSFP cages in 1U, a faceplate of that height holds 36`. */
function described({ height, unit, forms, taken, whole }: Faceplate): string {
  const has = forms.map(({ form, count }) => `${formatCount(count)} ${form}`).join(' and ');
  const [only, ...others] = forms;
  if (only && others.length === 0) {
    const holds = (BigInt(only.count) * whole) / taken;
    return `${has} cages in ${inUnits(height, unit)}, a faceplate of that height holds ${formatCount(Number(holds))}`;
  }
  const percent = Number(quotientUp(taken * BigInt(WHOLE), whole));
  return `${has} cages in ${inUnits(height, unit)} take ${formatCount(percent)} % of a faceplate of that height`;
}

function policies(model: Model, site: Site, { forms }: Faceplate): string {
  return [...new Set(forms.map(({ policy }) => policyNote(model, site, policy)))].join('; ');
}

function inUnits(height: number, unit: HeightUnit): string {
  return `${decimal(height / heightOf(unit))}${unit}`;
}

/** Where the ports of the device itself are declared. */
function portPlaces({ part }: Site): readonly Related[] {
  const own = part.ports.filter((port) => port.part.properties.has('cage'));
  return own.map(({ name, declaration, part: { around } }) => ({
    at: placeOf(around.source, declaration.name ?? declaration),
    message: `${name} is declared here`,
  }));
}

/** As high as its cages need. None where a rack that holds the device has no room for it. */
function higher(model: Model, site: Site, face: Faceplate): Fix | undefined {
  const root = rootOfSite(site);
  const property = site.part.properties.get('height');
  const { source } = root.part.around;
  if (!property || property.layer.scope.source !== source) return undefined;
  const { unit } = face;
  const units = Math.ceil(heightFor(face) / heightOf(unit));
  const more = units * heightOf(unit) - face.height;
  const racks = racksUnder(model, root);
  if (!racks.every((rack) => hasRoom(model, rack, property.node, more))) return undefined;
  const all = site.count === undefined || site.count < 2 ? '' : `, ${formatCount(site.count)} of them`;
  const title = `Make it ${units}${unit} high (${inUnits(more, unit)} more${all})`;
  return { title, edits: [{ at: placeOf(source, property.node.value), text: `${units}${unit}` }] };
}

/** Whether a rack has room for what becomes higher, and nothing in it was put in its place. */
function hasRoom(model: Model, rack: Site, height: object, more: number): boolean {
  const grown = rack.part.members.filter(({ part }) => part?.properties.get('height')?.node === height);
  if (grown.length === 0) return true;
  const { frame, used, placed } = rackSpace(model, rack);
  const added = grown.reduce((sum, { count }) => sum + (count ?? 0) * more, 0);
  const isFixed = placed.some(({ member }) => member.part?.properties.has('at'));
  return !isFixed && (frame === undefined || used.known + added <= frame);
}
