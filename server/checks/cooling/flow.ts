import { type CoolantFlow, coolantFlow, type Flow, type Rise, riseFor } from '../../facts/cooling/coolant-flow.ts';
import { liquidHeat } from '../../facts/cooling/liquid-heat.ts';
import { racksAbove } from '../../facts/rack/load.ts';
import type { Model } from '../../model/model.ts';
import type { Site } from '../../model/site.ts';
import { placeOf } from '../../model/source.ts';
import { quantity } from '../../units/dimension.ts';
import { decimal, format, formatCount, formatPower } from '../../units/format.ts';
import { check, type Fix } from '../check.ts';
import { setInBlock } from '../rack-edits.ts';
import { inAll, nameOfRack, unknownNote } from '../rack-words.ts';
import { fewerHotDevices } from './fewer-hot-devices.ts';
import { boundOfHeat, relatedHeat } from './heat-words.ts';

/** Millilitres an hour in a litre a minute. */
const LITRE_PER_MINUTE = 60_000;
/** Thousandths in a kelvin. */
const KELVIN = 1000;
/** The largest rise for which loops are planned (fact: 5 to 20 K). */
const LARGEST_RISE = 20 * KELVIN;
const MILLIWATTS_IN_A_KILOWATT = 1e6;

export const flow = check({
  id: 'cooling.flow',
  severity: 'error',
  each: 'site',
  docs: {
    summary: 'A coolant flows too slowly for the heat that it has to carry.',
    why: `A coolant takes up heat by becoming warmer: Q = ρ · cp · flow · ΔT. Half the flow means twice the rise, and what leaves the
last cold plate of the loop is then too warm for the chip on it. Loops are planned with a rise of about 10 K, for which PG25
(water with 25 % propylene glycol, against corrosion and growth) needs 1.5 L/min for each kilowatt: a GB200 NVL72, with
115 kW under cold plates, needs 173 L/min.

The rule judges every body whose \`cooling\` states \`flow\` and \`rise\`: a rack by the heat of its cold plates, a row or a hall by
that of all racks in it. With \`type = rear_door\` it is the heat to air, which the water in the door takes. In immersion the flow may be that of the tank’s own fluid, so it is judged only where \`coolant\` is written.`,
    formula: `flow ≥ heat / (ρ · cp · ΔT), compared exactly

PG25: ρ · cp = 4.0 kJ/(L·K), 15 / ΔT L/min per kW. Water: 4.147 kJ/(L·K), 14.5 / ΔT L/min per kW.`,
    sources: [
      'Conservation of energy; PG25 near 40 °C: 1.015 kg/L and 3.93 kJ/(kg·K), water: 0.992 kg/L and 4.18 kJ/(kg·K) (estimate, derived)',
      'Planning rule 1.5 L/min per kW at 10 K (1.2 to 2.0): OCP OAI guideline, Vertiv, nVent, Stulz (via ProphetStor); Meta, Network Hardware Switch Requirements v1.0 (≤ 1.5)',
    ],
    fails: example('149L/min'),
    passes: example('150L/min'),
    fixes:
      'The next whole litre per minute that suffices; the rise at which the present flow suffices, up to the 20 K for which loops are planned; fewer devices in each rack.',
  },
  *run(model, site) {
    const loop = coolantFlow(model, site);
    const property = site.part.blocks.get('cooling')?.properties.get('flow');
    if (!loop || !property || loop.heat.exact <= loop.carried) return;
    const { flow: has, needed, rise, heat, coolant } = loop;
    const failing = site.part.kind === 'rack' ? racksAbove(model, site, heat.exact, loop.carried) : site.count;
    const cause = [
      `${boundOfHeat(heat)} of heat`,
      `rise of ${format(rise, 'difference')}`,
      `${coolant.name}: ${coolant.rule} = ${perKilowatt(loop)} L/min per kW`,
      ...unknownNote(heat),
    ];
    yield {
      at: placeOf(property.layer.scope.source, property.node),
      message: `${nameOfRack(site)}: ${format(has, 'flow', needed)} of coolant, ${format(needed, 'flow', has)} needed (${cause.join('; ')})${inAll(site)}`,
      site,
      count: failing ?? 1,
      related: relatedHeat(model, site, (child) => liquidHeat(model, child)),
      fixes: () =>
        [
          moreFlow(site, loop),
          moreRise(model, site, loop),
          fewerHotDevices(model, site, heat.exact, loop.carried),
        ].flatMap((fix) => fix ?? []),
    };
  },
});

function example(litres: string): string {
  return `node Tray {
  power = 10kW
  liquid_fraction = 100%
}

rack Wet {
  cooling { type = liquid  flow = ${litres}  rise = 10K }
  tray[10] : Tray
}
`;
}

function perKilowatt({ needed, heat }: CoolantFlow): string {
  return decimal(needed / LITRE_PER_MINUTE / (heat.power / MILLIWATTS_IN_A_KILOWATT));
}

/** The next whole litre a minute. */
function moreFlow(site: Site, { flow: has, needed, heat }: CoolantFlow): Fix | undefined {
  const litres = Math.ceil(needed / LITRE_PER_MINUTE);
  const edit = setInBlock(site, 'cooling', 'flow', `${litres}L/min`);
  if (!edit) return undefined;
  const more: Flow = quantity(litres * LITRE_PER_MINUTE - has);
  const { count } = site;
  const all = count !== undefined && count > 1 ? `, ${format<'flow'>(quantity(more * count), 'flow')} in all` : '';
  const what = `${format(more, 'flow', quantity(0))} more for ${formatPower(heat.power)}${all}`;
  return { title: `Pump ${formatCount(litres)} L/min (${what})`, edits: [edit] };
}

/** The next whole kelvin at which the present flow carries the heat. */
function moreRise(model: Model, site: Site, { flow: has, rise, heat, coolant }: CoolantFlow): Fix | undefined {
  const kelvins = Math.ceil(riseFor(heat.exact, has, coolant) / KELVIN);
  if (kelvins * KELVIN > LARGEST_RISE) return undefined;
  const edit = setInBlock(site, 'cooling', 'rise', `${kelvins}K`);
  const supply = model.values.quantity(site.part.blocks.get('cooling'), 'supply', 'temperature');
  const hotter: Rise = quantity(kelvins * KELVIN - rise);
  const returns =
    supply === undefined
      ? `${format(hotter, 'difference', quantity(0))} hotter`
      : `at ${format<'temperature'>(quantity(supply + kelvins * KELVIN), 'temperature')}`;
  return edit && { title: `Let the coolant rise by ${kelvins} K (it returns ${returns})`, edits: [edit] };
}
