import { type Supply, supplyOf, type Temperature } from '../../facts/cooling/supply.ts';
import { isEstimate } from '../../facts/stated.ts';
import type { Site } from '../../model/site.ts';
import { placeOf } from '../../model/source.ts';
import { quantity } from '../../units/dimension.ts';
import { format, formatCount } from '../../units/format.ts';
import { check, type Fix } from '../check.ts';
import { setInBlock } from '../rack-edits.ts';
import { memberPlace, nameOfRack } from '../rack-words.ts';

/** Thousandths in a degree. */
const DEGREE = 1000;
/** Parts that are named as related information. */
const MOST_RELATED = 8;

export const supply = check({
  id: 'cooling.supply',
  severity: 'error',
  each: 'site',
  docs: {
    summary: 'Coolant or air is supplied warmer than a part takes it.',
    why: `A chip is as hot as its coolant plus what its heat needs to get there. Each kelvin more at the inlet is one more at the
chip; above the inlet temperature for which a part is made, it lowers its clock or shuts down. Warm water is worth much, for
above some 40 °C it is cooled by outside air all year, so loops are run as close to the limit as the parts allow: 45 °C for
a Vera Rubin NVL72, 30 °C air for most DGX systems.

\`supply\` is of what \`type\` brings: air at the inlets, or coolant. Air is held against parts without cold plates, coolant
against those with them (\`liquid_fraction\` above zero), so that air-cooled nodes in a liquid-cooled rack are judged by the air
of the hall. The innermost body that states a supply counts. The water of a rear door reaches no part.`,
    formula: '`cooling.supply` ≤ `max_inlet` of every part that takes it in',
    sources: [
      'NVIDIA, Q3450-LD manual (45 °C); data-today.net, citing NVIDIA (Vera Rubin NVL72, 45 °C); DGX systems: 30 to 35 °C (knowledge)',
      'ASHRAE TC 9.9: classes W17 to W45 of facility water, S30 to S50 of the technology loop (knowledge); air 18–27 °C recommended, A1 15–32 °C',
    ],
    fails: example('46C'),
    passes: example('45C'),
    fixes: 'The warmest supply that all parts take, with the kelvins that it is colder.',
  },
  *run(model, site) {
    const found = supplyOf(model, site);
    const property = site.part.blocks.get('cooling')?.properties.get('supply');
    const [worst] = found?.tooWarm ?? [];
    if (!found || !worst || !property) return;
    const { temperature, inlet, tooWarm } = found;
    const medium = inlet === 'air' ? 'air' : 'coolant';
    yield {
      at: placeOf(property.layer.scope.source, property.node),
      message: `${nameOfRack(site)}: ${medium} supplied at ${format(temperature, 'temperature', worst.limit)}, max_inlet of ${nameOf(worst.site)} is ${format(worst.limit, 'temperature', temperature)}${isEstimate(model, worst.site.part, 'max_inlet') ? ', an estimate' : ''}${instances(tooWarm)}`,
      site,
      count: site.count ?? 1,
      related: tooWarm
        .slice(0, MOST_RELATED)
        .flatMap(({ site: part, limit }) =>
          part.member
            ? [{ at: memberPlace(part.member), message: `${nameOf(part)}: max_inlet ${format(limit, 'temperature')}` }]
            : [],
        ),
      fixes: () => colder(site, temperature, worst.limit) ?? [],
    };
  },
});

function example(temperature: string): string {
  return `node Tray {
  power = 10kW
  liquid_fraction = 100%
  max_inlet = 45C
}

rack Wet {
  cooling { type = liquid  supply = ${temperature} }
  tray[10] : Tray
}
`;
}

/** The member and its type. */
function nameOf({ member, part }: Site): string {
  return member ? `${member.name} (${part.name})` : part.name;
}

function instances(tooWarm: Supply['tooWarm']): string {
  const counts = tooWarm.map(({ site }) => site.count);
  const total = counts.reduce<number>((sum, count) => sum + (count ?? 0), 0);
  return counts.some((count) => count === undefined) || total < 2 ? '' : `; ${formatCount(total)} parts`;
}

/** The supply that the most sensitive part takes. */
function colder(site: Site, temperature: Temperature, limit: Temperature): readonly Fix[] | undefined {
  const edit = setInBlock(site, 'cooling', 'supply', `${limit / DEGREE}C`);
  const less = format<'difference'>(quantity(temperature - limit), 'difference', quantity(0));
  return (
    edit && [
      {
        title: `Supply at ${format(limit, 'temperature')} (${less} colder: fewer hours without a chiller)`,
        edits: [edit],
      },
    ]
  );
}
