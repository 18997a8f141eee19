import { fine } from '../../facts/fine-power.ts';
import { policyQuantity } from '../../facts/policy.ts';
import { racksAbove } from '../../facts/rack/load.ts';
import { busVoltage, currentOf, deliveredLoad, hasSidecar, shelvesOf } from '../../facts/rack/supply.ts';
import type { Model } from '../../model/model.ts';
import type { Site } from '../../model/site.ts';
import { type Place, placeOf } from '../../model/source.ts';
import { quantity } from '../../units/dimension.ts';
import { format, formatPower } from '../../units/format.ts';
import { check } from '../check.ts';
import {
  memberPlace,
  namedContributions,
  nameOfRack,
  policyNote,
  powerBound,
  racksNote,
  relatedContributions,
  unknownNote,
} from '../rack-words.ts';
import { fewerOnBus, LOW_VOLTAGE, NEXT_VOLTAGE, useNextVoltage, useSidecar } from './supply-fixes.ts';

export const disaggregate = check({
  id: 'density.disaggregate',
  severity: 'warning',
  each: 'site',
  docs: {
    summary: 'A rack is past the practical end of supplies that stand in it.',
    why: `Short copper keeps accelerators in one rack, and what they draw pushes the power supplies out of it. At 48 to 54 V a rack of
200 kW draws some 4,000 A: the shelves take height that accelerators want, and the busbar takes copper and, from there on,
coolant. A rack of 1 MW at 54 V would need 64U of shelves and 200 kg of copper. Supplies then go into a sidecar beside the
rack, and at 800 V the same power needs a fifteenth of the current.

No standard sets the limit. The 190 kW of an ORv3 HPR v2 and the 230 kW of a Vera Rubin NVL72 are the last steps in the
rack, both with a liquid-cooled busbar; hence a warning, and the threshold is policy. A rack is judged where its voltage is
below 60 V, and neither \`sidecar\` nor a shelf with \`in_rack = false\` says that its supplies stand beside it.`,
    formula: `load ≤ \`policy.inrack_limit\` (200 kW), for \`voltage\` < 60 V

current = load / \`voltage\``,
    sources: [
      'Practical end of 48–54 V near 200 kW: croncast; aidatacenterguide, chapter 4.7 (estimate)',
      'NVIDIA, 800 VDC Architecture, as reported by Hardwareluxx: 64U of shelves and 200 kg of copper for 1 MW (vendor)',
      'OCP, ORv3 High Power Rack Next deck: 190 kW in the rack, 300 kW from the side (vendor)',
    ],
    fails: `import nvidia

rack Compute {
  power { voltage = 50V }
  tray[18] : nvidia.RubinTray
}
`,
    passes: `import nvidia

rack Compute {
  power { voltage = 800V  sidecar = true }
  tray[18] : nvidia.RubinTray
}
`,
    fixes:
      'A sidecar at the same voltage where the busbar carries the load, 800 V from a sidecar, or fewer devices in each rack; the title gives the current before and after.',
  },
  *run(model, rack) {
    if (rack.part.kind !== 'rack') return;
    const voltage = busVoltage(model, rack);
    const limit = policyQuantity(model, rack, 'inrack_limit', 'power');
    if (voltage === undefined || voltage >= LOW_VOLTAGE || limit === undefined || hasSidecar(model, rack)) return;
    const load = deliveredLoad(model, rack);
    if (fine(load.known) <= fine(limit)) return;
    const failing = racksAbove(model, rack, fine(load.known), fine(limit));
    const at = placeFor(model, rack);
    if (!at) return;
    const now = `${format(currentOf(load.known, voltage), 'current')} at ${format(voltage, 'voltage', LOW_VOLTAGE)}`;
    const next = `${format(currentOf(load.known, NEXT_VOLTAGE), 'current')} at ${format(NEXT_VOLTAGE, 'voltage')}`;
    const practical = `${formatPower(limit, quantity(load.known))} is the practical end of supplies in the rack`;
    const cause = [
      policyNote(model, rack, 'inrack_limit'),
      namedContributions(model, rack, load),
      ...unknownNote(load),
    ].join('; ');
    const words = `${powerBound(quantity(load.known), load.unknown, limit)} load, ${practical} (${cause})`;
    yield {
      at,
      message: `${nameOfRack(rack)}: ${words}${racksNote(model, rack, failing)}; ${now}, from a sidecar ${next}`,
      site: rack,
      count: failing ?? 1,
      related: relatedContributions(model, rack, load),
      fixes: () =>
        [useSidecar(model, rack), useNextVoltage(model, rack), fewerOnBus(model, rack, fine(limit))].flatMap(
          (fix) => fix ?? [],
        ),
    };
  },
});

/** Where the voltage is stated: in the rack, else at the shelves that have it. */
function placeFor(model: Model, rack: Site): Place | undefined {
  const voltage = rack.part.blocks.get('power')?.properties.get('voltage');
  if (voltage) return placeOf(voltage.layer.scope.source, voltage.node);
  const [shelf] = shelvesOf(model, rack);
  return shelf && memberPlace(shelf.member);
}
