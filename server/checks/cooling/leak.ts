import { type LeakSensors, leakSensors, type Sensor } from '../../facts/cooling/leak-sensors.ts';
import type { Model } from '../../model/model.ts';
import type { Site } from '../../model/site.ts';
import { formatCount } from '../../units/format.ts';
import { check, type Fix, type Found } from '../check.ts';
import { setInMember } from '../rack-edits.ts';
import { addedInAll, inAll, memberName, memberPlace, nameOfRack } from '../rack-words.ts';
import { addParts, type NewPart } from './add-parts.ts';
import { typePlace } from './heat-words.ts';

export const leak = check({
  id: 'cooling.leak',
  severity: 'warning',
  each: 'site',
  docs: {
    summary: 'A liquid-cooled rack does not find its leaks, or does nothing when it finds one.',
    why: `A rack under cold plates has hundreds of joints above parts that carry kilowatts at 50 V. Most leaks begin as a seeping
quick disconnect: small enough to be found by a spot in the drip pan of the tray, too small for the flow or the temperature
of the loop to show. Others run along a manifold and reach the floor. So sensors stand in layers: a rope under the manifolds
and drip pans of the rack, and a spot in each tray.

What they find has to act by itself, also while the host or its management processor is down: a small leak closes the
valves of the rack (\`isolate\`), a large one cuts power and coolant by hardware (\`power_off\`). An alarm that waits for a person is no
protection at three in the morning. Flow and humidity sensors give early signs and may act as well; they do not tell where the water is.`,
    formula: `\`type = liquid\`: a \`rope\` or \`spot\` in the rack; for each node with cold plates a \`rope\` or \`spot\` in the node, one
\`spot\` of the rack, or a \`rope\` of the rack, which runs under its drip pans; an \`action\` on every rope and spot; and one sensor whose \`action\` is \`isolate\` or \`power_off\``,
    sources: [
      'OCP, ACS Cold Plate: Leak Detection and Intervention, white paper 1.0 (Intel, Vertiv, nVent, CoolIT)',
      'Meta, Network Hardware Switch Requirements v1.0: detection at component, tray and rack; works with the host down; a major leak cuts power and coolant by hardware',
      'NVIDIA, Mission Control administration guide, leak detection; signals that lead and lag: arXiv 2512.21801',
    ],
    fails: example(''),
    passes: example(`  leak_rope : racks.LeakRope
  leak_spot[18] : racks.LeakSpot
`),
    fixes:
      'The sensors that are missing, with their number in each rack and in all; or an action for those that have none.',
  },
  *run(model, rack) {
    if (rack.part.kind !== 'rack') return;
    if (model.values.word(rack.part.blocks.get('cooling'), 'type') !== 'liquid') return;
    const sensors = leakSensors(model, rack);
    yield* uncovered(model, rack, sensors);
    yield* idle(rack, sensors);
  },
});

function example(sensors: string): string {
  return `import racks

node Tray {
  power = 7kW
  liquid_fraction = 87%
}

rack Wet {
  cooling { type = liquid }
  tray[18] : Tray
${sensors}}
`;
}

/** No sensor in the rack, or none in its trays. */
function* uncovered(model: Model, rack: Site, { finding, inRack, trays, bareTrays }: LeakSensors): Generator<Found> {
  if (inRack && !bareTrays) return;
  const inTrays = `${formatCount(bareTrays ?? 0)} of ${formatCount(trays ?? 0)} trays`;
  const missing =
    finding.length === 0
      ? 'no leak sensor (rope or spot) in the rack or its nodes'
      : inRack
        ? `no leak sensor (rope or spot) in ${inTrays}`
        : `leak sensors in its nodes, none (rope or spot) under the manifolds of the rack${bareTrays ? ` and in ${inTrays}` : ''}`;
  yield {
    at: typePlace(rack),
    message: `${nameOfRack(rack)}: liquid cooling with ${missing}${inAll(rack)}`,
    site: rack,
    count: rack.count ?? 1,
    related: finding.map(({ member }) => ({ at: memberPlace(member), message: `${memberName(member)} is there` })),
    fixes: () => addSensors(model, rack, inRack, bareTrays ?? 0) ?? [],
  };
}

function addSensors(model: Model, rack: Site, inRack: boolean, bareTrays: number): readonly Fix[] | undefined {
  const rope: NewPart = { name: 'leak_rope', count: 1, type: 'LeakRope' };
  const spots: NewPart = { name: 'leak_spot', count: bareTrays, type: 'LeakSpot' };
  const added = [...(inRack ? [] : [rope]), ...(bareTrays > 0 ? [spots] : [])];
  const edits = addParts(model, rack, added);
  if (!edits) return undefined;
  const each = added.reduce((sum, { count }) => sum + count, 0);
  const what = [
    ...(inRack ? [] : ['a rope in the rack']),
    ...(bareTrays > 0
      ? [bareTrays === 1 ? 'a spot for its tray' : `${formatCount(bareTrays)} spots for its trays`]
      : []),
  ];
  const all = addedInAll(each, rack);
  return [
    {
      title: `Add ${what.join(' and ')} (${formatCount(each)} ${each === 1 ? 'sensor' : 'sensors'} more in each rack${all})`,
      edits,
    },
  ];
}

/** Sensors that find water and say nothing, or that only say it. */
function* idle(rack: Site, { finding, acts }: LeakSensors): Generator<Found> {
  const silent = finding.filter(({ hasAction }) => !hasAction);
  for (const sensor of silent) yield onSensor(rack, sensor, 'has no action: nobody learns of the leak that it finds');
  const [first] = finding;
  if (!acts && silent.length === 0 && first) {
    yield onSensor(
      rack,
      first,
      'raises an alarm, and no sensor of the rack closes its valves (isolate) or cuts its power (power_off)',
    );
  }
}

function onSensor(rack: Site, { member, site }: Sensor, what: string): Found {
  const act = (action: string, title: string): readonly Fix[] => {
    const edit = setInMember(site, member, 'action', action);
    return edit ? [{ title, edits: [edit] }] : [];
  };
  return {
    at: memberPlace(member),
    message: `${nameOfRack(rack)}: ${memberName(member)} ${what}${inAll(rack)}`,
    site,
    count: rack.count ?? 1,
    fixes: () => [
      ...act(
        'isolate',
        `Close the valves of the rack when it trips (action = isolate; a false alarm stops ${oneRack(rack)})`,
      ),
      ...act(
        'power_off',
        `Cut power and coolant when it trips (action = power_off; a false alarm stops ${oneRack(rack)} at once)`,
      ),
    ],
  };
}

function oneRack(rack: Site): string {
  return rack.count === 1 ? 'the rack' : 'one rack';
}
