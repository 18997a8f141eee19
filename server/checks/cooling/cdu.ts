import {
  type CduCooling,
  type CduGroup,
  cduCooling,
  hasUnits,
  isAllAir,
  isWet,
  untakenHeat,
} from '../../facts/cooling/cdu.ts';
import { isDevice } from '../../facts/cooling/liquid-heat.ts';
import { shown } from '../../facts/fine-power.ts';
import type { Model } from '../../model/model.ts';
import { outwards, type Site } from '../../model/site.ts';
import { placeOf } from '../../model/source.ts';
import { formatCount, formatPower } from '../../units/format.ts';
import { check, type Found } from '../check.ts';
import { inAll, memberPlace, nameOfRack, powerBound, unknownNote } from '../rack-words.ts';
import { bringUnits, coolByLiquid, moreUnits } from './cdu-fixes.ts';
import { fewerHotDevices } from './fewer-hot-devices.ts';
import { boundOfHeat, relatedHeat } from './heat-words.ts';

export const cdu = check({
  id: 'cooling.cdu',
  severity: 'error',
  each: 'site',
  docs: {
    summary: 'The coolant distribution units of a rack, row or hall move less heat than goes to liquid there.',
    why: `A coolant distribution unit (CDU) pumps the coolant of the racks through a heat exchanger to the water of the facility. It is
the one part that all racks of its loop share: when it stops, chips under cold plates reach their limit within seconds. So
units are bought with a spare one, and what is left has to move all of the heat.

Units in a rack are held against that rack’s heat, units in a row or a hall against that of all racks in it that have none of
their own. A rack that holds units and no heat to liquid is there for its neighbours: its units count where it stands. Where no
units are written, the facility may bring its own, and nothing is said. Only where a row or a hall says that air takes its
heat, and racks in it say that they are cooled by liquid, there is nobody to take that heat.`,
    formula: 'Σ (units − `spare`) × `rating` ≥ Σ heat to liquid, compared exactly',
    sources: [
      'In a rack 50–250 kW in 4–8U, in a row 0.6–2.6 MW: CDU guide of resistancezero.com; Supermicro (250 kW, N+1 pumps); Google and OCP, Project Deschutes',
      'Heat to liquid: see cooling.capacity',
    ],
    fails: example('199kW'),
    passes: example('200kW'),
    fixes:
      'As many more units as are missing, or fewer devices in each rack. In a hall of air: units for the heat with one spare, or cooling by liquid.',
  },
  *run(model, site) {
    if (isDevice(site)) return;
    const cooling = cduCooling(model, site);
    if (hasUnits(cooling)) yield* tooFew(model, site, cooling);
    else yield* nobody(model, site, cooling);
  },
});

function example(rating: string): string {
  return `node Tray {
  power = 10kW
  liquid_fraction = 100%
}
rack Wet {
  cooling { type = liquid }
  tray[10] : Tray
}
cdu Unit { rating = ${rating} }

row Compute {
  wet[4] : Wet
  cdu[3] : Unit { spare = 1 }
}
`;
}

function* tooFew(model: Model, site: Site, { groups, unknown, moved, heat }: CduCooling): Generator<Found> {
  const [first] = groups;
  if (!first || unknown > 0 || heat.exact <= moved) return;
  const limit = shown(moved);
  const cause = [...groups.map(describe), ...unknownNote(heat)].join('; ');
  yield {
    at: memberPlace(first.through ?? first.member),
    message: `${nameOfRack(site)}: ${powerBound(heat.power, heat.unknown, limit)} of heat to liquid, CDUs move ${formatPower(limit, heat.power)} (${cause})${inAll(site)}`,
    site,
    count: site.count ?? 1,
    related: relatedHeat(model, site, (child) => untakenHeat(model, child)),
    fixes: () =>
      [moreUnits(model, site, groups, heat.exact - moved), fewerHotDevices(model, site, heat.exact, moved)].flatMap(
        (fix) => fix ?? [],
      ),
  };
}

/** `cdu: 3 × 100 kW, 1 spare`. */
function describe({ member, count, spare, rating, times }: CduGroup): string {
  const units = `${member.name}: ${formatCount(count * times)} × ${formatPower(rating)}`;
  return `${units}, ${spare > 0 ? `${formatCount(spare * times)} spare` : 'none spare'}`;
}

/** Racks that are cooled by liquid where it is said that air cools, and no unit is near. */
function* nobody(model: Model, site: Site, { stated }: CduCooling): Generator<Found> {
  const type = site.part.blocks.get('cooling')?.properties.get('type');
  if (site.part.kind === 'rack' || !type || stated === 0n) return;
  if (!isAllAir(model, site)) return;
  for (const around of outwards(site)) {
    if (around !== site && (isWet(model, around) || hasUnits(cduCooling(model, around)))) return;
  }
  const heat = { exact: stated, power: shown(stated), unknown: 0 };
  yield {
    at: placeOf(type.layer.scope.source, type.node),
    message: `${nameOfRack(site)}: ${boundOfHeat(heat)} of heat to liquid, cooling is by air and there is no CDU${inAll(site)}`,
    site,
    count: site.count ?? 1,
    related: relatedHeat(model, site, (child) => untakenHeat(model, child)),
    fixes: () => [bringUnits(model, site, heat), coolByLiquid(model, site, heat)].flatMap((fix) => fix ?? []),
  };
}
